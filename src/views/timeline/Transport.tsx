import { milestoneAfter } from '../../shell/stores.ts';
import { Button } from '../../ui/Button.tsx';
import { clock, count } from '../../ui/format.ts';
import { Menu } from '../../ui/Menu.tsx';
import { RadioGroup } from '../../ui/RadioGroup.tsx';
import { useMedia } from '../../ui/use-media.ts';
import { words } from '../../words/index.ts';
import { useShownMilestones } from '../milestones/use-shown-milestones.ts';
import { useCursor, useRun, useSession } from '../session.ts';
import { DirectorPace, Rate } from './DirectorPace.tsx';
import { RemovalLine } from './RemovalLine.tsx';
import { StepMenu } from './StepMenu.tsx';
import './transport.css';
import { WindowControl } from './WindowControl.tsx';

const SPEEDS = [0.1, 1, 10, 100].map((value) => ({
  value,
  text: `${value}×`,
  name: words.playback.times(value),
}));

const SMALL = '(max-width: 767px)';

/** Small screens keep what fits a thumb; the rest is in the menu of speeds. */
export function Transport() {
  const small = useMedia(SMALL);
  return (
    <div className="transport">
      <Playback small={small} />
      <Clock />
      <RemovalLine />
      {small ? (
        <PaceMenu />
      ) : (
        <>
          <Speed />
          <DirectorPace />
          <WindowControl />
        </>
      )}
    </div>
  );
}

function Playback({ small }: { readonly small: boolean }) {
  const { playback } = useSession();
  const idle = useCursor((state) => state.mode === 'idle');
  const playing = useCursor((state) => state.mode === 'playing');
  const atStart = useCursor((state) => state.time === 0);
  return (
    <div className="playback" role="toolbar" aria-label={words.playback.name}>
      {small ? undefined : (
        <Button
          icon="to-start"
          label={words.playback.toStart}
          bare
          disabled={idle || atStart}
          onClick={() => playback.toStart()}
        />
      )}
      <Button
        icon="step-back"
        label={words.playback.stepBack}
        bare
        disabled={idle}
        onClick={() => void playback.step('back')}
      />
      <Button
        icon={playing ? 'pause' : 'play'}
        label={playing ? words.playback.pause : words.playback.play}
        bare
        look="round"
        disabled={idle}
        onClick={() => playback.toggle()}
      />
      <Button
        icon="step-forward"
        label={words.playback.stepForward}
        bare
        disabled={idle}
        onClick={() => void playback.step('forward')}
      />
      {small ? undefined : <StepMenu />}
      <NextMilestone idle={idle} />
    </div>
  );
}

function NextMilestone({ idle }: { readonly idle: boolean }) {
  const { playback } = useSession();
  const milestones = useShownMilestones();
  const next = useCursor((state) => milestoneAfter(milestones, state.time)?.text);
  return (
    <Button
      className="next-milestone"
      icon="flag"
      label={next === undefined ? words.playback.next : words.playback.nextName(next)}
      text={words.playback.next}
      title={next === undefined ? words.playback.next : words.playback.nextName(next)}
      disabled={idle || next === undefined}
      onClick={() => playback.nextMilestone()}
    />
  );
}

function Clock() {
  const time = useCursor((state) => state.time);
  const event = useCursor((state) => state.picture?.event);
  const end = useRun((state) => state.summary?.duration);
  const events = useRun((state) => state.summary?.events);
  return (
    <div className="clock" role="group" aria-label={words.playback.clock}>
      <span className="clock-now">{clock(time)}</span>
      {end === undefined ? undefined : <span className="clock-end">{words.playback.end(clock(end))}</span>}
      {event === undefined || events === undefined ? undefined : (
        <span className="clock-event">{words.playback.eventOf(count(event), count(events))}</span>
      )}
    </div>
  );
}

function Speed() {
  const { playback } = useSession();
  const speed = useCursor((state) => state.speed);
  return (
    <div className="speed">
      <span className="speed-label" aria-hidden="true">
        {words.playback.speed}
      </span>
      <RadioGroup
        label={words.playback.speed}
        value={speed}
        options={SPEEDS}
        onChange={(value) => playback.setSpeed(value)}
      />
    </div>
  );
}

/** How fast it plays, and what else has no button of its own on a small screen. */
function PaceMenu() {
  const { playback } = useSession();
  const speed = useCursor((state) => state.speed);
  const director = useCursor((state) => state.director);
  const { speedMenu, director: directorName, toStart, steps } = words.playback;
  const items = [
    ...SPEEDS.map(({ value, name }) => ({
      id: name,
      text: name,
      checked: value === speed,
      onSelect: () => playback.setSpeed(value),
    })),
    {
      id: directorName,
      text: directorName,
      checked: director,
      toggles: true,
      onSelect: () => playback.setDirector(!director),
    },
    { id: toStart, text: toStart, onSelect: () => playback.toStart() },
    { id: steps.milestoneBack, text: steps.milestoneBack, onSelect: () => playback.previousMilestone() },
  ];
  return (
    <div className="speed">
      <Menu
        label={speedMenu(speed)}
        button={
          <>
            <span>{`${speed}×`}</span>
            {director ? <Rate /> : undefined}
          </>
        }
        items={items}
        align="end"
        above
      />
    </div>
  );
}
