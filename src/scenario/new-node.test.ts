import { expect, test } from 'vitest';
import { kinds } from '../kinds/index.ts';
import { addNode } from './compose.ts';
import { freeName, newNode, type NodeEntry } from './new-node.ts';
import { parseScenario } from './parse.ts';

test('from nothing a system is built by adding nodes, each joined to what is there', () => {
  let text = 'ensemble: 1\ntitle: By hand\n';
  const entries: NodeEntry[] = [];
  for (const kind of [
    'zookeeper',
    'database',
    'api-server',
    'load-balancer',
    'client',
    'resource',
    'lock-user',
  ]) {
    const name = freeName(kind, entries);
    text = addNode(text, name, newNode(kind, entries, kinds)) ?? '';
    entries.push({ name, kind });
  }
  const parsed = parseScenario(text, kinds);
  expect(parsed.ok ? [] : parsed.error).toEqual([]);
  expect(text).toMatch(/users:.*target: (api|lb)/u);
});

test('a second one has another name', () => {
  const entries = [{ name: 'zk', kind: 'zookeeper' }];
  expect(freeName('zookeeper', entries)).toBe('zk2');
  expect(newNode('lock-user', entries, kinds)).toMatchObject({ through: 'zk' });
});
