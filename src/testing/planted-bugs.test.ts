/**
 * Whether fuzzing and recorded cases would notice what they are for. Each bug is found by its seed within 30 runs, as a
 * breach of one of the claims named, or by a case; with `BUGS=1` the runs that found them are printed.
 */
import { readFileSync } from 'node:fs';
import { afterAll, describe, expect, test } from 'vitest';
import type { JsonObject } from '../conformance/json.ts';
import { parseCase } from '../conformance/zookeeper/case.ts';
import { defined } from '../lib/assert.ts';
import { type Bug, bugs, differs, fuzzBug } from './planted-bugs.ts';

const RUNS = 30;

/** The claims that may be the first to break, and the seed of the campaign. */
interface Expected {
  readonly seed: number;
  readonly claims: readonly string[];
}

function expected(seed: number, ...claims: readonly string[]): Expected {
  return { seed, claims };
}

const FUZZ: Readonly<Record<string, Expected>> = {
  'elects-anybody': expected(1, 'proposal-consistent', 'committed-never-lost'),
  'reuses-epochs': expected(1, 'liveness', 'one-leader-an-epoch'),
  'serves-without-quorum': expected(1, 'committed-by-quorum'),
  'forgets-outstanding': expected(1, 'commit-consistent', 'proposal-consistent'),
  'keeps-a-tail': expected(3, 'committed-by-quorum', 'prefix-consistency', 'zxids-contiguous'),
  'serves-too-early': expected(1, 'ack-consistent'),
  'epoch-before-history': expected(1, 'committed-by-quorum', 'committed-never-lost'),
  'acknowledges-before-sync': expected(1, 'committed-by-quorum'),
  'commits-by-any-ack': expected(1, 'committed-by-quorum'),
  'applies-before-commit': expected(1, 'committed-by-quorum'),
  'never-resigns': expected(1, 'liveness'),
  'forgets-epochs': expected(1, 'epochs-advance'),
  'forgets-log': expected(1, 'proposal-consistent', 'committed-never-lost', 'ack-consistent'),
  'forgets-sessions': expected(1, 'trees-equal', 'sessions-own-ephemerals'),
  'keeps-ephemerals': expected(1, 'sessions-own-ephemerals'),
  'revives-sessions': expected(1, 'liveness'),
  'expires-after-election': expected(1, 'expiry-in-time'),
  'ignores-touches': expected(1, 'expiry-in-time'),
  'replies-before-events': expected(1, 'watch-before-read'),
  'forgets-catch-up': expected(1, 'watch-before-read'),
  'overtakes-writes': expected(1, 'session-fifo'),
  'validates-against-applied': expected(1, 'stats-consistent'),
  'forgets-watches': expected(1, 'watch-before-read'),
  'never-pings': expected(1, 'liveness'),
};

const CASES: Readonly<Record<string, readonly string[]>> = {
  'votes-without-zxid': ['ens-elect-highest-zxid'],
  'replies-before-events': ['watch-own-write-order'],
  'overtakes-writes': ['cons-fifo-pipeline'],
  'ignores-versions': ['recipe-counter'],
  'forgets-its-session': ['session-failover-keeps'],
};

const found: string[] = [];

function bugNamed(name: string): Bug {
  return defined(bugs.find((bug) => bug.name === name), name); // prettier-ignore
}

test('every bug has something that notices it', () => {
  const noticed = new Set([...Object.keys(FUZZ), ...Object.keys(CASES)]);
  expect([...noticed].toSorted()).toEqual(bugs.map(({ name }) => name).toSorted());
});

describe('fuzzing finds', () => {
  test.each(Object.entries(FUZZ))(
    '%s',
    (name, { seed, claims }) => {
      const finding = fuzzBug(bugNamed(name), RUNS, seed);
      found.push(
        `| ${name} | ${String(finding?.failure.name)} | ${String(finding?.run)} of seed ${String(seed)} |`,
      );
      expect(claims).toContain(finding?.failure.name);
    },
    120_000,
  );
});

describe('recorded cases come out otherwise', () => {
  const sound: Bug = { name: '', area: '', does: '', plant: (kind) => kind };

  test.each(Object.entries(CASES))('%s', (name, cases) => {
    for (const file of cases) {
      const parsed = parseCase(read('cases', file));
      if (!parsed.ok) throw new Error(parsed.error);
      const golden = read('golden', file) as JsonObject;
      expect(differs(sound, parsed.value, golden, 1)).toBe(false);
      expect(differs(bugNamed(name), parsed.value, golden, 1)).toBe(true);
    }
  });
});

function read(folder: string, name: string): unknown {
  return JSON.parse(readFileSync(`src/kinds/zookeeper/conformance/${folder}/${name}.json`, 'utf8'));
}

afterAll(() => {
  if (process.env.BUGS !== undefined) process.stdout.write(`${found.join('\n')}\n`);
});
