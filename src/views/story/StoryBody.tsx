import { useStore } from 'zustand';
import type { StoryStepView } from '../../analysis/outline.ts';
import { builtInScenarios, nextInCourse } from '../../shell/built-in-scenarios.ts';
import { answerTo } from '../../shell/story-place.ts';
import { Button } from '../../ui/Button.tsx';
import { clock } from '../../ui/format.ts';
import { Icon } from '../../ui/Icon.tsx';
import { useMoreHint } from '../../ui/use-more-hint.ts';
import { words } from '../../words/index.ts';
import { useLayout, useRun, useSession } from '../session.ts';
import { Narration } from './Narration.tsx';
import { Question } from './Question.tsx';
import './story.css';
import { useStory, useStoryState, type Story } from './use-story.ts';

const NEXT_KEY = 'N';

/** The step that the cursor is at: what is told, what is asked, and where it goes on. */
export function StoryBody() {
  const story = useStory();
  const hint = useMoreHint();
  const step = story.steps[story.step];
  return (
    <div className="story">
      <Segments story={story} />
      <div className="story-step" ref={hint}>
        <Edited />
        {step === undefined ? (
          <p className="story-say">{words.story.before}</p>
        ) : (
          <>
            <p className="story-time mono">{words.story.time(clock(step.time))}</p>
            <h2 className="story-title">{titleOf(step, story.step)}</h2>
            <Narration say={step.say} />
            <Question key={step.index} step={step} open={story.open} />
          </>
        )}
      </div>
      <Foot story={story} />
    </div>
  );
}

/** What the scenario tells was written for its own run: in another one it is not told as if it had to be true. */
function Edited() {
  const session = useSession();
  const edited = useRun(({ scenario, original }) => scenario !== original);
  const writing = useLayout((state) => state.editing);
  if (!edited || writing) return undefined;
  return (
    <p className="story-edited">
      {words.story.edited}{' '}
      <Button
        look="outlined"
        label={words.story.asItWas}
        onClick={() => void session.edits.reset(words.edits.resetDone)}
      />
    </p>
  );
}

function titleOf(step: StoryStepView, place: number): string {
  return step.title === '' ? words.story.step(place + 1) : step.title;
}

/** One for each step; those gone by are darker, the current one is ink. */
function Segments({ story }: { readonly story: Story }) {
  const session = useSession();
  return (
    <ol className="segments">
      {story.steps.map((step, place) => (
        <li key={step.index}>
          <button
            type="button"
            className={`segment segment-${place === story.step ? 'current' : place < story.step ? 'past' : 'future'}`}
            aria-label={words.story.segment(place + 1, segmentTitle(story, place))}
            title={segmentTitle(story, place)}
            aria-current={place === story.step ? 'step' : undefined}
            onClick={() => session.story.goTo(place)}
          />
        </li>
      ))}
    </ol>
  );
}

/** What comes after a question is not told by its title either. */
function segmentTitle({ steps, step, asking }: Story, place: number): string {
  const told = steps[place];
  if (told === undefined || (asking >= 0 && place > Math.max(step, asking))) return '';
  return titleOf(told, place);
}

/** The story is told: the run is the reader's, or the next one. */
function Ending() {
  const session = useSession();
  const slug = useRun((state) => state.slug);
  const finished = useStore(session.stores.progress, (progress) => progress.finished);
  const next = slug === undefined ? undefined : nextInCourse(builtInScenarios(), slug, finished);
  return (
    <div className="story-ending">
      <p className="story-note">{words.story.end}</p>
      {next === undefined ? undefined : (
        <button type="button" className="text-button" onClick={() => void session.openBuiltIn(next.slug)}>
          {words.story.nextScenario(next.title)}
        </button>
      )}
    </div>
  );
}

function Foot({ story }: { readonly story: Story }) {
  const session = useSession();
  const { steps, step, open } = story;
  const next = steps[step + 1];
  const skipped = useStoryState((state) => {
    const current = steps[step];
    return current !== undefined && answerTo(current, state)?.state === 'skipped';
  });
  if (open)
    return (
      <footer className="story-foot story-foot-open">
        <Button label={words.story.skip} onClick={() => session.story.skip()} />
        <span className="story-note">{words.story.staysHidden}</span>
      </footer>
    );
  const title = next === undefined ? '' : segmentTitle(story, step + 1);
  return (
    <footer className="story-foot">
      <Button
        className="story-back"
        look="outlined"
        icon="arrow-left"
        label={words.story.previous}
        bare
        disabled={step <= 0}
        onClick={() => session.story.previous()}
      />
      {next === undefined ? (
        <Ending />
      ) : (
        <button
          type="button"
          className="button button-filled story-next"
          aria-keyshortcuts={NEXT_KEY}
          onClick={() => session.story.next()}
        >
          <span>{title === '' ? words.story.nextStep : words.story.next(title)}</span>
          <Icon name="arrow-right" />
        </button>
      )}
      {next === undefined ? undefined : (
        <kbd className="key-cap" aria-hidden="true">
          {NEXT_KEY}
        </kbd>
      )}
      {skipped ? <span className="visually-hidden">{words.story.staysHidden}</span> : undefined}
    </footer>
  );
}
