import type { Occurrence } from '../kernel/occurrence.ts';
import { telling } from '../words/index.ts';

/** An event at a node in one line; `time` (µs) is when it was handled. */
export function eventText(node: string, occurrence: Occurrence, time: number): string {
  const { events } = telling;
  const since = events.since(String((time - occurrence.setAt) / 1000));
  switch (occurrence.type) {
    case 'message':
      return events.message(node, occurrence.message.type, occurrence.from, since);
    case 'accepted':
      return events.accepted(node, occurrence.from);
    case 'connected':
      return events.connected(node, occurrence.from);
    case 'closed':
      return events.closed(node, occurrence.from, occurrence.reason);
    case 'timer':
      return events.timer(node, occurrence.name, since);
    case 'written':
      return events.written(node, occurrence.name, since);
    case 'start':
      return occurrence.key === 1 ? events.restart(node) : events.start(node);
    case 'command':
      return events.command(node, occurrence.name);
    case 'fault':
      return events.fault(node, occurrence.name);
  }
}
