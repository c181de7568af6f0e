import type { LookupObservation } from '../kinds/cache/protocol.ts';
import type { SimTime } from '../lib/units.ts';
import type { CacheMetrics } from './outline.ts';
import type { Run } from './run.ts';

const KIND = 'cache-client';

/** How front ends fared at their caches: all of them or some, in the whole run or a part; undefined: they asked nothing. */
export function cacheLookups(
  { simulation }: Run,
  clients?: readonly string[],
  between?: readonly [SimTime, SimTime],
): CacheMetrics | undefined {
  if (!simulation.world.nodes.some(({ kind }) => kind.kind === KIND)) return undefined;
  const [from, to] = between ?? [0, Infinity];
  let lookups = 0;
  let hits = 0;
  for (const { time, node, value } of simulation.recording.observations) {
    if (value.type !== 'cache-lookup' || time < from || time > to) continue;
    if (clients !== undefined && !clients.includes(node)) continue;
    lookups++;
    if ((value as LookupObservation).hit) hits++;
  }
  return lookups === 0 ? undefined : { lookups, hits, hitRate: hits / lookups };
}
