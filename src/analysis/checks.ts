import type { HealthCheck } from '../kinds/load-balancer/checks.ts';
import { standingOf } from '../kinds/load-balancer/checks.ts';
import { type LoadBalancerState, PASSED } from '../kinds/load-balancer/state.ts';
import type { SimTime } from '../lib/units.ts';
import type { Run } from './run.ts';

/** A pool that checks seldom among very much else is not looked through to its start. */
const LOOKED_AT_MOST = 100_000;

/**
 * The last `count` health checks of each server that a load balancer had ended by `time`, the earliest first, and before
 * them the one that marked the server up or down; of the present process only, as a restart forgets them. Its state keeps no more than the last result, but the recording has
 * the state after every event: a check ended where its connection went from the state.
 */
export function checksOf(run: Run, node: string, time: SimTime, count: number): readonly HealthCheck[] {
  const { recording } = run.simulation;
  const index = recording.nodeNames.indexOf(node);
  if (run.scenario.nodes.find(({ name }) => name === node)?.kind !== 'load-balancer') return [];
  const checks: HealthCheck[] = [];
  const found = new Map<string, number>();
  const last = recording.eventsUntil(time) - 1;
  let later: { readonly number: number; readonly state: LoadBalancerState } | undefined;
  for (let number = last; number >= Math.max(0, last - LOOKED_AT_MOST); number--) {
    const event = recording.event(number);
    if (event.node !== index) continue;
    // A load balancer's states are its own; without a process there is none.
    const state = recording.stateAfter(number) as LoadBalancerState | undefined;
    if (later !== undefined && state !== undefined) {
      for (const check of endedBetween(state, later.state)) {
        const known = found.get(check.server) ?? 0;
        if (known === count) continue;
        found.set(check.server, known + 1);
        const { id, time: ended } = recording.event(later.number);
        checks.push({ id, time: ended, ...check });
      }
    }
    if (state === undefined || event.occurrence.type === 'start') break;
    later = { number, state };
    if (found.size === state.servers.length && [...found.values()].every((known) => known === count)) break;
  }
  return [...markings(run, index, time, checks), ...checks.reverse()];
}

/** The checks that marked servers up or down, of servers that have stayed so for all the checks that were found. */
function markings(
  { simulation: { recording } }: Run,
  index: number,
  time: SimTime,
  found: readonly HealthCheck[],
): readonly HealthCheck[] {
  const by = recording.nodeNames[index];
  const fell = recording.changes.findLast(
    ({ node, status, time: at }) =>
      node === index && at <= time && (status === 'down' || status === 'unplugged'),
  );
  const steady = new Set(found.map(({ server }) => server));
  for (const { server, before, after } of found) if (before !== after) steady.delete(server);
  return [...steady].flatMap((server): readonly HealthCheck[] => {
    const lately = (...types: readonly string[]) =>
      recording.milestones.findLast(
        ({ type, node, data, time: at }) =>
          at <= time && node === server && data.by === by && types.includes(type),
      );
    const last = lately('marked-down', 'marked-up');
    if (last === undefined || last.event < (fell?.event ?? 0)) return [];
    const { cause: id, time: at, reason, data } = last;
    if (last.type === 'marked-down') {
      const before = Number(data.fall) > 1 ? 'going-down' : 'up';
      return [{ id, time: at, server, result: reason, before, after: 'down' }];
    }
    // One that has failed a check since came back up with the next, of which there is no milestone.
    if ((lately('health-check-failed')?.event ?? 0) > last.event) return [];
    const before = Number(data.rise) > 1 ? 'going-up' : 'down';
    return [{ id, time: at, server, result: PASSED, before, after: 'up' }];
  });
}

function endedBetween(
  before: LoadBalancerState,
  after: LoadBalancerState,
): readonly Omit<HealthCheck, 'id' | 'time'>[] {
  if (before.servers === after.servers) return [];
  return after.servers.flatMap((server, place) => {
    const earlier = before.servers[place];
    if (earlier?.health.check.connection === undefined || server.health.check.connection !== undefined)
      return [];
    return [
      {
        server: server.name,
        result: server.health.check.last,
        before: standingOf(earlier, before.config),
        after: standingOf(server, after.config),
      },
    ];
  });
}
