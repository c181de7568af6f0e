import type { MessageEffect, MessageView } from '../../analysis/message.ts';
import type { EventLine } from '../../analysis/picture.ts';
import { Button } from '../../ui/Button.tsx';
import { type Fact, Facts, Section } from '../../ui/Detail.tsx';
import { clock, duration } from '../../ui/format.ts';
import { PlainData } from '../../ui/PlainData.tsx';
import { words } from '../../words/index.ts';
import { useAnswer, useSession } from '../session.ts';
import { messageLabel } from './message-words.ts';
import './message-inspector.css';

/** At the right: the selected message with its ends, its latency, and what it came of and led to. */
export function MessageInspector({ id }: { readonly id: string }) {
  const session = useSession();
  const message = useAnswer('message', id);
  const title = message === undefined ? '' : messageLabel(message);
  return (
    <aside className="inspector" id="inspector" aria-label={words.inspector.name(title)} tabIndex={-1}>
      <header className="inspector-header message-header">
        <svg width="40" height="40" viewBox="-20 -20 40 40" aria-hidden="true" focusable="false">
          <path className="message-glyph" d="M-10 -10L10 8M10 1V8H3" />
          <circle className="message-glyph-dot" cx="-10" cy="-10" r="3" />
        </svg>
        <div className="inspector-title">
          <h2>{title}</h2>
          <p>{words.spaceTime.inspector.selected}</p>
        </div>
        <Button
          icon="close"
          label={words.inspector.deselect}
          bare
          onClick={() => session.select(undefined)}
        />
      </header>
      {message === undefined ? (
        <p className="inspector-hint">{words.spaceTime.inspector.none}</p>
      ) : (
        <Body message={message} />
      )}
    </aside>
  );
}

function Body({ message }: { readonly message: MessageView }) {
  const session = useSession();
  const { sender, receiver, effects, payload } = message;
  const text = words.spaceTime.inspector;
  return (
    <>
      <div className="node-controls">
        <Button
          look="outlined"
          label={words.milestones.why}
          disabled={receiver === undefined && sender === undefined}
          onClick={() => session.why((receiver ?? sender)?.id ?? '')}
        />
        <Button
          look="outlined"
          label={text.effects}
          disabled={receiver === undefined}
          onClick={() => {
            if (receiver !== undefined) session.show({ type: 'effects', id: receiver.id });
          }}
        />
      </div>
      <section className="detail-section message-facts">
        <Facts rows={factsOf(message)} />
      </section>
      {Object.keys(payload).length === 0 ? undefined : (
        <Section title={text.payload}>
          <PlainData value={payload} more={words.inspector.moreEntries} />
        </Section>
      )}
      <Section title={text.causedBy}>
        {sender === undefined ? <p className="detail-note">{text.host}</p> : <EventLink line={sender} />}
      </Section>
      <Section title={text.causes}>
        {effects.length === 0 ? (
          <p className="detail-note">{receiver === undefined ? text.notReceived : text.nothing}</p>
        ) : (
          <ul className="message-effects">
            {effects.map((effect, index) => (
              <li key={index}>
                <EffectLine effect={effect} />
              </li>
            ))}
          </ul>
        )}
      </Section>
    </>
  );
}

function factsOf(message: MessageView): readonly Fact[] {
  const { from, to, writtenAt, sentAt, arrivesAt, handledAt, fate, port } = message;
  const text = words.spaceTime.inspector;
  const facts: Fact[] = [
    [text.from, <NodeLink key="from" node={from} />],
    [text.to, <NodeLink key="to" node={to} />],
    [text.sent, <TimeLink key="sent" time={writtenAt} />],
  ];
  if (sentAt > writtenAt) facts.push([text.released, <TimeLink key="released" time={sentAt} />]);
  if (fate === 'received' && arrivesAt !== undefined) {
    facts.push([text.received, <TimeLink key="received" time={arrivesAt} />]);
  } else {
    facts.push([
      text.received,
      <span key="fate" className="message-failed">
        {words.spaceTime.fates[fate]}
      </span>,
    ]);
  }
  if (handledAt !== undefined && handledAt !== arrivesAt) {
    facts.push([text.handled, <TimeLink key="handled" time={handledAt} />]);
  }
  if (arrivesAt !== undefined) facts.push([text.latency, <Latency key="latency" message={message} />]);
  facts.push([text.port, port]);
  return facts;
}

/** How long it was on its way, and what that was drawn from. */
function Latency({ message: { sentAt, arrivesAt, latency } }: { readonly message: MessageView }) {
  const took = (arrivesAt ?? sentAt) - sentAt;
  const range =
    latency.least === latency.most
      ? words.spaceTime.inspector.fixed
      : words.spaceTime.inspector.seeded(duration(latency.least), duration(latency.most));
  return (
    <>
      {duration(took)}{' '}
      <span className="message-range">
        {took > latency.most ? words.spaceTime.inspector.slower(range) : range}
      </span>
    </>
  );
}

function NodeLink({ node }: { readonly node: string }) {
  const session = useSession();
  return (
    <button type="button" className="message-link" onClick={() => session.select(node)}>
      {node}
    </button>
  );
}

/** A time that the cursor jumps to. */
function TimeLink({ time }: { readonly time: number }) {
  const session = useSession();
  const exact = clock(time, 6);
  return (
    <button
      type="button"
      className="message-link"
      aria-label={words.spaceTime.inspector.goTo(exact)}
      onClick={() => session.playback.jumpTo(time)}
    >
      {exact.slice(0, -3)} <span className="message-micros">{exact.slice(-3)}</span>
    </button>
  );
}

function EventLink({ line }: { readonly line: EventLine }) {
  const session = useSession();
  return (
    <button
      type="button"
      className="message-link message-event"
      aria-label={words.milestones.whyName(line.text)}
      onClick={() => session.why(line.id)}
    >
      <span aria-hidden="true">←</span> {line.text}
    </button>
  );
}

function EffectLine({ effect }: { readonly effect: MessageEffect }) {
  const session = useSession();
  const text = words.spaceTime.inspector;
  switch (effect.type) {
    case 'message':
      return (
        <button
          type="button"
          className="message-link message-event"
          onClick={() => session.selectMessage(effect.id)}
        >
          <span aria-hidden="true">→</span>{' '}
          {text.sends(messageLabel({ label: effect.label, subject: effect.subject }), effect.to)}
        </button>
      );
    case 'milestone':
      return (
        <button type="button" className="message-link message-event" onClick={() => session.why(effect.id)}>
          <span aria-hidden="true">⚑</span> {effect.text}
        </button>
      );
    case 'timer':
      return <span className="message-event">{text.sets(effect.name, clock(effect.firesAt))}</span>;
    case 'write':
      return <span className="message-event">{text.writes(effect.name, clock(effect.safeAt))}</span>;
  }
}
