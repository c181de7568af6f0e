import type { Occurrence } from '../kernel/occurrence.ts';
import type { SimTime } from '../lib/units.ts';

/** `zk-2>db-2@20004000.73511`: a packet by its ends, the time (µs) since when it is on its way, and its sequence. */
export function messageId(packet: Occurrence, names: readonly string[]): string {
  const since = departure(packet);
  return `${names[packet.sender] ?? ''}>${names[packet.node] ?? ''}@${String(since)}.${String(packet.sequence)}`;
}

/** Since when a packet is on its way: sent, or let go of by the link that held it. */
export function departure(packet: Occurrence): SimTime {
  return Math.max(packet.setAt, packet.releasedAt);
}
