import { describe, expect, it } from 'vitest';
import { KIND_TABLES, parsed, SYSTEM } from '../testing/scenario-fixtures.ts';
import { parametersOf, readParameter, sharedBy } from './parameters.ts';

const { scenario } = parsed(SYSTEM);
const textsOf = (node: string) =>
  Object.fromEntries(
    parametersOf(scenario, node, KIND_TABLES).map(({ path, text }) => [path.join('.'), text]),
  );

describe('parameters', () => {
  it('are written as the format writes them, records by their fields, without names of others', () => {
    expect(textsOf('users')).toEqual({
      rate: '90/s',
      writes: '20%',
      timeout: '2s',
      retries: '0',
      sources: '1',
      paths: '1',
      idempotencyKeys: 'false',
    });
    expect(textsOf('api-1')).toMatchObject({ serviceTime: '5ms', 'health.throughQueue': 'true' });
    expect(textsOf('db-2')).toMatchObject({ 'election.sessionTimeout': '8s', fencing: 'session' });
    expect(textsOf('lb-1')).not.toHaveProperty('targets');
    expect(parametersOf(scenario, 'nobody', KIND_TABLES)).toEqual([]);
  });

  it('read back as what they were', () => {
    for (const node of scenario.nodes) {
      for (const { path, text } of parametersOf(scenario, node.name, KIND_TABLES)) {
        const value = path.reduce<unknown>(
          (record, key) => (record as Record<string, unknown>)[key],
          node.options,
        );
        const read = readParameter(node.kind, path, text, KIND_TABLES);
        if (value === undefined) expect(read.ok).toBe(true);
        else expect(read).toEqual({ ok: true, value });
      }
    }
  });

  it('have the defaults of their table where nothing is said, but for a preset', () => {
    const timeoutWith = (options: string) => {
      const lb = `nodes: { api: { kind: api-server }, lb: { kind: load-balancer, targets: api${options} } }`;
      const { scenario: other } = parsed(`ensemble: 1\ntitle: Test\nduration: 9s\n${lb}\n`);
      const parameters = parametersOf(other, 'lb', KIND_TABLES);
      return parameters.find(({ path }) => path.join('.') === 'check.timeout')?.text;
    };
    expect(timeoutWith('')).toBe('1s');
    expect(timeoutWith(', preset: aws-alb')).toBeUndefined();
  });

  it.each([
    ['client', ['rate'], '90', '90 has no unit; a rate is written like 90/s'],
    ['load-balancer', ['check', 'fall'], '0', 'fall must be from 1 to 1000'],
    ['load-balancer', ['check', 'fall'], 'x', 'fall is a whole number'],
    ['database', ['election', 'sessionTimeout'], '', 'sessionTimeout is a quantity with its unit'],
    ['database', ['replication'], 'synchronic', 'synchronic is not a value of replication'],
    ['load-balancer', ['targets'], 'api', 'targets cannot be changed here'],
  ])('of %s: %j as %j is refused in the sentence of the format', (kind, path, text, sentence) => {
    const read = readParameter(kind, path, text, KIND_TABLES);
    expect(read.ok ? '' : read.error).toContain(sentence);
  });

  it('of alternatives are those of the one that was written', () => {
    const varied = parsed(
      SYSTEM.replace('database: db,', 'database: db, serviceTime: { median: 30ms, p99: 200ms },'),
    );
    const parameters = parametersOf(varied.scenario, 'api-1', KIND_TABLES);
    const p99 = parameters.find(({ path }) => path.join('.') === 'serviceTime.p99');
    expect(p99?.text).toBe('200ms');
    expect(readParameter('api-server', ['serviceTime', 'p99'], '1s', KIND_TABLES)).toEqual({
      ok: true,
      value: 1_000_000,
    });
    expect(readParameter('api-server', ['serviceTime'], '7ms', KIND_TABLES)).toEqual({
      ok: true,
      value: 7_000,
    });
  });

  it('belong to every instance of a group', () => {
    expect(sharedBy(scenario, 'db-2')).toEqual(['db-1', 'db-2', 'db-3']);
    expect(sharedBy(scenario, 'lb-1')).toEqual(['lb-1']);
  });
});
