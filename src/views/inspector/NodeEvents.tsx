import type { EventLine } from '../../analysis/picture.ts';
import { Button } from '../../ui/Button.tsx';
import { Section } from '../../ui/Detail.tsx';
import { clock } from '../../ui/format.ts';
import { words } from '../../words/index.ts';
import { useAnswer, useSession } from '../session.ts';
import { useRestingTime } from './resting-time.ts';

const SHOWN = 8;

/** What happened last at a node. While time flies by it stands as it was. */
export function NodeEvents({ node }: { readonly node: string }) {
  const lines = useAnswer('eventsOf', node, useRestingTime(), SHOWN);
  if (lines?.length === 0) return undefined;
  return (
    <Section title={words.inspector.events}>
      <ul className="node-events">
        {lines?.map((line) => (
          <EventRow key={line.id} line={line} node={node} />
        ))}
      </ul>
    </Section>
  );
}

function EventRow({ line, node }: { readonly line: EventLine; readonly node: string }) {
  const session = useSession();
  const short = line.text.startsWith(`${node} `) ? line.text.slice(node.length + 1) : line.text;
  return (
    <li>
      <button
        type="button"
        className="node-event"
        aria-label={words.inspector.goTo(line.text, clock(line.time))}
        title={line.text}
        onClick={() => session.playback.jumpTo(line.time)}
      >
        <span className="node-event-time">{clock(line.time)}</span>
        <span className="node-event-text">{short}</span>
      </button>
      <Button
        label={words.inspector.whyEvent(line.text)}
        text={words.inspector.why}
        className="why-quiet"
        onClick={() => session.why(line.id)}
      />
    </li>
  );
}
