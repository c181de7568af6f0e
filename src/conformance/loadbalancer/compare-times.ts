import type { Note } from '../difference.ts';
import { isList, type Json, type JsonObject, objectOf } from '../json.ts';
import { type Case, checkOf } from './case.ts';

/** The times that follow the balancer's clock. */
const CLOCK = ['checks_ms', 'events_ms', 'status_ms'];

/** They may be so far from the recorded median, in milliseconds, */
const SLACK_MS = 15;
/** and further with every period of the checks: HAProxy's timers round up. */
const SLACK_PERIOD_MS = 4;
/** The latency of a request may be so far from the recorded median, in milliseconds. */
const SLACK_LATENCY_MS = 25;

/** [min, median, max] of the recorded runs. */
type Range = readonly [number, number, number];

/** Compares the moments of checks, events and statuses, and how long requests took. */
export function compareTimes(file: Case, golden: JsonObject, result: JsonObject, note: Note): void {
  const [recorded, model] = [objectOf(golden.timing), objectOf(result.timing)];
  for (const kind of CLOCK) {
    for (const [server, times] of Object.entries(objectOf(recorded[kind]))) {
      const others = objectOf(model[kind])[server];
      // A list of another length belongs to logs that differ, and is noted there.
      if (lengthOf(times) !== lengthOf(others)) continue;
      const period = periodOf(file, server);
      compareRanges(`/timing/${kind}/${server}`, times, others, note, (median) => {
        return SLACK_MS + SLACK_PERIOD_MS * Math.floor(Math.max(0, median) / period);
      });
    }
  }
  const { latency_ms: latencies } = recorded;
  if (latencies === undefined) return;
  compareRanges('/timing/latency_ms', latencies, model.latency_ms, note, () => SLACK_LATENCY_MS);
}

/** The interval of a server's checks; infinite where it has none. */
function periodOf({ balancer }: Case, server: string): number {
  const entry = balancer.servers.find(({ id }) => id === server);
  return (entry === undefined ? undefined : checkOf(balancer, entry)?.inter_ms) ?? Infinity;
}

function compareRanges(
  pointer: string,
  recorded: Json,
  model: Json | undefined,
  note: Note,
  slack: (median: number) => number,
): void {
  if (lengthOf(recorded) !== lengthOf(model)) {
    note(pointer, recorded, model);
    return;
  }
  for (const [index, range] of rangesOf(recorded).entries()) {
    if (range === undefined) continue;
    const [min, median, max] = range;
    const allowed = Math.max(slack(median), 2 * (max - min));
    const time = rangesOf(model)[index]?.[1];
    if (time === undefined || Math.abs(time - median) > allowed) {
      note(`${pointer}/${index}`, `${median} ± ${Math.round(allowed)} ms`, time ?? null);
    }
  }
}

function lengthOf(value: Json | undefined): number {
  return isList(value) ? value.length : 0;
}

function rangesOf(value: Json | undefined): readonly (Range | undefined)[] {
  return (isList(value) ? value : []).map(rangeOf);
}

export function rangeOf(value: Json | undefined): Range | undefined {
  if (!isList(value)) return undefined;
  const [min, median, max] = value;
  const numbers = typeof min === 'number' && typeof median === 'number' && typeof max === 'number';
  return numbers ? [min, median, max] : undefined;
}
