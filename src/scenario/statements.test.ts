import { expect, test } from 'vitest';
import { parsed } from '../testing/scenario-fixtures.ts';
import { statementsIn } from './statements.ts';

const TEXT = `ensemble: 1
title: db
nodes:
  users: { kind: client, target: lb-1 }
  lb-1: # in front
    kind: load-balancer
    targets: [api]

  api: { kind: api-server, count: 3 }
zones:
  east: [api-1, lb-1]
network:
  links:
    - { between: [east, users], latency: 5ms }
faults:
  - { at: 5s, crash: api-2 }
  - at: 6s
    pause: "api-[2..3]"
story:
  - { at: 0s, say: "lb-1" }
expect:
  - { never: { milestone: marked-down, of: api } }
`;

test('each statement speaks of the nodes that it names, on all its lines', () => {
  const spoken = statementsIn(TEXT, parsed(TEXT).scenario);
  expect(spoken.map(({ from, to, nodes }) => `${from}-${to} ${nodes.join(' ')}`)).toEqual([
    '4-4 users',
    '5-7 lb-1',
    '9-9 api-1 api-2 api-3',
    '11-11 lb-1 api-1',
    '14-14 lb-1 api-1 users',
    '16-16 api-2',
    '17-18 api-2 api-3',
    '20-20 ',
    '22-22 api-1 api-2 api-3',
  ]);
});

test('a text that is being typed is read as far as it goes', () => {
  const { scenario } = parsed(TEXT);
  const broken = `${TEXT}  - { primary: db, is: [\n`;
  expect(statementsIn(broken, scenario).find(({ from }) => from === 16)?.nodes).toEqual(['api-2']);
  for (const text of ['', '[', '*a', '- {', 'nodes:', 'faults:\n  -', 'nodes: { a: , b }', '? a\n: b'])
    expect(() => statementsIn(text, scenario)).not.toThrow();
});
