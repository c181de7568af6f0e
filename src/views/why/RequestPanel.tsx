import type { RequestHop, RequestStory } from '../../analysis/answer.ts';
import type { SimTime } from '../../lib/units.ts';
import { Button } from '../../ui/Button.tsx';
import { clock, delta, duration } from '../../ui/format.ts';
import { words } from '../../words/index.ts';
import { useAnswer, useCursor, useSession } from '../session.ts';
import { Decisions } from './Decisions.tsx';
import { HiddenPanel } from './HiddenPanel.tsx';
import { PanelFrame } from './PanelFrame.tsx';
import { useLookAt } from './use-look-at.ts';

interface RequestPanelProps {
  readonly id: string;
  /** A question is open: what lies after the cursor is hidden. */
  readonly veiled: boolean;
}

/** One request through the nodes that it touched, from its sending down to its end. */
export function RequestPanel({ id, veiled }: RequestPanelProps) {
  const session = useSession();
  const story = useAnswer('request', id);
  const over = useCursor(({ time }) => story !== undefined && time >= endOf(story));
  if (veiled && !over) return <HiddenPanel />;
  const { ask, name, heading, computing, back } = words.request;
  return (
    <PanelFrame
      ask={ask}
      title={story === undefined ? '' : heading(story.kind, story.client)}
      name={story === undefined ? ask : name(story.client, story.kind)}
      actions={<Button label={back} onClick={() => session.show({ type: 'requests' })} />}
    >
      {story === undefined ? <p className="panel-hint">{computing}</p> : <Told story={story} />}
    </PanelFrame>
  );
}

/** When the last of what is told of it happened. */
function endOf({ sentAt, took, balancers }: RequestStory): SimTime {
  const decided = balancers.flatMap(({ decisions }) => decisions.map(({ time }) => time));
  return Math.max(sentAt + took, ...decided);
}

function Told({ story }: { readonly story: RequestStory }) {
  const session = useSession();
  const { ok, outcome, took, end, client, kind, sentAt, hops, balancers } = story;
  const length = duration(took);
  const { answered, failed } = words.request;
  return (
    <>
      <p className="request-outcome">
        <span className={ok ? undefined : 'detail-bad'}>
          {ok ? answered(length) : failed(outcome, length)}
        </span>
        {ok ? undefined : (
          <Button
            look="outlined"
            label={words.requests.whyName(kind, clock(sentAt + took))}
            text={words.requests.why}
            onClick={() => session.why(end)}
          />
        )}
      </p>
      <ol className="chain" aria-label={words.request.hops}>
        {hops.map((hop, index) => (
          <Hop
            key={hop.id}
            hop={hop}
            number={index + 1}
            text={index === 0 && hop.how === 'timer' ? words.request.sends(client, kind) : hop.text}
          />
        ))}
      </ol>
      {balancers.map((balancer) => (
        <Decisions key={balancer.name} balancer={balancer} hops={hops} />
      ))}
    </>
  );
}

interface HopProps {
  readonly hop: RequestHop;
  readonly number: number;
  readonly text: string;
}

function Hop({ hop, number, text }: HopProps) {
  const { time } = hop;
  const lookAt = useLookAt(time);
  return (
    <li className="link request-hop">
      <button
        type="button"
        className="link-button"
        aria-label={words.request.hop(number, clock(time), text)}
        {...lookAt}
      >
        <span className="badge">{number}</span>
        <span className="link-text">{text}</span>
        <span className="link-time">{clock(time)}</span>
      </button>
      {number === 1 ? undefined : <span className="hop-delta">{delta(hop.delta)}</span>}
    </li>
  );
}
