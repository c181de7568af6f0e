import type { Recording } from '../kernel/recording.ts';
import type { SimTime } from '../lib/units.ts';
import { requestsByEnd } from './finished-requests.ts';
import type { Run } from './run.ts';

export type StepDirection = 'forward' | 'back';

/** What a step goes to: any event, an event at one node, or a moment at which users of the system notice something. */
export type StepTo =
  { readonly type: 'event' } | { readonly type: 'node'; readonly node: string } | { readonly type: 'effect' };

/** The time of the next such moment after `time`, or of the last one before it; undefined if there is none. */
export function stepFrom(run: Run, time: SimTime, direction: StepDirection, to: StepTo): SimTime | undefined {
  const { recording } = run.simulation;
  switch (to.type) {
    case 'event':
      return eventFrom(recording, time, direction, undefined);
    case 'node':
      return eventFrom(recording, time, direction, recording.nodeNames.indexOf(to.node));
    case 'effect': {
      const times = effectTimes(recording);
      return direction === 'forward' ? times.find((at) => at > time) : times.findLast((at) => at < time);
    }
  }
}

/** Events at the same time are one step. */
function eventFrom(
  recording: Recording,
  time: SimTime,
  direction: StepDirection,
  node: number | undefined,
): SimTime | undefined {
  const by = direction === 'forward' ? 1 : -1;
  const until = recording.eventsUntil(time);
  for (let number = by > 0 ? until : until - 1; number >= 0 && number < recording.events; number += by) {
    const event = recording.event(number);
    if (event.time !== time && (node === undefined || event.node === node)) return event.time;
  }
  return undefined;
}

/** When requests began to fail and when they succeeded again, for each client and for reads and writes apart. */
function effectTimes(recording: Recording): readonly SimTime[] {
  const failing = new Map<string, boolean>();
  const times: SimTime[] = [];
  for (const { client, kind, ok, endedAt } of requestsByEnd(recording.observations)) {
    const key = `${kind} ${client}`;
    if ((failing.get(key) ?? false) === !ok) continue;
    failing.set(key, !ok);
    if (times.at(-1) !== endedAt) times.push(endedAt);
  }
  return times;
}
