import type { EventView, NodeChange } from '../kernel/recording.ts';
import type { Occurrence } from '../kernel/occurrence.ts';
import type { SimTime } from '../lib/units.ts';
import type { Run } from './run.ts';

/**
 * What became of a packet. `held`: a cut link, a host without power or a paused process kept it, to the end of the
 * run or until it was sent on as another leg of its way. `refused`: no process was there to connect to. `lost`: its
 * receiver held the connection no more. `in-flight`: it was under way when the run ended.
 */
export type Fate = 'received' | 'in-flight' | 'lost' | 'refused' | 'held';

export interface Arrival {
  readonly fate: Fate;
  /** The event that handled it. */
  readonly event: EventView | undefined;
}

export function arrivalOf(run: Run, packet: Occurrence): Arrival {
  const { recording } = run.simulation;
  if (packet.held) return { fate: 'held', event: undefined };
  if (packet.time > run.end) return { fate: 'in-flight', event: undefined };
  const event = recording.eventOf(packet);
  if (event !== undefined) return { fate: 'received', event };
  switch (changeAt(recording.changes, packet.node, packet.time)?.status ?? 'waiting') {
    case 'unplugged':
      return { fate: 'held', event: undefined };
    case 'paused':
      return afterPause(run, packet);
    case 'running':
      return { fate: 'lost', event: undefined };
    default:
      return { fate: packet.type === 'accepted' ? 'refused' : 'lost', event: undefined };
  }
}

function changeAt(changes: readonly NodeChange[], node: number, time: SimTime): NodeChange | undefined {
  return changes.findLast((change) => change.node === node && change.time <= time);
}

/** What came while its process was paused is handled when that runs again, unless it never does. */
function afterPause({ simulation: { recording } }: Run, packet: Occurrence): Arrival {
  const next = recording.changes.find(
    (change) => change.node === packet.node && change.time > packet.time && change.status !== 'paused',
  );
  if (next === undefined) return { fate: 'held', event: undefined };
  const end = recording.eventsUntil(next.time);
  for (let number = recording.eventsUntil(next.time - 1); number < end; number++) {
    const event = recording.event(number);
    if (event.occurrence.waited && isSamePacket(event.occurrence, packet)) return { fate: 'received', event };
  }
  return { fate: 'lost', event: undefined };
}

/** Of what waited a copy is handled; connection, sender and time of sending tell it but for what was sent together. */
function isSamePacket(copy: Occurrence, packet: Occurrence): boolean {
  return (
    copy.type === packet.type &&
    copy.connection === packet.connection &&
    copy.sender === packet.sender &&
    copy.setAt === packet.setAt &&
    copy.message.type === packet.message.type
  );
}
