import type { RequestHop, RequestStory } from '../../analysis/picture.ts';
import { Button } from '../../ui/Button.tsx';
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
  const { ok, outcome, took, end, client, kind, sentAt, hops } = story;
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
