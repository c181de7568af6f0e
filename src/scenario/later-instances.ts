/** Instances for an `add` that a user puts into a scenario that was read before. */
import type { OptionValue, Scenario, ScenarioNode } from './scenario.ts';

/** With as many instances of `group` as its faults add; the scenario itself if it has them. As if read from a file. */
export function withLaterInstances(scenario: Scenario, group: string): Scenario {
  const members = scenario.nodes.filter((node) => node.group === group);
  const [first] = members;
  const missing = added(scenario, group) - members.filter(({ later }) => later === true).length;
  if (first === undefined || missing <= 0) return scenario;
  const fresh = Array.from({ length: missing }, (_, step): ScenarioNode => {
    const index = members.length + step + 1;
    const zone = members.every((node) => node.zone === first.zone) ? first.zone : undefined;
    return { ...first, name: `${group}-${String(index)}`, index, zone, later: true };
  });
  const { groups, zones, network, story, expect } = scenario;
  const whole = new Set(members.map(({ name }) => name));
  const names = fresh.map(({ name }) => name);
  return {
    ...scenario,
    ...extended({ groups, zones, network, story, expect }, whole, names),
    nodes: inOrder([...scenario.nodes, ...fresh]),
  };
}

function added({ faults }: Scenario, group: string): number {
  const counts = faults.map((fault) => (fault.verb === 'add' && fault.group === group ? fault.count : 0));
  return counts.reduce((sum, count) => sum + count, 0);
}

/** What names a whole group names its new instances, too. */
function extended<T>(value: T, whole: ReadonlySet<string>, names: readonly string[]): T {
  if (Array.isArray(value)) {
    const list = value as readonly OptionValue[];
    const named = list.filter((one) => typeof one === 'string' && whole.has(one)).length;
    if (named === whole.size) return [...list, ...names] as T;
    return list.map((one) => extended(one, whole, names)) as T;
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => [key, extended(one as unknown, whole, names)]),
  ) as T;
}

/** Those that are there from the beginning first, then the later ones, group by group. */
function inOrder(nodes: readonly ScenarioNode[]): readonly ScenarioNode[] {
  const there = nodes.filter(({ later }) => later !== true);
  const groups = new Set(there.map(({ group }) => group));
  const later = nodes.filter((node) => node.later === true);
  return [...there, ...[...groups].flatMap((group) => later.filter((node) => node.group === group))];
}

/** Without the instances that no fault adds any more, and their names wherever their group is named. */
export function withoutIdleInstances(scenario: Scenario): Scenario {
  const idle = new Set<string>();
  for (const group of new Set(scenario.nodes.flatMap(({ group: of }) => of ?? []))) {
    const later = scenario.nodes.filter((node) => node.group === group && node.later === true);
    for (const { name } of later.slice(added(scenario, group))) idle.add(name);
  }
  if (idle.size === 0) return scenario;
  const { groups, zones, network, story, expect, nodes } = scenario;
  return {
    ...scenario,
    ...without({ groups, zones, network, story, expect }, idle),
    nodes: nodes.filter(({ name }) => !idle.has(name)),
  };
}

function without<T>(value: T, names: ReadonlySet<string>): T {
  if (Array.isArray(value)) {
    const list = value as readonly OptionValue[];
    return list
      .filter((one) => typeof one !== 'string' || !names.has(one))
      .map((one) => without(one, names)) as T;
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => [key, without(one as unknown, names)]),
  ) as T;
}
