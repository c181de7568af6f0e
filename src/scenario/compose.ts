/** A system built by hand: nodes put into the text of a scenario, renamed and taken out, with all that refers to them. */
import { failure, type Result } from '../lib/result.ts';
import type { KindTable } from './kind-table.ts';
import { withNames } from './name-map.ts';
import { withoutIdleOperators } from './operators.ts';
import { parseScenario } from './parse.ts';
import type { Problem } from './problem.ts';
import { addSection, rewriteText, type Rewritten } from './rewrite.ts';
import type { Scenario } from './scenario.ts';
import { addFirst, patchRecord } from './yaml-patch.ts';
import { entriesOf, isFlow, isMap, openYaml, unlessUnpatchable } from './yaml-source.ts';
import { isSame, type WrittenRecord } from './yaml-words.ts';

/**
 * With one more entry below `nodes:`, in the words of the format: `{ kind: api-server, count: 3 }`. The text need not be a scenario
 * yet, and may not be one when it is done, such as while a client has no target; undefined where it is not even YAML,
 * or has a node of this name.
 */
export function addNode(text: string, name: string, record: WrittenRecord): string | undefined {
  return unlessUnpatchable(() => {
    const source = openYaml(text);
    const root: unknown = source.document.contents;
    if (source.document.errors.length > 0 || !isMap(root) || isFlow(root)) return undefined;
    const entries = entriesOf(source, root);
    const section = entries.find(({ key }) => key === 'nodes');
    if (section === undefined) addSection(source, entries, 'nodes', { [name]: record });
    else if (source.document.hasIn(['nodes', name])) return undefined;
    else if (isMap(section.node) && section.node.items.length > 0) {
      patchRecord(source, section.node, { before: {}, after: { [name]: record } });
    } else addFirst(source, section, { [name]: record });
    const changed = source.changes.apply();
    const goal = structuredWith(source.document.toJS(), name, record);
    return changed !== undefined && isSame(openYaml(changed).document.toJS(), goal) ? changed : undefined;
  });
}

function structuredWith(file: unknown, name: string, record: WrittenRecord): unknown {
  const { nodes, ...rest } = file as { readonly nodes?: Readonly<Record<string, unknown>> | null };
  return { ...rest, nodes: { ...nodes, [name]: record } };
}

/** With another name for a node or group, wherever it stands but in the texts of the story. */
export function renameNode(
  text: string,
  from: string,
  to: string,
  kinds: readonly KindTable[],
): Result<Rewritten, readonly Problem[]> {
  return edited(text, kinds, (scenario) => {
    const names = new Map([[from, to]]);
    for (const { name, group, index } of scenario.nodes) {
      if (group === from) names.set(name, `${to}-${String(index)}`);
    }
    for (const fault of scenario.faults) {
      if (fault.verb !== 'zookeeper' || fault.through !== from) continue;
      const isImplied = scenario.nodes.some(
        ({ name, implied }) => name === fault.operator && implied === true,
      );
      if (isImplied) names.set(fault.operator, `${to}-operator`);
    }
    return withNames(scenario, (name) => names.get(name) ?? name, kinds);
  });
}

/**
 * Without a node or group, and without what is only about it. A failure where others cannot do without it, such as a client whose
 * target it is.
 */
export function removeNode(
  text: string,
  name: string,
  kinds: readonly KindTable[],
): Result<Rewritten, readonly Problem[]> {
  return edited(text, kinds, (scenario) => {
    const gone = new Set([name]);
    for (const node of scenario.nodes) if (node.group === name) gone.add(node.name);
    return withoutIdleOperators(withNames(scenario, (one) => (gone.has(one) ? undefined : one), kinds));
  });
}

function edited(
  text: string,
  kinds: readonly KindTable[],
  edit: (scenario: Scenario) => Scenario,
): Result<Rewritten, readonly Problem[]> {
  const parsed = parseScenario(text, kinds);
  return parsed.ok ? rewriteText(text, edit(parsed.value.scenario), kinds) : failure(parsed.error);
}
