import { Button } from '../../ui/Button.tsx';
import { words } from '../../words/index.ts';
import { useCursor, useSession } from '../session.ts';
import './veil.css';
import { useHorizon, useStory, useStoryState } from './use-story.ts';

interface VeilProps {
  /** Where a time stands on the timeline, in pixels. */
  readonly toX: (time: number) => number;
}

/** Lies over what a question hides: it is computed already. */
export function Veil({ toX }: VeilProps) {
  const horizon = useHorizon((time) => time);
  return horizon === undefined ? undefined : <Cover toX={toX} horizon={horizon} />;
}

function Cover({ toX, horizon }: VeilProps & { readonly horizon: number }) {
  const session = useSession();
  const { open } = useStory();
  const ahead = useCursor(({ time }) => time < horizon);
  const beyond = useStoryState((state) => state.beyond !== undefined);
  return (
    <div className="veil" style={{ left: Math.max(0, toX(horizon)) }}>
      <svg className="veil-hatch" aria-hidden="true" focusable="false">
        <pattern id="veil-hatch" width="10" height="10" patternUnits="userSpaceOnUse">
          <path d="M0 0L10 10" />
        </pattern>
        <rect width="100%" height="100%" fill="url(#veil-hatch)" stroke="none" />
      </svg>
      {beyond && open ? (
        <div className="veil-ask" role="group" aria-label={words.story.revealAsk}>
          <span role="status">{words.story.revealAsk}</span>
          <Button look="outlined" label={words.story.reveal} onClick={() => session.story.reveal()} />
          <Button label={words.story.keepHidden} onClick={() => session.story.keepHidden()} />
        </div>
      ) : (
        <p className="veil-text">
          {open ? words.story.veil : ahead ? words.story.veilAhead : words.story.veilSkipped}
          {ahead ? (
            <Button label={words.story.reveal} onClick={() => session.story.revealAhead()} />
          ) : undefined}
        </p>
      )}
    </div>
  );
}
