import { describe, expect, test } from 'vitest';
import { KIND_TABLES, parsed } from '../testing/scenario-fixtures.ts';
import { align } from './alignment.ts';
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

/** From the first line that differs to the last: those that are gone, new, and the same. */
function difference(before: string, after: string): readonly string[] {
  const [old, fresh] = [before.split('\n'), after.split('\n')];
  const lines = align(
    old,
    fresh,
    (one, other) => one === other,
    () => false,
  ).map((step) => {
    if (step.type === 'kept') return ` ${old[step.before] ?? ''}`;
    return step.type === 'removed' ? `-${old[step.before] ?? ''}` : `+${fresh[step.after] ?? ''}`;
  });
  const isChange = (line: string): boolean => !line.startsWith(' ');
  return lines.slice(lines.findIndex(isChange), lines.findLastIndex(isChange) + 1);
}

function crash(nodes: readonly string[], seconds: number): ScenarioFault {
  return { verb: 'crash', target: { nodes }, at: seconds * 1_000_000 };
}

function withFault(scenario: Scenario, index: number, change: Partial<ScenarioFault>): Scenario {
  const faults = scenario.faults.map((fault, i) => (i === index ? { ...fault, ...change } : fault));
  return { ...scenario, faults: faults as readonly ScenarioFault[] };
}

const API = ['api-1', 'api-2', 'api-3'];

interface Case {
  readonly title: string;
  readonly edit: (scenario: Scenario) => Scenario;
  readonly lines: readonly string[];
}

const CASES: readonly Case[] = [
  {
    title: 'a seed in its place',
    edit: (scenario) => withSeed(scenario, 7),
    lines: ['-seed: 42', '+seed: 7'],
  },
  {
    title: 'a title with the quotes that it has',
    edit: (scenario) => ({ ...scenario, title: 'Another: title' }),
    lines: ['-title: "A test"   # quoted', '+title: "Another: title"   # quoted'],
  },
  {
    title: 'a level that was not said',
    edit: (scenario) => ({ ...scenario, level: 'deep' }),
    lines: ['+level: deep'],
  },
  {
    title: 'a new fault at the end of the list',
    edit: (scenario) => addFault(scenario, crash(['api-1'], 30)),
    lines: ['+  - { at: 30s, crash: api-1 }'],
  },
  {
    title: 'a new fault between others',
    edit: (scenario) => addFault(scenario, crash(['api-1'], 3)),
    lines: ['+  - { at: 3s, crash: api-1 }'],
  },
  {
    title: 'a group by its name',
    edit: (scenario) => addFault(scenario, crash(API, 3)),
    lines: ['+  - { at: 3s, crash: api }'],
  },
  {
    title: 'a fault that was removed, with the comment behind it',
    edit: (scenario) => removeFault(scenario, 0),
    lines: ['-  - { at: 12s, crash: db-1 } # boom'],
  },
  {
    title: 'a fault of several lines that was removed',
    edit: (scenario) => removeFault(scenario, 1),
    lines: ['-  - at: 27100ms', '-    pause: api-2', '-    for: 5s'],
  },
  {
    title: 'a fault that was moved in time',
    edit: (scenario) => withFault(scenario, 0, { at: 13_500_000 }),
    lines: ['-  - { at: 12s, crash: db-1 } # boom', '+  - { at: 13.5s, crash: db-1 } # boom'],
  },
  {
    title: 'a time in the unit that its author chose',
    edit: (scenario) => withFault(scenario, 1, { at: 27_300_000 }),
    lines: ['-  - at: 27100ms', '+  - at: 27300ms'],
  },
  {
    title: 'a length that was not said',
    edit: (scenario) => withFault(scenario, 0, { for: 2_000_000 }),
    lines: ['-  - { at: 12s, crash: db-1 } # boom', '+  - { at: 12s, crash: db-1, for: 2s } # boom'],
  },
  {
    title: 'another order as it was written',
    edit: ({ faults: [first, second, ...rest], ...scenario }) => ({
      ...scenario,
      faults: [second, first, ...rest].flatMap((fault) => fault ?? []),
    }),
    lines: [
      '-  - { at: 12s, crash: db-1 } # boom',
      '   - at: 27100ms',
      '     pause: api-2',
      '     for: 5s',
      '+  - { at: 12s, crash: db-1 } # boom',
    ],
  },
  {
    title: 'an option in its place',
    edit: (scenario) => withOption(scenario, API, ['serviceTime'], 7000),
    lines: ['-    serviceTime: 5ms', '+    serviceTime: 7ms'],
  },
  {
    title: 'an option that was not said, in the style of its record',
    edit: (scenario) =>
      withOption(withOption(scenario, API, ['warmUp'], 7_000_000), ['users'], ['timeout'], 1_000_000),
    lines: [
      '-  users: { kind: client, target: lb, rate: 90/s } # everybody',
      '+  users: { kind: client, target: lb, rate: 90/s, timeout: 1s } # everybody',
      '   lb: { kind: load-balancer, targets: [api] }',
      '   # three of them',
      '   api:',
      '     kind: api-server',
      '     count: 3',
      '     database: db   # the group',
      ' ',
      '     serviceTime: 5ms',
      '+    warmUp: 7s',
    ],
  },
  {
    title: 'of a record that was not said what is not as usual',
    edit: (scenario) => withOption(scenario, ['lb'], ['check', 'fall'], 5),
    lines: [
      '-  lb: { kind: load-balancer, targets: [api] }',
      '+  lb: { kind: load-balancer, targets: [api], check: { fall: 5 } }',
    ],
  },
  {
    title: 'a new expectation',
    edit: (scenario) => ({
      ...scenario,
      expect: [...scenario.expect, { check: 'availability', clients: ['users'], atLeast: 0.975, text: '' }],
    }),
    lines: ['+  - { availability: users, at-least: 97.5% }'],
  },
  {
    title: 'that nothing is expected any more',
    edit: (scenario) => ({ ...scenario, expect: [] }),
    lines: ['-expect:', '-  - { lost-writes: 0 }'],
  },
  {
    title: 'that no fault is left, and keeps what was said of them',
    edit: (scenario) => ({ ...scenario, faults: [] }),
    lines: [
      '-faults:',
      '+faults: []',
      '   # first',
      '-  - { at: 12s, crash: db-1 } # boom',
      '-  - at: 27100ms',
      '-    pause: api-2',
      '-    for: 5s',
      '-  - {at: 40s, cut: [ api-1, zk ]}',
    ],
  },
];

describe('a text follows its scenario:', () => {
  test.each(CASES)('it says $title', ({ edit, lines }) => {
    expect(difference(FILE, rewritten(FILE, edit))).toEqual(lines);
  });

  test('a first fault gets a section between its neighbours, and takes it with it', () => {
    const plain = FILE.replace(/faults:[^]*# last\n\n/u, '');
    const after = rewritten(plain, (scenario) => addFault(scenario, crash(['db-1'], 3)));
    expect(difference(plain, after)).toEqual(['+faults:', '+  - { at: 3s, crash: db-1 }', '+']);
    expect(rewritten(after, (scenario) => removeFault(scenario, 0))).toBe(plain);
  });

  test('a fault keeps the nodes that it had when its group grows', () => {
    const plain = FILE.replace('crash: db-1', 'crash: api');
    const after = rewritten(plain, (scenario) =>
      addFault(scenario, { verb: 'add', group: 'api', count: 1, at: 1_000_000 }),
    );
    expect(after).toContain('crash: [api-1, api-2, api-3] } # boom');
    expect(parsed(after).scenario.faults[1]).toMatchObject({ target: { nodes: API } });
  });

  test('where nothing can be changed in place the file is laid out anew, with its comments', () => {
    const flow = `{ ensemble: 1, title: A test, # all in brackets
  nodes: { zk: { kind: zookeeper, count: 3 } } }\n`;
    const after = rewritten(flow, (scenario) => withSeed(scenario, 7));
    expect(after).toContain('# all in brackets');
    expect(parsed(after).scenario).toEqual({ ...parsed(flow).scenario, seed: 7 });
  });

  test('what no file can say is refused, and so is a text that means nothing', () => {
    const { scenario } = parsed(FILE);
    expect(rewriteText(FILE, withOption(scenario, ['api-2'], ['serviceTime'], 1), KIND_TABLES).ok).toBe(
      false,
    );
    expect(rewriteText(FILE, addFault(scenario, crash(['api-9'], 1)), KIND_TABLES)).toMatchObject({
      ok: false,
      error: [{ message: 'api-9 is not a node; did you mean api-3?' }],
    });
    expect(rewriteText('nodes: {', scenario, KIND_TABLES).ok).toBe(false);
  });
});
