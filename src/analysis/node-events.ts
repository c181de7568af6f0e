import type { EventView } from '../kernel/recording.ts';
import type { SimTime } from '../lib/units.ts';
import type { EventLine } from './picture.ts';
import { eventText } from './event-text.ts';
import type { Run } from './run.ts';

/** A node that does nothing for longer than this is not looked through to its start. */
const LOOKED_AT_MOST = 20_000;

/** The last `count` events at a node up to `time`, the latest first; none for a node that there is not. */
export function eventsOf(run: Run, node: string, time: SimTime, count: number): readonly EventLine[] {
  const { recording } = run.simulation;
  const index = recording.nodeNames.indexOf(node);
  const lines: EventLine[] = [];
  const last = recording.eventsUntil(time) - 1;
  for (let number = last; number >= Math.max(0, last - LOOKED_AT_MOST) && lines.length < count; number--) {
    const event = recording.event(number);
    if (event.node !== index) continue;
    lines.push(eventLine(run, event));
  }
  return lines;
}

/** An event as a line of an account. */
export function eventLine(run: Run, { id, time, node, occurrence }: EventView): EventLine {
  return { id, time, text: eventText(run.simulation.recording.nodeNames[node] ?? '', occurrence, time) };
}
