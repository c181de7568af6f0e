import type { RequestOutline } from '../../analysis/answer.ts';
import { Button } from '../../ui/Button.tsx';
import { Section } from '../../ui/Detail.tsx';
import { clock, duration } from '../../ui/format.ts';
import { details } from '../../words/details.ts';
import { useAnswer, useSession } from '../session.ts';
import { useRestingTime } from './resting-time.ts';

const SHOWN = 5;

const { lastRequests: text } = details;

/** The requests that came to a node last, to be followed: what it decided for each is told with its way. */
export function LastRequests({ node }: { readonly node: string }) {
  const requests = useAnswer('requestsThrough', node, useRestingTime(), SHOWN);
  if (requests === undefined || requests.length === 0) return undefined;
  return (
    <Section title={text.title}>
      <ul className="node-events">
        {requests.map((request) => (
          <RequestRow key={request.id} request={request} />
        ))}
      </ul>
    </Section>
  );
}

function RequestRow({ request }: { readonly request: RequestOutline }) {
  const session = useSession();
  const { id, client, kind, sentAt, took, ok, outcome } = request;
  const ended = clock(sentAt + took);
  const what = text.request(kind, client, ok ? text.answered : outcome, duration(took));
  return (
    <li>
      <button
        type="button"
        className="node-event"
        aria-label={text.goTo(what, ended)}
        title={what}
        onClick={() => session.playback.jumpTo(sentAt + took)}
      >
        <span className="node-event-time">{ended}</span>
        <span className={`node-event-text${ok ? '' : ' detail-bad'}`}>{what}</span>
      </button>
      <Button
        label={text.follow(what)}
        text={text.followShort}
        className="why-quiet"
        onClick={() => session.show({ type: 'request', id })}
      />
    </li>
  );
}
