import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { stringify } from 'yaml';
import { describe, expect, test } from 'vitest';
import { kinds } from '../kinds/index.ts';
import { renameNode } from './compose.ts';
import { addFault, removeFault, withOption, withSeed } from './edit.ts';
import { parametersOf, readParameter, sharedBy } from './parameters.ts';
import { parseScenario } from './parse.ts';
import { isMeant, rewriteText } from './rewrite.ts';
import type { Expectation, Scenario, ScenarioFault } from './scenario.ts';
import { writeScenario } from './write-scenario.ts';

const folder = new URL('../../scenarios/', import.meta.url);
const texts = readdirSync(folder)
  .filter((name) => name.endsWith('.yaml') && name !== 'hundred-servers.yaml')
  .sort()
  .map((name) => readFileSync(new URL(name, folder), 'utf8'));

function parsed(text: string): Scenario {
  const result = parseScenario(text, kinds);
  if (!result.ok) throw new Error(result.error.map(({ message }) => message).join('; '));
  return result.value.scenario;
}

function rewritten(text: string, after: Scenario): string {
  const result = rewriteText(text, after, kinds);
  if (!result.ok) throw new Error(result.error.map(({ message }) => message).join('; '));
  return result.value.text;
}

/** A comment on every line and a line of its own before every third, to be found again. */
function commented(text: string): string {
  return text
    .trimEnd()
    .split('\n')
    .map((line, index) => {
      if (line.trim() === '') return line;
      const indent = line.slice(0, line.length - line.trimStart().length);
      return `${index % 3 === 0 ? `${indent}# above ${String(index)}.\n` : ''}${line} # behind ${String(index)}.`;
    })
    .join('\n');
}

function commentsOf(text: string): readonly string[] {
  return text.match(/# (above|behind) [0-9]+\./gu) ?? [];
}

type Pick = (length: number) => number;
type Edit = (scenario: Scenario, pick: Pick) => Scenario;

function nodeOf({ nodes }: Scenario, pick: Pick): string {
  const there = nodes.filter(({ later, implied }) => later !== true && implied !== true);
  return there[pick(there.length)]?.name ?? '';
}

const timeOf = ({ duration }: Scenario, pick: Pick): number => 100_000 * pick(duration / 100_000);

const added: Edit = (scenario, pick) => {
  const nodes = [nodeOf(scenario, pick)];
  const verb = (['crash', 'pause', 'restart', 'isolate'] as const)[pick(4)] ?? 'crash';
  const length = verb === 'pause' ? { for: 1000 * (1 + pick(9_000)) } : {};
  return addFault(scenario, { verb, target: { nodes }, at: timeOf(scenario, pick), ...length });
};

const changed = (
  scenario: Scenario,
  pick: Pick,
  change: (fault: ScenarioFault) => ScenarioFault,
): Scenario => {
  const chosen = pick(scenario.faults.length);
  const faults = scenario.faults.map((fault, index) => (index === chosen ? change(fault) : fault));
  return { ...scenario, faults };
};

const moved: Edit = (scenario, pick) =>
  changed(scenario, pick, (fault) => ({ ...fault, at: timeOf(scenario, pick) }));

const lasting: Edit = (scenario, pick) =>
  changed(scenario, pick, (fault) =>
    fault.for === undefined ? fault : { ...fault, for: 1000 * (1 + pick(9_000)) },
  );

const reseeded: Edit = (scenario, pick) => withSeed(scenario, pick(4294967296));

/** Edits whose undoing leaves nothing behind. */
const TRACELESS: readonly Edit[] = [added, moved, lasting, reseeded];

const removed: Edit = (scenario, pick) => {
  const index = pick(scenario.faults.length);
  return scenario.faults[index]?.verb === 'add' ? scenario : removeFault(scenario, index);
};

const reordered: Edit = (scenario, pick) => {
  const { faults } = scenario;
  const [fault] = faults.slice(pick(faults.length));
  if (fault === undefined) return scenario;
  const rest = faults.filter((one) => one !== fault);
  return { ...scenario, faults: rest.toSpliced(pick(rest.length + 1), 0, fault) };
};

const VALUES = ['3s', '700ms', '40/s', '33%', '7', '2', 'true', 'false', '16KiB'];

const optioned: Edit = (scenario, pick) => {
  const node = nodeOf(scenario, pick);
  const parameters = parametersOf(scenario, node, kinds);
  const parameter = parameters[pick(parameters.length)];
  const kind = scenario.nodes.find(({ name }) => name === node)?.kind ?? '';
  const texts = parameter?.choices ?? VALUES;
  const values = texts.flatMap((text) => {
    const read = readParameter(kind, parameter?.path ?? [], text, kinds);
    return read.ok ? [read.value] : [];
  });
  if (parameter === undefined || values.length === 0) return scenario;
  return withOption(scenario, sharedBy(scenario, node), parameter.path, values[pick(values.length)]);
};

const expected: Edit = (scenario, pick) => {
  const expectations: readonly Expectation[] = [
    { check: 'invariant', name: 'one-primary', text: '' },
    { check: 'count', of: 'lost-writes', atLeast: 1, text: '' },
    { check: 'milestone', pattern: { milestone: 'node-crashed', of: [nodeOf(scenario, pick)] }, text: '' },
    { check: 'never', pattern: { milestone: 'quorum-lost', between: [0, timeOf(scenario, pick)] }, text: '' },
    { check: 'downtime', of: 'writes', atMost: 1_500_000, text: '' },
  ];
  const [chosen] = expectations.slice(pick(expectations.length));
  return { ...scenario, expect: [...scenario.expect, ...(chosen === undefined ? [] : [chosen])] };
};

const titled: Edit = (scenario, pick) => ({
  ...scenario,
  title: ['A "title": of sorts', '# none', 'true', "it's", 'a, b'][pick(5)] ?? '',
});

const ANY: readonly Edit[] = [...TRACELESS, removed, reordered, optioned, expected, titled];

/** A few edits one after the other, each a new version of scenario and text. */
function edited(text: string, edits: readonly Edit[], draws: readonly number[]): readonly [string, Scenario] {
  let drawn = 0;
  const pick: Pick = (length) => {
    drawn += 1;
    return length < 1 ? 0 : (draws[drawn % draws.length] ?? 0) % Math.floor(length);
  };
  return edits.reduce<readonly [string, Scenario]>(
    ([before, scenario], edit) => {
      const after = edit(scenario, pick);
      return [rewritten(before, after), after];
    },
    [text, parsed(text)],
  );
}

const draws = fc.array(fc.nat(), { minLength: 7, maxLength: 7 });
const some = (edits: readonly Edit[]) => fc.array(fc.constantFrom(...edits), { minLength: 1, maxLength: 3 });

describe('any edits of any scenario of the library', () => {
  test('are in its text, which keeps every comment but those of what was removed', () => {
    fc.assert(
      fc.property(fc.constantFrom(...texts.map(commented)), some(ANY), draws, (text, edits, numbers) => {
        const [after, scenario] = edited(text, edits, numbers);
        expect(writeScenario(parsed(after), kinds)).toEqual(writeScenario(scenario, kinds));
        const lost = commentsOf(text).filter((comment) => !after.includes(comment));
        expect(lost.filter((comment) => comment.startsWith('# above'))).toEqual([]);
        expect(lost.length).toBeLessThanOrEqual(edits.filter((edit) => edit === removed).length);
      }),
      { numRuns: 15 },
    );
  });

  test('leave nothing behind when they are undone, be the lines ended by Unix or Windows', () => {
    const endings = fc.constantFrom('\n', '\r\n');
    fc.assert(
      fc.property(
        fc.constantFrom(...texts), endings, some(TRACELESS), draws,
        (plain, ending, edits, numbers) => {
          const text = plain.replaceAll('\n', ending);
          const [after] = edited(text, edits, numbers);
          expect(after.replaceAll('\r\n', '').includes('\r')).toBe(false);
          expect(rewritten(after, parsed(text))).toBe(text);
        },
      ), // prettier-ignore
      { numRuns: 15 },
    );
  });
});

test('every scenario of the library, written from what was read, reads back as itself', () => {
  for (const text of texts) {
    const scenario = parsed(text);
    const { header, ...sections } = writeScenario(scenario, kinds);
    const again = parsed(stringify({ ...header, ...sections }));
    expect(isMeant(again, scenario, kinds)).toBe(true);
  }
});

test('any node can have another name, and its own again', () => {
  fc.assert(
    fc.property(fc.constantFrom(...texts), fc.nat(), (text, number) => {
      const scenario = parsed(text);
      const nodes = scenario.nodes.filter(({ implied }) => implied !== true);
      const { name = '', group } = nodes[number % nodes.length] ?? {};
      const from = group ?? name;
      const there = renameNode(text, from, 'another', kinds);
      const back = there.ok ? renameNode(there.value.text, 'another', from, kinds) : there;
      const left = there.ok ? there.value.scenario.nodes.map((node) => node.group ?? node.name) : [from];
      expect(left).not.toContain(from);
      expect(back.ok && isMeant(back.value.scenario, scenario, kinds)).toBe(true);
    }),
    { numRuns: 20 },
  );
});

test('a text that already means the scenario is left alone', () => {
  for (const text of texts) expect(rewritten(text, parsed(text))).toBe(text);
});
