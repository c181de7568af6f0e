import type { BalancerDecision } from '../../analysis/balancer-decisions.ts';
import type { RequestHop, RequestStory } from '../../analysis/picture.ts';
import type { SimTime } from '../../lib/units.ts';
import { Button } from '../../ui/Button.tsx';
import { Section } from '../../ui/Detail.tsx';
import { clock, delta, duration } from '../../ui/format.ts';
import { words } from '../../words/index.ts';
import { useAnswer, useSession } from '../session.ts';
import { PanelFrame } from './PanelFrame.tsx';
import { useLookAt } from './use-look-at.ts';

/** One request through the nodes that it touched, from its sending down to its end. */
export function RequestPanel({ id }: { readonly id: string }) {
  const session = useSession();
  const story = useAnswer('request', id);
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
      {balancers.map(({ name, decisions }) => (
        <Decisions key={name} balancer={name} decisions={decisions} />
      ))}
    </>
  );
}

/** What a load balancer on the way made of it: which servers it tried, why, and how that ended. */
function Decisions({
  balancer,
  decisions,
}: {
  readonly balancer: string;
  readonly decisions: readonly BalancerDecision[];
}) {
  const title = words.request.decided(balancer);
  return (
    <Section title={title}>
      <ol className="chain" aria-label={title}>
        {decisions.map((decision, index) => (
          <Decision key={`${decision.id} ${decision.text}`} decision={decision} number={index + 1} />
        ))}
      </ol>
    </Section>
  );
}

function Decision({
  decision: { time, text },
  number,
}: {
  readonly decision: BalancerDecision;
  readonly number: number;
}) {
  return (
    <li className="link">
      <Moment time={time} number={number} text={text} />
    </li>
  );
}

interface HopProps {
  readonly hop: RequestHop;
  readonly number: number;
  readonly text: string;
}

function Hop({ hop, number, text }: HopProps) {
  return (
    <li className="link request-hop">
      <Moment time={hop.time} number={number} text={text} />
      {number === 1 ? undefined : <span className="hop-delta">{delta(hop.delta)}</span>}
    </li>
  );
}

interface MomentProps {
  readonly time: SimTime;
  readonly number: number;
  readonly text: string;
}

/** What happened at a time, which the screen shows when asked. */
function Moment({ time, number, text }: MomentProps) {
  const lookAt = useLookAt(time);
  return (
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
  );
}
