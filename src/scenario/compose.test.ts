import { describe, expect, test } from 'vitest';
import { KIND_TABLES, SYSTEM } from '../testing/scenario-fixtures.ts';
import { addNode, removeNode, renameNode } from './compose.ts';
import type { Rewritten } from './rewrite.ts';
import type { Result } from '../lib/result.ts';
import type { Problem } from './problem.ts';

const FILE = `${SYSTEM}
# what goes wrong
faults:
  - { at: 12s, crash: { primary: db } }
  - { at: 13s, cut: [api-1, zk] } # a wire
  - { at: 14s, partition: [east, west] }
  - { at: 20s, zookeeper: { through: zk, create: /a } }
  - { at: 30s, pause: [api-1, api-2] }
story:
  - on: { milestone: node-crashed, of: db }
    say: "**db** is gone."
    ask: { question: Who next?, choices: { nodes: db }, answer: { primary: db } }
expect:
  - { primary: db, is: db-2, by: 30s }
  - { availability: users, at-least: 50% }
  - { never: { milestone: leader-elected, of: zk, between: [20s, 44s] } }
`;

function textOf(result: Result<Rewritten, readonly Problem[]>): string {
  if (!result.ok) throw new Error(result.error.map(({ message }) => message).join('; '));
  return result.value.text;
}

function problemsOf(result: Result<Rewritten, readonly Problem[]>): readonly string[] {
  return result.ok ? [] : result.error.map(({ message }) => message);
}

/** The lines that differ, as a text. */
function difference(before: string, after: string): string {
  const [old, fresh] = [before.split('\n'), after.split('\n')];
  return [
    ...old.filter((line) => !fresh.includes(line)).map((line) => `-${line}`),
    ...fresh.filter((line) => !old.includes(line)).map((line) => `+${line}`),
  ].join('\n');
}

describe('a system built by hand', () => {
  test('begins with an empty file', () => {
    const empty = 'ensemble: 1\ntitle: My system\n';
    const one = addNode(empty, 'zk', { kind: 'zookeeper', count: 3 }) ?? '';
    expect(one).toBe(`${empty}\nnodes:\n  zk: { kind: zookeeper, count: 3 }\n`);
    const two = addNode(one, 'users', { kind: 'client', target: 'lb' });
    expect(two).toBe(`${one}  users: { kind: client, target: lb }\n`);
    expect(addNode(one, 'zk', { kind: 'zookeeper' })).toBeUndefined();
    expect(addNode(`${empty}nodes:\n`, 'zk', { kind: 'zookeeper' })).toBe(
      `${empty}nodes:\n  zk: { kind: zookeeper }\n`,
    );
    expect(addNode('- no', 'zk', { kind: 'zookeeper' })).toBeUndefined();
  });

  test('gives a node another name wherever it stands', () => {
    for (const name of ['users', 'lb-1', 'api', 'zk', 'db']) {
      const text = textOf(renameNode(FILE, name, 'other', KIND_TABLES));
      expect(textOf(renameNode(text, 'other', name, KIND_TABLES))).toBe(FILE);
    }
    const text = textOf(renameNode(FILE, 'db', 'store', KIND_TABLES));
    expect(difference(FILE, text))
      .toBe(`-  api: { kind: api-server, count: 3, database: db, register: { in: /services/api, through: zk } }
-  db:
-zones: { east: [lb-1, api-1, zk-1], west: [zk-2, db] }
-  - { at: 12s, crash: { primary: db } }
-  - on: { milestone: node-crashed, of: db }
-    ask: { question: Who next?, choices: { nodes: db }, answer: { primary: db } }
-  - { primary: db, is: db-2, by: 30s }
+  api: { kind: api-server, count: 3, database: store, register: { in: /services/api, through: zk } }
+  store:
+zones: { east: [lb-1, api-1, zk-1], west: [zk-2, store] }
+  - { at: 12s, crash: { primary: store } }
+  - on: { milestone: node-crashed, of: store }
+    ask: { question: Who next?, choices: { nodes: store }, answer: { primary: store } }
+  - { primary: store, is: store-2, by: 30s }`);
  });

  test('keeps what was said of the places in a list', () => {
    const zones = 'zones:\n  east:\n    # the old hall\n    - zk-1   # first\n    - api-1\n';
    const text = textOf(
      renameNode(SYSTEM.replace(/zones: .*\nnetwork: .*\n/u, zones), 'api', 'web', KIND_TABLES),
    );
    expect(text).toContain(zones.replace('api-1', 'web-1'));
  });

  test('cannot give a name twice, or one that is none', () => {
    expect(problemsOf(renameNode(FILE, 'api', 'db', KIND_TABLES))[0]).toContain('db');
    expect(problemsOf(renameNode(FILE, 'api', 'No name', KIND_TABLES))[0]).toContain('cannot be a name');
  });

  test('lets go of a node and of what is only about it', () => {
    const text = textOf(removeNode(FILE, 'zk', KIND_TABLES));
    expect(difference(FILE, text))
      .toBe(`-  api: { kind: api-server, count: 3, database: db, register: { in: /services/api, through: zk } }
-  zk: { kind: zookeeper, count: 3 }
-    election: { through: zk, sessionTimeout: 8s }
-zones: { east: [lb-1, api-1, zk-1], west: [zk-2, db] }
-network: { links: [{ between: [east, west], latency: 35ms, jitter: 2ms }] }
-  - { at: 13s, cut: [api-1, zk] } # a wire
-  - { at: 14s, partition: [east, west] }
-  - { at: 20s, zookeeper: { through: zk, create: /a } }
-  - { never: { milestone: leader-elected, of: zk, between: [20s, 44s] } }
+  api: { kind: api-server, count: 3, database: db }
+zones: { east: [lb-1, api-1], west: [db] }
+network: { links: [{ between: [east, db], latency: 35ms, jitter: 2ms }] }
+  - { at: 14s, partition: [east, db] }`);
  });

  test('keeps a node that another cannot do without, and says which', () => {
    expect(problemsOf(removeNode(FILE, 'lb-1', KIND_TABLES))).toEqual([
      'lb-1 is not a node; there are api-1, api-2, api-3 and api',
    ]);
  });
});
