import type { Occurrence } from '../kernel/occurrence.ts';

/** An event at a node in one line; `time` (µs) is when it was handled. */
export function eventText(node: string, occurrence: Occurrence, time: number): string {
  const since = `${String((time - occurrence.setAt) / 1000)} ms`;
  switch (occurrence.type) {
    case 'message':
      return `${node} receives ${occurrence.message.type} from ${occurrence.from}, ${since} on the way`;
    case 'accepted':
      return `${occurrence.from} connects to ${node}`;
    case 'connected':
      return `${node} is connected to ${occurrence.from}`;
    case 'closed':
      return `connection of ${node} to ${occurrence.from} ${occurrence.reason}`;
    case 'timer':
      return `timer ${occurrence.name} of ${node} fires, set ${since} before`;
    case 'written':
      return `${node} has ${occurrence.name} on disk, ${since} after writing`;
    case 'start':
      return occurrence.key === 1 ? `process of ${node} starts again` : `process of ${node} starts`;
    case 'fault':
      return `fault ${occurrence.name} at ${node}`;
  }
}
