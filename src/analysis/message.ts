/** Everything about one message. */
import { zxidText } from '../kinds/zookeeper/protocol.ts';
import { NO_CAUSE, type Occurrence } from '../kernel/occurrence.ts';
import type { EventView } from '../kernel/recording.ts';
import type { Duration, SimTime } from '../lib/units.ts';
import { arrivalOf } from './fate.ts';
import { messageId, parseMessageId } from './message-id.ts';
import { milestoneText } from './milestone-text.ts';
import { packetLabel } from './packet.ts';
import type { Run } from './run.ts';
import { type BareMessage, messageOf, subjectOf } from './space-time.ts';
import { eventLine } from './node-events.ts';
import type { EventLine } from './picture.ts';

export interface MessageView extends BareMessage {
  /** When it was sent first; before `sentAt` if a link held it. */
  readonly writtenAt: SimTime;
  /** What its link's latency is drawn from, faults aside. */
  readonly latency: { readonly least: Duration; readonly most: Duration };
  readonly port: string;
  /** What it says, without its type. */
  readonly payload: Readonly<Record<string, unknown>>;
  /** Undefined: the host answered for its process, or the scenario began it. */
  readonly sender: EventLine | undefined;
  readonly receiver: EventLine | undefined;
  /** What the receiving event did at once. */
  readonly effects: readonly MessageEffect[];
}

export type MessageEffect =
  | {
      readonly type: 'message';
      readonly id: string;
      readonly label: string;
      readonly subject: string;
      readonly to: string;
    }
  | { readonly type: 'timer'; readonly name: string; readonly firesAt: SimTime }
  | { readonly type: 'write'; readonly name: string; readonly safeAt: SimTime }
  | { readonly type: 'milestone'; readonly id: string; readonly text: string };

/** The message that pictures and diagrams call `id`; undefined if this run has none. */
export function messageView(run: Run, id: string): MessageView | undefined {
  const packet = findPacket(run, id);
  if (packet === undefined) return undefined;
  const { world, recording } = run.simulation;
  const message = messageOf(run, packet);
  const { event } = arrivalOf(run, packet);
  const { latency, jitter } = world.network.quality(message.from, message.to);
  return {
    ...message,
    writtenAt: packet.setAt,
    latency: { least: Math.max(1, latency - jitter), most: latency + jitter },
    port: packet.port,
    payload: payloadOf(packet),
    sender: packet.cause === NO_CAUSE ? undefined : eventLine(run, recording.event(packet.cause)),
    receiver: event === undefined ? undefined : eventLine(run, event),
    effects: event === undefined ? [] : effectsOf(run, event),
  };
}

function findPacket({ simulation: { recording } }: Run, id: string): Occurrence | undefined {
  const named = parseMessageId(id);
  if (named === undefined) return undefined;
  const packet = recording
    .scheduledBetween(named.since - 1, named.since)
    .find(({ sequence }) => sequence === named.sequence);
  return packet !== undefined && messageId(packet, recording.nodeNames) === id ? packet : undefined;
}

function payloadOf({ message }: Occurrence): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(message)
      .filter(([key]) => key !== 'type')
      .map(([key, value]: readonly [string, unknown]) => [key, readable(key, value)]),
  );
}

/** Transaction ids are two numbers in one; all else stays as it is. */
function readable(key: string, value: unknown): unknown {
  if (typeof value === 'number') return /zxid$/iu.test(key) ? zxidText(value) : value;
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((entry: unknown) => readable('', entry));
  return Object.fromEntries(
    Object.entries(value).map(([inner, entry]: readonly [string, unknown]) => [
      inner,
      readable(inner, entry),
    ]),
  );
}

function effectsOf({ scenario, simulation: { recording } }: Run, event: EventView): readonly MessageEffect[] {
  const noted = recording.milestonesOf(event.number).map((milestone): MessageEffect => ({
    type: 'milestone',
    id: milestone.id,
    text: milestoneText(milestone, scenario),
  }));
  const scheduled = recording
    .scheduledBetween(event.time - 1, event.time)
    .filter((occurrence) => occurrence.cause === event.number)
    .map((occurrence): MessageEffect => {
      const { type, name, time, node } = occurrence;
      if (type === 'timer') return { type: 'timer', name, firesAt: time };
      if (type === 'written') return { type: 'write', name, safeAt: time };
      const id = messageId(occurrence, recording.nodeNames);
      const to = recording.nodeNames[node] ?? '';
      return { type: 'message', id, label: packetLabel(occurrence), subject: subjectOf(occurrence), to };
    });
  return [...noted, ...scheduled];
}
