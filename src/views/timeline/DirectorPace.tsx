import { rateAt } from '../../shell/pace.ts';
import { Switch } from '../../ui/Switch.tsx';
import { words } from '../../words/index.ts';
import { useCursor, useRun, useSession } from '../session.ts';

/** Slow where something turns, fast through silence; with the momentary rate beside it. */
export function DirectorPace() {
  const { playback } = useSession();
  const director = useCursor((state) => state.director);
  return (
    <div className="director">
      <Switch
        label={words.playback.director}
        hint={words.playback.directorHint}
        on={director}
        onChange={(on) => playback.setDirector(on)}
      />
      {director ? <Rate /> : undefined}
    </div>
  );
}

/** How fast simulated time passes at the cursor. */
export function Rate() {
  const pace = useRun((state) => state.summary?.pace);
  const text = useCursor((state) =>
    pace === undefined ? '' : words.playback.rate(significant(rateAt(pace, state.time) * state.speed)),
  );
  return (
    <span className="director-rate mono" aria-hidden="true">
      {text}
    </span>
  );
}

/** Two significant digits: 0.0021, 0.35, 8. */
function significant(rate: number): string {
  return String(Number(rate.toPrecision(2)));
}
