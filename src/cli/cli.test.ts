import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';

const PRODUCTION = 'scenarios/who-is-the-primary.yaml';
const PLAIN = 'scenarios/plain-web-app.yaml';
/** All that come with it but the one that takes longer than all others together. */
const BUILT_IN = readdirSync('scenarios')
  .filter((name) => name.endsWith('.yaml') && name !== 'hundred-servers.yaml')
  .map((name) => `scenarios/${name}`);

/** Whether a request of these users is lost to the crash is a matter of their seed. */
const BY_CHANCE = `ensemble: 1
title: By chance
seed: 2
duration: 10s
nodes:
  users: { kind: client, target: api, rate: 2/s, timeout: 1s }
  api: { kind: api-server, serviceTime: 200ms }
faults:
  - { at: 8s, crash: api, for: 100ms }
expect:
  - { availability: users, at-least: 100% }
`;

interface Outcome {
  readonly status: number | null;
  readonly out: string;
  readonly err: string;
}

function ensemble(...args: readonly string[]): Outcome {
  return ensembleReading('', ...args);
}

/** The command, with this text as its standard input. */
function ensembleReading(input: string, ...args: readonly string[]): Outcome {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['scripts/ensemble.mjs', ...args], {
    encoding: 'utf8',
    input,
  });
  return { status, out: stdout, err: stderr };
}

const folder = mkdtempSync(join(tmpdir(), 'ensemble-'));

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

beforeAll(() => {
  execFileSync(process.execPath, ['scripts/ensemble.mjs', 'help']);
}, 60_000);

describe('run', () => {
  test('the same scenario gives the same digest, and its milestones come in the order of the story', () => {
    const [first, second] = [ensemble('run', PRODUCTION, '--json'), ensemble('run', PRODUCTION, '--json')];
    expect(first.status).toBe(0);
    const a = JSON.parse(first.out) as {
      digest: string;
      milestones: { type: string; node: string; t: number }[];
    };
    const b = JSON.parse(second.out) as { digest: string };
    expect(a.digest).toBe(b.digest);
    const order = [
      ['node-crashed', 'db-1'],
      ['session-expired', 'db-1'],
      ['znode-deleted', 'db-1'],
      ['watch-fired', 'db-2'],
      ['primary-elected', 'db-2'],
      ['first-write-accepted', 'db-2'],
    ];
    let from = -1;
    for (const [type, node] of order) {
      const at = a.milestones.findIndex(
        (one, index) => index > from && one.type === type && one.node === node,
      );
      expect(at, `${String(type)} ${String(node)}`).toBeGreaterThan(from);
      from = at;
    }
  });

  test('the JSON has the fields of the format', () => {
    const result = JSON.parse(ensemble('run', PLAIN, '--json').out) as Record<string, unknown>;
    expect(Object.keys(result)).toEqual(
      expect.arrayContaining([
        'digest', 'model', 'events', 'simulatedUs', 'wallMs', 'milestones', 'expectations', 'invariants', 'metrics',
      ]),
    ); // prettier-ignore
    expect(result).toMatchObject({ simulatedUs: 60_000_000 });
  });

  test('another seed is another run', () => {
    const digest = (...args: readonly string[]): unknown =>
      (JSON.parse(ensemble('run', PLAIN, '--json', ...args).out) as { digest: string }).digest;
    expect(digest('--seed', '8')).not.toBe(digest());
  });

  test('--until leaves open what looks later', () => {
    const result = JSON.parse(ensemble('run', PRODUCTION, '--until', '15s', '--json').out) as {
      simulatedUs: number;
      expectations: { text: string; holds: boolean | null }[];
    };
    expect(result.simulatedUs).toBe(15_000_000);
    const holds = Object.fromEntries(result.expectations.map((one) => [one.text, one.holds]));
    expect(holds['primary: db, is: db-1, by: 10s']).toBe(true);
    expect(holds['primary: db, is: db-2, by: 25s']).toBe(null);
  });

  test('an expectation that fails is exit status 1', () => {
    const text =
      'ensemble: 1\ntitle: T\nnodes:\n  a: { kind: api-server }\nexpect:\n  - { never: { milestone: node-started } }\n';
    const { status, out } = ensemble('run', file('fails.yaml', text));
    expect(status).toBe(1);
    expect(out).toContain('FAILS');
  });
});

describe('why', () => {
  test('the new primary is explained through the expiry back to the crash', () => {
    const { status, out } = ensemble('why', PRODUCTION, '--milestone', 'primary-elected:db-2', '--json');
    expect(status).toBe(0);
    const { chain } = JSON.parse(out) as {
      chain: { type: string; node: string; id: string; cause: string | null }[];
    };
    expect(chain[0]).toMatchObject({ type: 'primary-elected', node: 'db-2' });
    expect(chain.map(({ type }) => type)).toContain('session-expired');
    expect(chain.at(-1)).toMatchObject({ type: 'node-crashed', node: 'db-1', cause: null });
    chain.slice(0, -1).forEach((link, index) => {
      expect(link.cause).toBe(chain[index + 1]?.id);
    });
  });

  test('no such milestone is exit status 1', () => {
    expect(ensemble('why', PLAIN, '--milestone', 'quorum-lost').status).toBe(1);
  });
});

describe('check and schema', () => {
  test('the built-in scenarios hold', () => {
    const { status, out } = ensemble('check', ...BUILT_IN);
    expect(out.trimEnd().split('\n')).toEqual(BUILT_IN.map((name) => `${name}: holds`));
    expect(status).toBe(0);
  }, 60_000);

  test('of several files the highest status counts', () => {
    expect(ensemble('check', PLAIN, file('bad.yaml', 'ensemble: 1\n')).status).toBe(2);
  });

  test('each file gets its verdict, whatever became of the others', () => {
    const [bad, empty] = [file('half.yaml', 'ensemble: 1\n'), file('nothing.yaml', '')];
    const { status, out } = ensemble('check', bad, PLAIN, 'nowhere.yaml', 'scenarios', empty);
    expect(status).toBe(2);
    expect(out.trimEnd().split('\n')).toEqual([
      `${bad}:1:1: a scenario needs a title (title: Untitled)`,
      `${bad}:1:1: a scenario needs nodes`,
      `${PLAIN}: holds`,
      'nowhere.yaml:1:1: nowhere.yaml does not exist (Name a scenario file, such as scenarios/plain-web-app.yaml.)',
      'scenarios:1:1: scenarios is a folder (Name the files in it, such as scenarios/*.yaml.)',
      `${empty}:1:1: the file is empty; a scenario begins with ensemble: 1`,
    ]);
  });

  test('a file called - is standard input', () => {
    const { status, out } = ensembleReading(BY_CHANCE, 'check', '-');
    expect({ status, out }).toEqual({ status: 0, out: '-: holds\n' });
    expect(ensembleReading('', 'check', '-').out).toContain('-:1:1: the file is empty');
  });

  test('an expectation that only some seeds meet is found, with the seeds and what was measured', () => {
    const path = file('by-chance.yaml', BY_CHANCE);
    expect(ensemble('check', path, '--seeds', '5..6').out).toBe(`${path}: holds with all 2 seeds\n`);
    const many = ensemble('check', path, '--seeds', '1..12', '--json');
    expect(many.status).toBe(1);
    const [{ seeds, failures }] = JSON.parse(many.out) as [{ seeds: number[]; failures: { seed: number }[] }];
    expect(seeds).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
    const [first] = failures;
    const one = ensemble('check', path, '--seed', String(first?.seed));
    expect(one.status).toBe(1);
    expect(one.out).toContain(`fails with seed ${String(first?.seed)}: availability`);
  });

  test('the schema is JSON Schema and names every kind', () => {
    const { out } = ensemble('schema');
    expect(() => JSON.parse(out) as unknown).not.toThrow();
    for (const kind of ['client', 'load-balancer', 'api-server', 'zookeeper', 'database'])
      expect(out).toContain(kind);
  });
});

describe('bad input ends in a sentence and exit status 2, never in a stack trace', () => {
  const unknownNode =
    'ensemble: 1\ntitle: T\nnodes:\n  api: { kind: api-server, count: 3 }\nfaults:\n  - { at: 1s, crash: api-9 }\n';
  test.each([
    ['no such file', ['run', 'nowhere.yaml']],
    ['a folder', ['run', 'scenarios']],
    ['no file', ['run']],
    ['no command', []],
    ['an unknown command', ['walk']],
    ['an unknown option', ['run', PLAIN, '--fast']],
    ['a bad seed', ['run', PLAIN, '--seed', '-1']],
    ['an option of another command', ['check', PLAIN, '--until', '3s']],
    ['seeds the wrong way round', ['check', PLAIN, '--seeds', '3..1']],
    ['a bad time', ['run', PLAIN, '--until', 'soon']],
    ['an unbuilt command', ['export']],
    ['not YAML', ['run', file('not.yaml', '{{{')]],
    ['an empty file', ['run', file('empty.yaml', '')]],
    ['10 MB', ['run', file('large.yaml', 'x'.repeat(10_000_000))]],
    ['an unknown node', ['run', file('unknown.yaml', unknownNode)]],
  ])('%s', (_, args) => {
    const { status, out, err } = ensemble(...args);
    expect(status).toBe(2);
    expect(out + err).not.toMatch(/\n {4}at /);
    expect((out + err).trim().length).toBeGreaterThan(10);
  });

  test('with --json the error has message, file, line, column and hint', () => {
    const path = file('unknown-json.yaml', unknownNode);
    const { out } = ensemble('run', path, '--json');
    expect(JSON.parse(out)).toMatchObject({ error: { file: path, line: 6, column: 22, hint: 'api-3' } });
    expect(out).toContain('api-9 is not a node');
  });
});
