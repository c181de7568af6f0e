import type { Occurrence } from '../kernel/occurrence.ts';

/** `zk-2>db-2@20004000.73511`: a packet by its ends, the time (µs) since when it is on its way, and its sequence. */
export function messageId(packet: Occurrence, names: readonly string[]): string {
  return `${names[packet.sender] ?? ''}>${names[packet.node] ?? ''}@${String(packet.since)}.${String(packet.sequence)}`;
}

/** What a message id names; undefined if it is none. */
export function parseMessageId(
  id: string,
):
  | { readonly from: string; readonly to: string; readonly since: number; readonly sequence: number }
  | undefined {
  const [, from, to, since, sequence] = /^(.+)>(.+)@(\d+)\.(\d+)$/u.exec(id) ?? [];
  if (from === undefined || to === undefined) return undefined;
  return { from, to, since: Number(since), sequence: Number(sequence) };
}
