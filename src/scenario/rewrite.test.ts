import { describe, expect, test } from 'vitest';
import { KIND_TABLES, parsed } from '../testing/scenario-fixtures.ts';
import { addFault, removeFault, withOption, withSeed } from './edit.ts';
import { rewriteText } from './rewrite.ts';
import type { Scenario, ScenarioFault } from './scenario.ts';

const FILE = `# A file with a voice.
ensemble: 1
title: "A test"   # quoted
seed: 42

nodes:
  users: { kind: client, target: lb, rate: 90/s } # everybody
  lb: { kind: load-balancer, targets: [api] }
  # three of them
  api:
    kind: api-server
    count: 3
    database: db   # the group

    serviceTime: 5ms
  zk: { kind: zookeeper, count: 3 }
  db: { kind: database, count: 3, election: { through: zk, sessionTimeout: 8s } }

# what goes wrong
faults:
  # first
  - { at: 12s, crash: db-1 } # boom
  - at: 27100ms
    pause: api-2
    for: 5s
  - {at: 40s, cut: [ api-1, zk ]}
  # last

# what must hold
expect:
  - { lost-writes: 0 }
`;

function rewritten(text: string, edit: (scenario: Scenario) => Scenario): string {
  const result = rewriteText(text, edit(parsed(text).scenario), KIND_TABLES);
  if (!result.ok) throw new Error(result.error.map(({ message }) => message).join('; '));
  return result.value.text;
}

/** The lines that are gone and those that are new. */
function changes(text: string, edit: (scenario: Scenario) => Scenario): readonly string[] {
  const [before, after] = [text, rewritten(text, edit)].map((one) => one.split('\n'));
  const [from, to] = [before ?? [], after ?? []];
  let head = 0;
  while (head < Math.min(from.length, to.length) && from[head] === to[head]) head += 1;
  let tail = 0;
  while (
    tail < Math.min(from.length, to.length) - head &&
    from[from.length - 1 - tail] === to[to.length - 1 - tail]
  )
    tail += 1;
  return [
    ...from.slice(head, from.length - tail).map((line) => `-${line}`),
    ...to.slice(head, to.length - tail).map((line) => `+${line}`),
  ];
}

const crash = (name: string, at: number): ScenarioFault => ({ verb: 'crash', target: { nodes: [name] }, at });

function withFault(scenario: Scenario, index: number, change: Partial<ScenarioFault>): Scenario {
  const faults = scenario.faults.map((fault, i) => (i === index ? { ...fault, ...change } : fault));
  return { ...scenario, faults: faults as readonly ScenarioFault[] };
}

describe('the text follows an edit', () => {
  test('to where it cannot be seen', () => {
    expect(rewritten(FILE, (scenario) => ({ ...scenario }))).toBe(FILE);
  });
  test('x', () => {
    const log: unknown[] = [];
    const show = (edit: (scenario: Scenario) => Scenario, text = FILE) => log.push(changes(text, edit));
    show((s) => withSeed(s, 7));
    show((s) => ({ ...s, title: 'Another: title' }));
    show((s) => ({ ...s, summary: 'Another, title' }));
    show((s) => ({ ...s, level: 'deep' }));
    show((s) => addFault(s, crash('api-1', 3_000_000)));
    show((s) => addFault(s, { verb: 'crash', target: { nodes: ['api-1', 'api-2', 'api-3'] }, at: 5 }));
    show((s) => removeFault(s, 0));
    show((s) => removeFault(s, 1));
    show((s) => removeFault(s, 2));
    show((s) => removeFault(removeFault(removeFault(s, 0), 0), 0));
    show((s) => withFault(s, 0, { at: 13_000_000 }));
    show((s) => withFault(s, 0, { for: 13_000_000 }));
    show((s) => withFault(s, 1, { at: 27_300_000 }));
    show((s) => withFault(s, 1, { for: 1_000_000 }));
    show((s) => ({ ...s, faults: [s.faults[2], s.faults[0], s.faults[1]] as never }));
    show((s) => ({ ...s, faults: [] }));
    show((s) => withOption(s, ['users'], ['rate'], 120));
    show((s) => withOption(s, ['users'], ['timeout'], 1_000_000));
    show((s) => withOption(s, ['api-1', 'api-2', 'api-3'], ['serviceTime'], 7000));
    show((s) => withOption(s, ['api-1', 'api-2', 'api-3'], ['warmUp'], 7_000_000));
    show((s) => withOption(s, ['lb'], ['check', 'fall'], 5));
    show((s) => withOption(s, ['db-1', 'db-2', 'db-3'], ['election', 'sessionTimeout'], 5_000_000));
    show((s) => addFault(s, { verb: 'add', group: 'api', count: 2, at: 1_000_000 }));
    show((s) => ({ ...s, expect: [...s.expect, { check: 'invariant', name: 'one-primary', text: '' }] }));
    show((s) => ({ ...s, expect: [] }));
    expect(log).toEqual([]);
  });
});
