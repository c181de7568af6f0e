import type { OutcomeCount } from '../kinds/client/protocol.ts';
import type { SimTime } from '../lib/units.ts';
import { requestsByEnd } from './finished-requests.ts';
import type { Run } from './run.ts';

/**
 * What became of a client's requests that were over by `time`: how many by outcome, the commonest first. Unlike what
 * its state counts, a restart of the client does not begin anew.
 */
export function outcomesOf(run: Run, node: string, time: SimTime): readonly OutcomeCount[] {
  const counts = new Map<string, { ok: boolean; reads: number; writes: number }>();
  for (const { client, endedAt, ok, outcome, kind } of requestsByEnd(run.simulation.recording.observations)) {
    if (endedAt > time) break;
    if (client !== node) continue;
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
