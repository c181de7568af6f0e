import type { OutcomeCount } from '../kinds/client/protocol.ts';
import { compareText } from '../lib/compare.ts';
import type { SimTime } from '../lib/units.ts';
import { requestsByEnd } from './finished-requests.ts';
import { milestoneText } from './milestone-text.ts';
import { attributionOf } from './request-faults.ts';
import type { Run } from './run.ts';

/**
 * What became of the requests that were over by `time`, of a client or of those whose last attempt went to a load balancer:
 * how many by outcome, reason and fault, the commonest first. Unlike what a state counts, a restart does not begin anew.
 */
export function outcomesOf(run: Run, node: string, time: SimTime): readonly OutcomeCount[] {
  const { recording } = run.simulation;
  const faultOf = attributionOf(run);
  const balances = run.scenario.nodes.find(({ name }) => name === node)?.kind === 'load-balancer';
  const counts = new Map<string, { -readonly [Key in keyof OutcomeCount]: OutcomeCount[Key] }>();
  for (const request of requestsByEnd(recording.observations)) {
    const { client, target, endedAt, ok, outcome, reason, kind } = request;
    if (endedAt > time) break;
    if (client !== node && (!balances || target !== node)) continue;
    const lostTo = ok ? undefined : faultOf(request)?.milestone;
    const key = `${outcome} ${reason} ${lostTo?.id ?? ''}`;
    const fault = lostTo === undefined ? '' : milestoneText(lostTo, run.scenario);
    const known = counts.get(key) ?? { outcome, reason, ok, fault, reads: 0, writes: 0 };
    known[kind === 'read' ? 'reads' : 'writes']++;
    counts.set(key, known);
  }
  return [...counts.values()].sort(
    (a, b) =>
      Number(b.ok) - Number(a.ok) ||
      b.reads + b.writes - (a.reads + a.writes) ||
      compareText(`${a.outcome} ${a.fault}`, `${b.outcome} ${b.fault}`),
  );
}
