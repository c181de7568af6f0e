import type { Invariant } from '../../kernel/kind.ts';
import type { SimTime } from '../../lib/units.ts';
import { sessionInvariants } from './session-invariants.ts';
import { staleReads } from './stale-reads.ts';
import { acts, tradeOf, type ZookeeperClientState } from './state.ts';

function believes(state: ZookeeperClientState | undefined): boolean {
  return state?.standing === 'acting' && tradeOf(state.config.workload).guarded;
}

/** How many may act beside `state`. */
function room(state: ZookeeperClientState): number {
  return state.config.workload === 'semaphore' ? state.config.size : 1;
}

/** Whether those who act at `now` may do so together: readers share, of a semaphore there are as many as it allows. */
function mayActTogether(states: readonly ZookeeperClientState[], now: SimTime): boolean {
  const acting = states.filter((state) => believes(state) && acts(state, now));
  const [first] = acting;
  if (first === undefined || acting.length <= room(first)) return true;
  return first.config.workload !== 'semaphore' && acting.every((state) => state.shared);
}

/**
 * At most one client of a group believes that it holds the lock or is the primary; as many as a semaphore has
 * leases; readers share. A paused process does nothing, so it counts again once it is resumed.
 */
const lockExclusion: Invariant<ZookeeperClientState, undefined> = {
  name: 'lock-exclusion',
  initial: undefined,
  concerns: (before, after) => believes(before) !== believes(after) || (before === after && believes(after)),
  check: (memory, { members, now }) => {
    const acting = members.flatMap(({ name, running, paused, state }) => {
      const one = state as ZookeeperClientState | undefined;
      return running && !paused && one !== undefined && believes(one) && acts(one, now)
        ? [{ name, state: one }]
        : [];
    });
    const last = acting.at(-1);
    if (last === undefined || mayActTogether(acting.map(({ state }) => state), now)) {
      return { memory, violation: undefined };
    }
    const holders = acting.map(({ name }) => name);
    const others = holders.slice(0, -1).join(', ');
    return { memory, violation: { node: last.name, reason: `also ${others}`, data: { holders } } };
  },
}; // prettier-ignore

export const zookeeperClientInvariants: readonly Invariant[] = [
  lockExclusion,
  ...sessionInvariants,
  staleReads,
];
