import type { OutcomeCount, RequestObservation } from '../kinds/client/protocol.ts';
import type { RecordedObservation } from '../kernel/kind.ts';
import type { Recording } from '../kernel/recording.ts';
import type { SimTime } from '../lib/units.ts';
import type { Run } from './run.ts';

const byNode = new WeakMap<
  Recording,
  { readonly of: number; readonly lists: ReadonlyMap<string, readonly RecordedObservation[]> }
>();

/**
 * What became of a client's requests that were over by `time`: how many by outcome, the commonest first. Unlike what
 * its state counts, a restart of the client does not begin anew.
 */
export function outcomesOf(run: Run, node: string, time: SimTime): readonly OutcomeCount[] {
  const counts = new Map<string, { ok: boolean; reads: number; writes: number }>();
  for (const observation of observationsOf(run.simulation.recording).get(node) ?? []) {
    if (observation.time > time) break;
    const { ok, outcome, kind } = observation.value as RequestObservation;
    const known = counts.get(outcome) ?? { ok, reads: 0, writes: 0 };
    known[kind === 'read' ? 'reads' : 'writes']++;
    counts.set(outcome, known);
  }
  const rows = [...counts].map(([outcome, known]) => ({ outcome, ...known }));
  return rows.sort(
    (a, b) =>
      Number(b.ok) - Number(a.ok) ||
      b.reads + b.writes - (a.reads + a.writes) ||
      (a.outcome < b.outcome ? -1 : 1),
  );
}

function observationsOf(recording: Recording): ReadonlyMap<string, readonly RecordedObservation[]> {
  const known = byNode.get(recording);
  if (known?.of === recording.observations.length) return known.lists;
  const lists = new Map<string, RecordedObservation[]>();
  for (const observation of recording.observations) {
    if (observation.value.type !== 'request') continue;
    const list = lists.get(observation.node);
    if (list === undefined) lists.set(observation.node, [observation]);
    else list.push(observation);
  }
  byNode.set(recording, { of: recording.observations.length, lists });
  return lists;
}
