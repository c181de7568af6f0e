import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it, test } from 'vitest';
import { kinds } from '../kinds/index.ts';
import { KIND_TABLES, SYSTEM } from '../testing/scenario-fixtures.ts';
import { completionsAt } from './completion.ts';
import { describeAt } from './description.ts';
import { parseScenario } from './parse.ts';
import { scenarioJsonSchema } from './schema.ts';
import type { Shape } from './shapes.ts';

const small: Shape = scenarioJsonSchema(KIND_TABLES);
const whole: Shape = scenarioJsonSchema(kinds);

/** What is offered at the caret, which is written as |. */
function offered(text: string, format = small): readonly string[] {
  const at = text.indexOf('|');
  const found = completionsAt(text.replace('|', ''), at, format);
  return found?.all.map(({ label }) => label) ?? [];
}

describe('keys', () => {
  test.each([
    ['of the file that are not there yet', '|', ['seed', 'faults', 'story', 'expect']],
    ['of a node by its kind', '  new:\n    kind: zookeeper\n    |', ['count', 'zone', 'start', 'tickTime']],
    ['of a node that a key follows', '  new:\n    |\n    kind: zookeeper\n', ['count', 'tickTime']],
    ['of a node without a kind', '  new: { | }', ['kind', 'count', 'zone', 'start']],
    ['of a nested record', '  new: { kind: load-balancer, check: { path: /, | } }', ['interval', 'fall']],
    ['of either alternative', '  new: { kind: database, election: { | } }', ['through', 'recipe']],
    ['of a record that is open', '  new: { kind: zookeeper, |\n  x: { kind: client }', ['tickTime']],
    ['of a fault', 'faults:\n  - { at: 2s, | }', ['crash', 'degrade', 'zookeeper']],
    ['of a fault in a line of its own', 'faults:\n  - |', ['at', 'crash']],
    ['of a fault that has its verb', 'faults: [{ at: 2s, crash: db-1, | }]', ['for']],
    ['of what a fault takes', 'faults: [{ at: 2s, degrade: { | } }]', ['between', 'latency', 'loss']],
    ['of what can be set', 'faults: [{ at: 2s, set: { node: users, | } }]', ['rate', 'timeout']],
    ['of the network', 'network:\n  |', ['default', 'links']],
    ['of a step', 'story: [{ at: 2s, | }]', ['on', 'say', 'ask']],
    ['of an answer', 'story: [{ ask: { answer: { | } } }]', ['primary', 'count-of', 'after']],
    ['of an answer with its form', 'story: [{ ask: { answer: { primary: db, | } } }]', ['after']],
    ['of an expectation', 'expect: [{ | }]', ['invariant', 'lost-writes', 'never']],
    ['of a milestone expected', 'expect: [{ milestone: looking, | }]', ['of', 'between', 'within', 'after']],
  ])('%s', (_, more, expected) => {
    expect(offered(nodesFirst(more))).toEqual(expect.arrayContaining(expected));
  });

  test.each([
    ['that are there already', 'faults: [{ at: 2s, | }]', ['at']],
    ['of other faults', 'faults: [{ at: 2s, crash: db-1, | }]', ['pause', 'at', 'crash']],
    ['that cannot be set', 'faults: [{ at: 2s, set: { node: users, | } }]', ['target', 'sources']],
    ['of other kinds', '  new: { kind: zookeeper, | }', ['rate', 'targets']],
    ['in a comment', '# |', ['title']],
    ['in a text', 'story: [{ say: "of | db-1" }]', ['at']],
  ])('not those %s', (_, more, refused) => {
    expect(offered(nodesFirst(more)).filter((label) => refused.includes(label))).toEqual([]);
  });
});

it('needs of the keys of a fault its time, and of no fault more than of another', () => {
  const text = `${SYSTEM}faults:\n  - `;
  const all = completionsAt(text, text.length, small)?.all ?? [];
  expect(all.filter(({ says }) => says.isRequired === true).map(({ label }) => label)).toEqual(['at']);
});

describe('values', () => {
  test.each([
    ['chapters that others have', 'chapter: |', ['locks', 'load-balancing']],
    ['kinds', '  new: { kind: | }', ['client', 'zookeeper']],
    ['choices', '  new: { kind: database, election: { recipe: | } }', ['queue', 'patroni']],
    ['choices begun', '  new: { kind: load-balancer, algorithm: le| }', ['least-connections']],
    ['flags', '  new: { kind: load-balancer, failOpen: | }', ['true', 'false']],
    ['names by their kind', '  new: { kind: database, election: { through: | } }', ['zk']],
    ['one name for a list', '  new: { kind: load-balancer, targets: | }', ['api', 'api-2']],
    ['names in a list', '  new: { kind: load-balancer, targets: [api-1, |', ['api', 'api-2']],
    ['names in lines', 'faults:\n  - at: 1s\n    crash:\n      - |', ['db', 'db-2']],
    ['whom a fault befalls', 'faults:\n  - { at: 3s, crash: |', ['users', 'lb-1', 'db', 'db-2']],
    ['whoever leads', 'faults: [{ at: 3s, crash: { leader: | } }]', ['zk']],
    ['zones at the ends of links', 'faults: [{ at: 3s, cut: [east, |] }]', ['west', 'zk-1']],
    ['groups that can grow', 'faults: [{ at: 3s, add: { group: | } }]', ['api']],
    ['milestones', 'expect: [{ never: { milestone: | } }]', ['looking', 'node-crashed']],
    ['invariants', 'expect: [{ invariant: one| }]', ['one-primary']],
    ['metrics', 'story: [{ ask: { answer: { metric: | } } }]', ['availability']],
    [
      'choices of nodes',
      'story: [{ ask: { answer: { primary: db }, choices: [db-1, |] } }]',
      ['db-2', 'none'],
    ],
    ['who may be it', 'expect: [{ primary: db, is: | }]', ['db-1', 'none']],
    ['durations around the default', '  new: { kind: client, timeout: | }', ['1s', '2s', '4s']],
    ['moments of the run', 'faults: [{ at: | }]', ['15s', '30s', '45s']],
  ])('%s', (_, more, expected) => {
    expect(offered(nodesFirst(more))).toEqual(expect.arrayContaining(expected));
  });

  test.each([
    ['of other kinds', '  new: { kind: database, election: { through: | } }', ['db', 'users', 'zk-1']],
    ['that stand there already', 'faults: [{ at: 3s, cut: [east, |] }]', ['east']],
    ['of itself', '  new: { kind: load-balancer, targets: [|] }', ['new']],
    ['of fixed groups', 'faults: [{ at: 3s, add: { group: | } }]', ['zk', 'db']],
    ['of another group', 'expect: [{ primary: db, is: | }]', ['zk-1', 'db']],
  ])('no names %s', (_, more, refused) => {
    expect(offered(nodesFirst(more)).filter((label) => refused.includes(label))).toEqual([]);
  });
});

describe('what is at a place', () => {
  const explained = (more: string) => {
    const text = nodesFirst(more);
    return describeAt(text.replace('|', ''), text.indexOf('|'), small);
  };

  it('is an option with its type, default and limits', () => {
    expect(explained('  new: { kind: zookeeper, init|Limit: 9 }')).toMatchObject({
      name: 'initLimit',
      doc: 'Ticks to connect and synchronise.',
      types: ['integer'],
      default: '10',
    });
    expect(explained('  new: { kind: zookeeper, initLimit: |9 }')).toMatchObject({ name: 'initLimit' });
  });

  it('is a node with its kind and options, wherever its name stands', () => {
    const node = {
      named: { kind: 'client', is: 'node' },
      options: ['target: lb-1', 'rate: 90/s', 'writes: 20%'],
    };
    expect(explained('faults: [{ at: 3s, crash: us|ers }]')).toMatchObject(node);
    expect(describeAt(SYSTEM, SYSTEM.indexOf('users'), small)).toMatchObject(node);
    expect(explained('faults: [{ at: 3s, crash: db|-2 }]')).toMatchObject({
      doc: 'A replicated database.',
      named: { of: 'db', is: 'instance' },
    });
  });

  it('is a fault, a kind, or a milestone', () => {
    expect(explained('faults: [{ at: 3s, cr|ash: db-1 }]')?.doc).toContain('The process ends');
    expect(explained('  new: { kind: zoo|keeper }')?.doc).toBe('A ZooKeeper server.');
    expect(explained('  new: { ki|nd: zookeeper }')?.doc).toBe('A ZooKeeper server.');
    expect(explained('expect: [{ never: { milestone: quorum-l|ost } }]')?.doc).toContain('An ensemble');
  });

  it('is nothing in a comment, or where nothing stands', () => {
    expect(explained('# tit|le')).toBeUndefined();
    expect(explained('story: [{ | }]')).toBeUndefined();
  });
});

const folder = new URL('../../scenarios/', import.meta.url);
const files = readdirSync(folder).filter((name) => name.endsWith('.yaml'));
const texts = files.map((name) => [name, readFileSync(new URL(name, folder), 'utf8')] as const);

describe('in the built-in scenarios', () => {
  it('no offset is too much for it, whole or cut off', () => {
    for (const [index, [, text]] of texts.entries()) {
      for (let offset = index; offset <= text.length; offset += 331) {
        for (const written of [text, text.slice(0, offset)]) {
          completionsAt(written, offset, whole);
          describeAt(written, offset, whole);
        }
      }
    }
  });

  /** What these say decides whether others, elsewhere in the file, still fit. */
  const DECISIVE = /^(?:kind|recipe|count|group|primary|leader|metric|duration|ensemble)$/u;
  const VALUE = /(?<=(?<key>[\w-]+): )[\w./%-]+(?=[ ,}\n])/gu;

  it.each(texts)('what is offered for a value of %s is one', (_, text) => {
    const matches = [...text.matchAll(VALUE)].filter(({ groups }) => !DECISIVE.test(groups?.key ?? ''));
    const bad: string[] = [];
    for (const [index, match] of matches.entries()) {
      if (index % 5 !== text.length % 5) continue;
      const [from, to] = [match.index, match.index + match[0].length];
      const hole = text.slice(0, from) + text.slice(to);
      const all = completionsAt(hole, from, whole)?.all ?? [];
      const one = all[(text.length + index) % Math.max(all.length, 1)];
      if (one === undefined) continue;
      const result = parseScenario(text.slice(0, from) + one.insert + text.slice(to), kinds);
      if (!result.ok)
        bad.push(
          `${match.groups?.key ?? ''}: ${match[0]} -> ${one.insert}: ${result.error[0]?.message ?? ''}`,
        );
    }
    expect(bad).toEqual([]);
  });
});

/** The small system, and more of it: nodes, or further sections. */
function nodesFirst(more: string): string {
  return more.startsWith('  ') ? SYSTEM.replace('nodes:\n', `nodes:\n${more}\n`) : `${SYSTEM}${more}`;
}
