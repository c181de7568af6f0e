import { expect, test } from 'vitest';
import { KIND_TABLES, SYSTEM } from '../testing/scenario-fixtures.ts';
import { parseScenario } from './parse.ts';

/** The text with what its first problem adds, as an editor would. */
function mended(text: string): string {
  const result = parseScenario(text, KIND_TABLES);
  const addition = result.ok ? undefined : result.error[0]?.addition;
  if (addition === undefined) return text;
  const { entry, to } = addition;
  const lines = text.split('\n');
  const line = lines[to.line - 1] ?? '';
  const at = to.column - 1;
  const added =
    line[at] === '{' ? `{ ${entry},${line.slice(at + 1)}` : `${entry}\n${' '.repeat(at)}${line.slice(at)}`;
  return [...lines.slice(0, to.line - 1), line.slice(0, at) + added, ...lines.slice(to.line)].join('\n');
}

test.each([
  ['the version', SYSTEM.replace('ensemble: 1\n', '')],
  ['a title', SYSTEM.replace('title: A test\n', '')],
  ['the target of a client', SYSTEM.replace('target: lb-1, ', '')],
  [
    'a target of a record in lines',
    SYSTEM.replace(
      'users: { kind: client, target: lb-1, rate: 90/s, writes: 20% }',
      'users:\n    kind: client',
    ),
  ],
  ['the targets of a load balancer', SYSTEM.replace(', targets: [api]', '')],
  [
    'the ensemble of an election',
    SYSTEM.replace('{ through: zk, sessionTimeout: 8s }', '{ sessionTimeout: 8s }'),
  ],
  ['the time of a fault', `${SYSTEM}faults:\n  - crash: db-1\n`],
  ['the factor of a fault', `${SYSTEM}faults: [{ at: 1s, slow: { node: api-1 } }]\n`],
  ['the data of a znode', `${SYSTEM}faults: [{ at: 1s, zookeeper: { through: zk, set: /a } }]\n`],
])('what adds %s mends the text', (_, text) => {
  expect(parseScenario(text, KIND_TABLES).ok).toBe(false);
  expect(parseScenario(mended(text), KIND_TABLES)).toMatchObject({ ok: true });
});
