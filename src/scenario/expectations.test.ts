import { describe, expect, it } from 'vitest';
import { parsed, problemsOf, SYSTEM } from '../testing/scenario-fixtures.ts';
import { INVARIANT_NAMES } from './invariants.ts';
import { MILESTONE_TYPES } from './milestones.ts';

/** Expectations stand from line 15 on, each on its own line, from column 5. */
function withExpectations(...lines: readonly string[]): string {
  return `${SYSTEM}expect:\n${lines.map((line) => `  - ${line}\n`).join('')}`;
}

function expectationOf(line: string) {
  return parsed(withExpectations(line)).scenario.expect[0];
}

describe('expectations', () => {
  it.each([
    ['{ invariant: one-primary }', { check: 'invariant', name: 'one-primary' }],
    ['{ violated: no-lost-write }', { check: 'violated', name: 'no-lost-write' }],
    [
      '{ violated: one-primary, between: [1s, 60s] }',
      { check: 'violated', name: 'one-primary', between: [1_000_000, 60_000_000] },
    ],
    ['{ lost-writes: 0 }', { check: 'count', of: 'lost-writes', atLeast: 0, atMost: 0 }],
    ['{ duplicated-writes: { at-most: 3 } }', { check: 'count', of: 'duplicated-writes', atMost: 3 }],
    ['{ stale-reads: { at-least: 1 } }', { check: 'count', of: 'stale-reads', atLeast: 1 }],
    [
      '{ primary: db, is: db-2, by: 25s }',
      { check: 'role', role: 'primary', group: 'db', is: 'db-2', by: 25_000_000 },
    ],
    [
      '{ leader: zk, is: none, by: 60s }',
      { check: 'role', role: 'leader', group: 'zk', is: undefined, by: 60_000_000 },
    ],
    ['{ milestone: quorum-lost }', { check: 'milestone', pattern: { milestone: 'quorum-lost' } }],
    [
      '{ milestone: session-expired, of: db-1, between: [17s, 24s] }',
      {
        check: 'milestone',
        pattern: { milestone: 'session-expired', of: ['db-1'], between: [17_000_000, 24_000_000] },
      },
    ],
    [
      '{ milestone: primary-elected, of: db, within: 12s, after: { milestone: node-crashed, of: db-1 } }',
      {
        check: 'milestone',
        pattern: { milestone: 'primary-elected', of: ['db-1', 'db-2', 'db-3'] },
        within: 12_000_000,
        after: { milestone: 'node-crashed', of: ['db-1'] },
      },
    ],
    [
      '{ never: { milestone: leader-elected, between: [20s, 44s] } }',
      { check: 'never', pattern: { milestone: 'leader-elected', between: [20_000_000, 44_000_000] } },
    ],
    [
      '{ availability: users, at-least: 99.9% }',
      { check: 'availability', clients: ['users'], atLeast: 0.999 },
    ],
    ['{ availability: users, at-most: 50% }', { check: 'availability', clients: ['users'], atMost: 0.5 }],
    ['{ downtime: { of: writes, at-most: 12s } }', { check: 'downtime', of: 'writes', atMost: 12_000_000 }],
  ])('%s is read, with a text in its own words', (line, check) => {
    const expectation = expectationOf(line);
    const text = line.slice(2, -2);
    expect(expectation).toEqual({ ...check, text });
  });

  it('count all instances of a group of clients together', () => {
    const text = withExpectations('{ availability: users, at-least: 90% }').replace(
      'target: lb-1,',
      'target: lb-1, count: 2,',
    );
    expect(parsed(text).scenario.expect[0]).toMatchObject({ clients: ['users-1', 'users-2'] });
  });

  it('know every milestone type and invariant of the format', () => {
    for (const type of MILESTONE_TYPES) expect(expectationOf(`{ milestone: ${type} }`)).toBeDefined();
    for (const name of INVARIANT_NAMES) expect(expectationOf(`{ invariant: ${name} }`)).toBeDefined();
    expect(MILESTONE_TYPES).toHaveLength(58);
    expect(INVARIANT_NAMES).toHaveLength(31);
  });
});

describe('problems of expectations are told with their position', () => {
  it.each([
    ['one-primary', '15:5 an expectation is written as { key: value }, not as one-primary'],
    ['{}', '15:5 an expectation says what must hold, such as { lost-writes: 0 }'],
    ['{ invarant: one-primary }', '15:7 invarant is not an expectation; did you mean invariant?'],
    ['{ invariant: one-primry }', '15:18 one-primry is not a value of invariant; did you mean one-primary?'],
    [
      '{ invariant: one-primary, by: 2s }',
      '15:31 by is not a key of expectation invariant; there is invariant',
    ],
    ['{ lost-writes: -1 }', '15:20 lost-writes must be 0 or more, not -1'],
    ['{ stale-reads: {} }', '15:20 stale-reads needs at-least or at-most'],
    ['{ stale-reads: { at-most: -1 } }', '15:31 at-most must be 0 or more, not -1'],
    ['{ lost-writes: none }', '15:20 lost-writes is a whole number, not none'],
    ['{ primary: db, is: db-2 }', '15:7 expectation primary needs by'],
    ['{ primary: db, by: 2s }', '15:7 expectation primary needs is'],
    ['{ primary: db, is: db-9, by: 2s }', '15:24 db-9 is not a node; did you mean db-3?'],
    ['{ primary: db, is: zk-1, by: 2s }', '15:24 zk-1 is not one of db (db-1, db-2, db-3)'],
    ['{ primary: zk, is: zk-1, by: 2s }', '15:16 zk is of kind zookeeper; primary takes database'],
    ['{ primary: db, is: db-1, by: 61s }', '15:34 by: 61s is after the end of the run (duration 60s)'],
    [
      '{ milestone: leader-elect }',
      '15:18 leader-elect is not a value of milestone; did you mean leader-elected?',
    ],
    ['{ milestone: looking, of: zk-9 }', '15:31 zk-9 is not a node; did you mean zk-3?'],
    ['{ milestone: looking, between: [5s, 4s] }', '15:36 between ends before it begins'],
    ['{ milestone: looking, between: [5s] }', '15:36 between takes two times, such as [17s, 24s]'],
    [
      '{ milestone: looking, between: [5s, 70s] }',
      '15:41 between: 70s is after the end of the run (duration 60s)',
    ],
    ['{ milestone: looking, within: 5s }', '15:27 within needs after: the milestone that it counts from'],
    ['{ milestone: looking, within: 5s, after: { of: zk } }', '15:46 after needs milestone'],
    ['{ hit-rate: users, at-least: 90% }', '15:17 users is of kind client; hit-rate takes cache-client'],
    ['{ never: looking }', '15:14 never is written as { key: value }, not as looking'],
    [
      '{ never: { milestone: looking, within: 5s } }',
      '15:36 within is not a key of never; there are milestone, of and between',
    ],
    [
      '{ availability: api, at-least: 90% }',
      '15:21 api is of kind api-server; availability takes client, worker or batch-job',
    ],
    [
      '{ availability: users, at-least: 0.9 }',
      '15:38 at-least: 0.9 has no unit; a share is written like 0.9%',
    ],
    ['{ availability: users }', '15:7 expectation availability needs at-least'],
    [
      '{ downtime: { of: write, at-most: 12s } }',
      '15:23 write is not a value of downtime; did you mean writes?',
    ],
    ['{ downtime: { at-most: 12s } }', '15:17 downtime needs of'],
  ])('%s', (line, problem) => {
    expect(problemsOf(withExpectations(line))).toEqual([problem]);
  });
});
