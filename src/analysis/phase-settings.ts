/** Which parameter of the scenario sets how long a phase of a failover takes. */
import type { ClientOptions } from '../kinds/client/config.ts';
import type { DatabaseOptions } from '../kinds/database/config.ts';
import { SCRIPT_EVERY, SCRIPT_ROUNDS } from '../kinds/database/protocol.ts';
import type { ZookeeperOptions } from '../kinds/zookeeper/config.ts';
import type { Duration } from '../lib/units.ts';
import type { OptionValue, Scenario, ScenarioNode } from '../scenario/scenario.ts';
import type { PhaseName, PhaseSetting } from './answer.ts';

/** The setting of each phase for the failovers of a database, or undefined where it has no election. */
export function phaseSettings(
  scenario: Scenario,
  database: string,
): ((phase: PhaseName, server: string) => PhaseSetting) | undefined {
  const { nodes } = scenario;
  const member = nodes.find((node) => node.name === database);
  if (member === undefined) return undefined;
  const { election, promotion } = member.options as unknown as DatabaseOptions;
  if (election === undefined) return undefined;
  if (!('through' in election) || election.recipe === 'none') return scriptSettings(scenario, promotion);
  const ensemble = nodes.filter(
    (node) => node.kind === 'zookeeper' && [node.group, node.name].includes(election.through),
  );
  const keeper = ensemble[0]?.options as unknown as ZookeeperOptions | undefined;
  if (keeper === undefined) return undefined;
  return (phase, server) => {
    switch (phase) {
      case 'detection':
        return { key: 'session-timeout', timeout: election.sessionTimeout, tick: keeper.tickTime };
      case 'commit': {
        const voters = Math.max(1, ensemble.length - keeper.observers);
        const quorum = Math.floor(voters / 2) + 1;
        return { key: 'quorum', diskSync: keeper.diskSync, quorum, servers: voters };
      }
      case 'notification':
        return { key: 'network', latency: latencyBetween(scenario, server, database) };
      case 'election':
        return {
          key: 'recipe',
          recipe: election.recipe,
          latency: latencyBetween(scenario, server, database),
        };
      case 'promotion':
        return { key: 'promotion', promotion };
      case 'rerouting':
        return { key: 'next-write', perSecond: writesPerSecond(nodes) };
    }
  };
}

/** A script asks the others at a steady pace, and nobody else. */
function scriptSettings(
  scenario: Scenario,
  promotion: Duration,
): (phase: PhaseName, server: string) => PhaseSetting {
  return (phase) => {
    if (phase === 'promotion') return { key: 'promotion', promotion };
    if (phase === 'rerouting') return { key: 'next-write', perSecond: writesPerSecond(scenario.nodes) };
    return { key: 'silence', every: SCRIPT_EVERY, rounds: SCRIPT_ROUNDS };
  };
}

function latencyBetween({ network }: Scenario, one: string, other: string): Duration {
  const link = network.links.findLast(
    ({ between: [a, b] }) => (a.includes(one) && b.includes(other)) || (a.includes(other) && b.includes(one)),
  );
  return (link ?? network.default).latency;
}

function writesPerSecond(nodes: readonly ScenarioNode[]): number {
  const rates = nodes.flatMap(({ kind, options }) => (kind === 'client' ? [rateOf(options)] : []));
  return rates.reduce((sum, rate) => sum + rate, 0);
}

function rateOf(options: Readonly<Record<string, OptionValue>>): number {
  const { rate, writes } = options as unknown as ClientOptions;
  return rate * writes;
}
