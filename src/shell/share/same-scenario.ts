import { compareText } from '../../lib/compare.ts';
import type { Scenario } from '../../scenario/scenario.ts';

/**
 * Whether two scenarios say the same. Instances that only an `add` brings do not count: they follow from the faults, and an
 * edited scenario keeps them when their `add` is taken away.
 */
export function saysTheSame(one: Scenario, other: Scenario): boolean {
  return said(one) === said(other);
}

/** Keys in their order, nothing for what is absent: however a scenario came about. */
function said(scenario: Scenario): string {
  const later = new Set(scenario.nodes.filter((node) => node.later === true).map(({ name }) => name));
  const { faults, nodes, ...rest } = scenario;
  const there = nodes.filter(({ name }) => !later.has(name));
  return JSON.stringify([faults, without(later, { nodes: there, ...rest })], (_key, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value) ? inOrder(value) : value,
  );
}

function inOrder(record: object): object {
  return Object.fromEntries(Object.entries(record).sort(([one], [other]) => compareText(one, other)));
}

/** Without names in the lists that name whole groups. */
function without(names: ReadonlySet<string>, value: unknown): unknown {
  if (Array.isArray(value)) {
    const list = value as readonly unknown[];
    return list.filter((one) => typeof one !== 'string' || !names.has(one)).map((one) => without(names, one));
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, without(names, one)]));
}
