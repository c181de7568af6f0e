import type { RequestHop, RequestStory } from '../../analysis/answer.ts';
import { Section } from '../../ui/Detail.tsx';
import { clock } from '../../ui/format.ts';
import { words } from '../../words/index.ts';
import { useLookAt } from './use-look-at.ts';

type Balancer = RequestStory['balancers'][number];

interface DecisionsProps {
  readonly balancer: Balancer;
  /** The way of the request, by whose numbers decisions are told. */
  readonly hops: readonly RequestHop[];
}

/** What a load balancer on the way of a request made of it: which servers it tried, why, and how that ended. */
export function Decisions({ balancer: { name, decisions }, hops }: DecisionsProps) {
  const title = words.request.decided(name);
  return (
    <Section title={title}>
      <ol className="request-decisions" aria-label={title}>
        {decisions.map((decision) => (
          <Decision
            key={`${decision.id} ${decision.text}`}
            decision={decision}
            hop={hops.findIndex(({ id }) => id === decision.id) + 1}
          />
        ))}
      </ol>
    </Section>
  );
}

interface DecisionProps {
  readonly decision: Balancer['decisions'][number];
  /** The number of the event on the way of the request; 0: it is not part of it. */
  readonly hop: number;
}

function Decision({ decision: { time, text }, hop }: DecisionProps) {
  const lookAt = useLookAt(time);
  return (
    <li className="link request-hop">
      <button
        type="button"
        className="link-button"
        aria-label={words.request.decision(clock(time), text)}
        {...lookAt}
      >
        {hop === 0 ? <span /> : <span className="badge">{hop}</span>}
        <span className="link-text">{text}</span>
        <span className="link-time">{clock(time)}</span>
      </button>
    </li>
  );
}
