import type { SimTime } from '../lib/units.ts';
import type { NodeEventLine } from './picture.ts';
import type { Run } from './run.ts';
import { eventText } from './event-text.ts';

/** A node that does nothing for longer than this is not looked through to its start. */
const LOOKED_AT_MOST = 20_000;

/** The last `count` events at a node up to `time`, the latest first; none for a node that there is not. */
export function eventsOf(run: Run, node: string, time: SimTime, count: number): readonly NodeEventLine[] {
  const { recording } = run.simulation;
  const index = recording.nodeNames.indexOf(node);
  const lines: NodeEventLine[] = [];
  const last = recording.eventsUntil(time) - 1;
  for (let number = last; number >= Math.max(0, last - LOOKED_AT_MOST) && lines.length < count; number--) {
    const event = recording.event(number);
    if (event.node !== index) continue;
    lines.push({ id: event.id, time: event.time, text: eventText(node, event.occurrence, event.time) });
  }
  return lines;
}
