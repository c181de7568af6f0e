/** What a window of time held, for a diagram of space and time: every message with its fate, and every disk sync. */
import { NO_CAUSE, type Occurrence } from '../kernel/occurrence.ts';
import type { SimTime } from '../lib/units.ts';
import { arrivalOf, type Fate } from './fate.ts';
import { messageId } from './message-id.ts';
import { packetFamilies, packetFamily, packetLabel } from './packet.ts';
import type { PacketPicture } from './picture.ts';
import type { Run } from './run.ts';
import { causeOf } from './cause-steps.ts';

export interface SpaceTime {
  readonly from: SimTime;
  readonly to: SimTime;
  /** In order of departure. */
  readonly messages: readonly SpaceTimeMessage[];
  readonly syncs: readonly DiskSync[];
  /** How many messages there were, where they are too many to tell all; undefined where all are told. */
  readonly crowded: number | undefined;
}

export interface SpaceTimeMessage {
  /** As pictures give it. */
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly label: string;
  /** What it is about, in a word or two: an operation, a status. Empty where the label says all. */
  readonly subject: string;
  readonly family: PacketPicture['family'];
  /** Since when it is on its way: sent, or let go of by the link that held it. */
  readonly sentAt: SimTime;
  /** When it reaches its host; undefined while a cut link holds it. */
  readonly arrivesAt: SimTime | undefined;
  /** When its process handled it: later than `arrivesAt` if that was paused. Undefined unless received. */
  readonly handledAt: SimTime | undefined;
  readonly fate: Fate;
  /** A milestone in or soon after the window came of it. */
  readonly critical: boolean;
  /** A sign of life, or one more copy of what was sent to several. */
  readonly routine: boolean;
}

export interface DiskSync {
  readonly node: string;
  readonly name: string;
  readonly from: SimTime;
  /** When it is safe, if the power holds. */
  readonly to: SimTime;
  /** As of messages. */
  readonly critical: boolean;
}

/** More would not be told apart. */
const MESSAGES_MAX = 1500;

/** Milestones until this long after the window show which of its messages mattered. */
const LOOK_AHEAD: SimTime = 200_000;

const SIGNS_OF_LIFE: ReadonlySet<string> = new Set(['ping', 'pong', 'leader-ping', 'follower-ping']);

/** What happened from `from` to `to` (µs), both included: also what was on its way before or arrived after. */
export function spaceTime(run: Run, from: SimTime, to: SimTime): SpaceTime {
  const { recording } = run.simulation;
  const during = [...recording.pendingAt(from), ...recording.scheduledBetween(from, to)];
  const packets = during.filter((occurrence) => occurrence.sender >= 0);
  packets.sort((a, b) => a.since - b.since || a.sequence - b.sequence);
  const critical = criticalSequences(run, from, to);
  const routine = routinePackets(run, packets, critical);
  const told = mostImportant(packets, critical, routine);
  const families = packetFamilies(run);
  return {
    from,
    to,
    messages: told.map((packet) => {
      const message = messageOf(run, packet, families);
      return {
        ...message,
        critical: critical.has(packet.sequence),
        // What does not arrive is worth a look, however many copies there are.
        routine: routine.has(packet.sequence) && message.fate === 'received',
      };
    }),
    syncs: during
      .filter((occurrence) => occurrence.type === 'written')
      .map(({ node, name, setAt, time, sequence }) => ({
        node: recording.nodeNames[node] ?? '',
        name,
        from: setAt,
        to: time,
        critical: critical.has(sequence),
      })),
    crowded: told.length < packets.length ? packets.length : undefined,
  };
}

export type BareMessage = Omit<SpaceTimeMessage, 'critical' | 'routine'>;

/** A message by itself. */
export function messageOf(run: Run, packet: Occurrence, families = packetFamilies(run)): BareMessage {
  const names = run.simulation.recording.nodeNames;
  const { fate, event } = arrivalOf(run, packet);
  return {
    id: messageId(packet, names),
    from: packet.from,
    to: names[packet.node] ?? '',
    label: packetLabel(packet),
    subject: subjectOf(packet),
    family: packetFamily(packet, families),
    sentAt: packet.since,
    arrivesAt: packet.held ? undefined : packet.time,
    handledAt: event?.time,
    fate,
  };
}

/** What tells requests, watch events and answers from their like. */
interface Subject {
  readonly operation?: { readonly op?: string };
  readonly request?: { readonly operation?: { readonly op?: string } };
  readonly transaction?: { readonly change?: { readonly type?: string } };
  readonly event?: string;
  readonly error?: string;
  readonly status?: number;
  readonly reason?: string;
}

/** What a packet is about, in a word; empty where its label says all. */
export function subjectOf({ message }: Occurrence): string {
  // Messages are plain data of their kinds; only what is there is told.
  const { operation, request, transaction, event, error, status, reason } = message as Subject;
  const told =
    operation?.op ??
    (typeof request === 'object' ? request.operation?.op : undefined) ??
    transaction?.change?.type ??
    event ??
    error ??
    status ??
    reason;
  return told === undefined ? '' : String(told);
}

/** The sequences of the packets and disk syncs on the way to a milestone. */
function criticalSequences({ simulation }: Run, from: SimTime, to: SimTime): ReadonlySet<number> {
  const { recording } = simulation;
  const critical = new Set<number>();
  const seen = new Set<number>();
  for (const { time, event, type } of recording.milestones) {
    if (time < from || type === 'watch-fired') continue;
    if (time > to + LOOK_AHEAD) break;
    let current: number | undefined = event;
    while (current !== undefined && current !== NO_CAUSE && !seen.has(current)) {
      seen.add(current);
      const view = recording.event(current);
      if (view.time < from) break;
      critical.add(view.occurrence.sequence);
      current = causeOf(view.occurrence);
    }
  }
  return critical;
}

/** The sequences of the packets that may be shown quietly. `packets` are in order of departure. */
function routinePackets(
  run: Run,
  packets: readonly Occurrence[],
  critical: ReadonlySet<number>,
): ReadonlySet<number> {
  const { recording } = run.simulation;
  const routine = new Set<number>();
  const chosen = new Map<string, Occurrence>();
  const copied = (packet: Occurrence): string =>
    `${String(packet.cause)} ${packetLabel(packet)} ${subjectOf(packet)}`;
  for (const packet of packets) {
    const key = copied(packet);
    if (!chosen.has(key) || critical.has(packet.sequence)) chosen.set(key, packet);
  }
  for (const packet of packets) {
    if (critical.has(packet.sequence)) continue;
    const original = chosen.get(copied(packet)) ?? packet;
    const copy = original !== packet && original.node !== packet.node;
    if (copy || isSignOfLife(run, packet) || answers(recording, packet, routine))
      routine.add(packet.sequence);
  }
  return routine;
}

function isSignOfLife({ simulation }: Run, { message, sender, from }: Occurrence): boolean {
  if (SIGNS_OF_LIFE.has(message.type)) return true;
  // A balancer begins no requests of its own but health checks.
  const begunBy = 'client' in message ? message.client : undefined;
  return begunBy === from && simulation.nodes[sender]?.spec.kind.kind === 'load-balancer';
}

/** Whether it came of a routine message alone, be it after a disk sync, and tells nobody of a change. */
function answers(
  recording: Run['simulation']['recording'],
  packet: Occurrence,
  routine: ReadonlySet<number>,
) {
  if (packet.message.type === 'watch-event' || packet.cause === NO_CAUSE) return false;
  let origin = recording.event(packet.cause).occurrence;
  if (origin.type === 'written' && origin.cause !== NO_CAUSE)
    origin = recording.event(origin.cause).occurrence;
  return routine.has(origin.sequence);
}

/** As many as can be shown, what mattered first; in their order. */
function mostImportant(
  packets: readonly Occurrence[],
  critical: ReadonlySet<number>,
  routine: ReadonlySet<number>,
): readonly Occurrence[] {
  if (packets.length <= MESSAGES_MAX) return packets;
  const rank = ({ sequence }: Occurrence): number =>
    critical.has(sequence) ? 0 : routine.has(sequence) ? 2 : 1;
  const ranked = [...packets].sort(
    (a, b) => rank(a) - rank(b) || a.since - b.since || a.sequence - b.sequence,
  );
  const kept = new Set(ranked.slice(0, MESSAGES_MAX));
  return packets.filter((packet) => kept.has(packet));
}
