import { defined } from '../lib/assert.ts';
import { compareText } from '../lib/compare.ts';
import type { Directory, KindDefinition } from '../kernel/kind.ts';
import {
  DEFAULT_LIMITS,
  type Limits,
  type LinkQuality,
  type World,
  type WorldNetwork,
} from '../kernel/world.ts';
import type { OptionValue, Scenario, ScenarioNetwork } from './scenario.ts';

/** Makes the world that a scenario describes. The scenario must have come from the parser: names are not checked. */
export function buildWorld(
  scenario: Scenario,
  kinds: readonly KindDefinition[],
  limits: Limits = DEFAULT_LIMITS,
): World {
  const directory = directoryOf(scenario);
  const known = new Map(kinds.map((kind) => [kind.kind, kind]));
  return {
    seed: scenario.seed,
    duration: scenario.duration,
    nodes: scenario.nodes.map((node) => {
      const kind = defined(known.get(node.kind), `kind ${node.kind}`);
      return {
        name: node.name,
        group: node.group ?? node.name,
        kind,
        config: kind.configure(node.options, node.name, directory),
        start: node.start,
        reconfigured: (options) => kind.configure({ ...node.options, ...options }, node.name, directory),
        ...(node.later === true ? { later: true } : {}),
      };
    }),
    network: networkOf(scenario.network),
    faults: scenario.faults,
    limits,
    asked: askedInvariants(scenario),
  };
}

/** The invariants that a scenario names, in its expectations or in a question of its story. */
export function askedInvariants({ expect, story }: Pick<Scenario, 'expect' | 'story'>): readonly string[] {
  const questions = story.flatMap(({ ask }) => (ask?.answer.of === 'holds' ? [ask.answer.expectation] : []));
  const names = [...expect, ...questions].flatMap((one) =>
    one.check === 'invariant' || one.check === 'violated' ? [one.name] : [],
  );
  return [...new Set(names)].sort(compareText);
}

function directoryOf(scenario: Scenario): Directory {
  const groups = new Map(scenario.groups.map((group) => [group.name, group.members]));
  const nodes = new Map(scenario.nodes.map((node, index) => [node.name, { node, index }]));
  const instances = (name: string): readonly string[] => groups.get(name) ?? [name];
  const those = (name: string, later: boolean): readonly string[] =>
    instances(name).filter((one) => (nodes.get(one)?.node.later === true) === later);
  const members = (name: string): readonly string[] => those(name, false);
  return {
    members,
    registrants: (path, ensemble) =>
      scenario.nodes
        .filter(({ options }) => registers(options.register, path, ensemble))
        .map(({ name }) => name),
    later: (name) => those(name, true),
    options: (name) => nodes.get(members(name)[0] ?? '')?.node.options ?? {},
    address: (name) => {
      const index = nodes.get(name)?.index ?? 0;
      return `10.0.${String(Math.floor(index / 200))}.${String((index % 200) + 11)}:8080`;
    },
    group: (name) => nodes.get(name)?.node.group ?? name,
  };
}

function registers(register: OptionValue, path: string, ensemble: string): boolean {
  if (typeof register !== 'object' || Array.isArray(register)) return false;
  const { in: at, through } = register as Readonly<Record<string, OptionValue>>;
  return at === path && through === ensemble;
}

function networkOf(network: ScenarioNetwork): WorldNetwork {
  const links = network.links.map(({ between, latency, jitter }) => {
    const [a, b] = [new Set(between[0]), new Set(between[1])];
    return { a, b, quality: { latency, jitter } };
  });
  return {
    quality: (from, to): LinkQuality => {
      const link = links.findLast(({ a, b }) => (a.has(from) && b.has(to)) || (b.has(from) && a.has(to)));
      return link?.quality ?? network.default;
    },
  };
}
