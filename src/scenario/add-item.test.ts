import { expect, test } from 'vitest';
import { KIND_TABLES } from '../testing/scenario-fixtures.ts';
import { addItem } from './add-item.ts';

const TEXT = `ensemble: 1
title: T
nodes:
  zk: { kind: zookeeper, count: 3 } # the ensemble
`;

test('a fault is added in the words of the format, with its section where there is none', () => {
  const first = addItem(
    TEXT,
    'faults',
    '{ at: 5s, zookeeper: { through: zk, create: /limit, data: "5" } }',
    KIND_TABLES,
  );
  expect(first.ok && first.value.text).toBe(
    `${TEXT}\nfaults:\n  - { at: 5s, zookeeper: { through: zk, create: /limit, data: "5" } }\n`,
  );
  const second = addItem(
    first.ok ? first.value.text : '',
    'faults',
    '{ at: 4s, zookeeper: { through: zk, delete: /limit } }',
    KIND_TABLES,
  );
  expect(second.ok && second.value.text.split('\n').at(-3)).toBe(
    '  - { at: 4s, zookeeper: { through: zk, delete: /limit } }',
  );
});

test('what the format does not know is refused with its sentence', () => {
  const refused = addItem(TEXT, 'faults', '{ at: 5s, zookeeper: { through: zk, set: limit } }', KIND_TABLES);
  expect(refused.ok ? '' : refused.error[0]?.message).toContain('limit');
});
