import { useEffect, useState } from 'react';
import { clock } from '../../ui/format.ts';
import { presentWords } from '../../words/present.ts';
import { words } from '../../words/index.ts';
import { useCursor, useRun, useSession } from '../session.ts';
import { StoryBody } from '../story/StoryBody.tsx';
import { useStory } from '../story/use-story.ts';
import './present.css';

/** What is told, for the last row of a room: the scenario, the clock, the step and its question. */
export function Presentation() {
  useFullScreen();
  const title = useRun((state) => state.scenario?.title);
  return (
    <aside className="left present" id="story" aria-label={presentWords.name} tabIndex={-1}>
      <header className="present-head">
        <h1>{title}</h1>
        <Progress />
      </header>
      <Clock />
      <StoryBody />
      <KeyLine />
    </aside>
  );
}

function Progress() {
  const { steps, step } = useStory();
  return steps.length === 0 ? undefined : <span>{words.story.progress(step + 1, steps.length)}</span>;
}

function Clock() {
  const time = useCursor((state) => clock(state.time));
  return (
    <p className="present-clock mono" aria-label={words.playback.clock}>
      {words.story.time(time)}
    </p>
  );
}

/** A pointer that rests so long is not about to do anything. */
const REST_MS = 2000;

/** The keys that a speaker needs, while the pointer moves. */
function KeyLine() {
  const [resting, setResting] = useState(false);
  useEffect(() => {
    let timer = window.setTimeout(() => setResting(true), REST_MS);
    const onMove = () => {
      window.clearTimeout(timer);
      setResting(false);
      timer = window.setTimeout(() => setResting(true), REST_MS);
    };
    window.addEventListener('pointermove', onMove);
    return () => {
      window.clearTimeout(timer);
      window.removeEventListener('pointermove', onMove);
    };
  }, []);
  return (
    <dl className={resting ? 'present-keys present-resting' : 'present-keys'}>
      {presentWords.keys.map(([key, action]) => (
        <div key={key}>
          <dt>
            <kbd className="key-cap">{key}</kbd>
          </dt>
          <dd>{action}</dd>
        </div>
      ))}
    </dl>
  );
}

/** The whole screen, where the browser gives it; leaving it by the browser's own key ends the presentation. */
function useFullScreen(): void {
  const session = useSession();
  useEffect(() => {
    const root = document.documentElement;
    const onChange = () => {
      if (document.fullscreenElement === null) session.present(false);
    };
    const entered = root.requestFullscreen().then(
      () => document.addEventListener('fullscreenchange', onChange),
      // Refused: a large stage in a window is worth as much.
      () => undefined,
    );
    return () => {
      document.removeEventListener('fullscreenchange', onChange);
      void entered.then(() => {
        document.removeEventListener('fullscreenchange', onChange);
        return document.fullscreenElement === null ? undefined : document.exitFullscreen();
      });
    };
  }, [session]);
}
