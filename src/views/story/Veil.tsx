import { Button } from '../../ui/Button.tsx';
import { words } from '../../words/index.ts';
import { useCursor, useSession } from '../session.ts';
import './veil.css';
import { useStory, useStoryState } from './use-story.ts';

interface VeilProps {
  /** Where a time stands on the timeline, in pixels. */
  readonly toX: (time: number) => number;
}

/** Lies over what comes after the cursor while a question is open: it is computed already, and hidden. */
export function Veil({ toX }: VeilProps) {
  const { veiled, open } = useStory();
  return veiled ? <Cover toX={toX} open={open} /> : undefined;
}

function Cover({ toX, open }: VeilProps & { readonly open: boolean }) {
  const session = useSession();
  const time = useCursor((state) => state.time);
  const beyond = useStoryState((state) => state.beyond !== undefined);
  return (
    <div className="veil" style={{ left: Math.max(0, toX(time)) }}>
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
        <p className="veil-text">{open ? words.story.veil : words.story.veilSkipped}</p>
      )}
    </div>
  );
}
