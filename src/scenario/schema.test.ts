import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { kinds } from '../kinds/index.ts';
import type { OptionTable } from '../lib/options.ts';
import { KIND_TABLES, SYSTEM } from '../testing/scenario-fixtures.ts';
import { defaultOf } from './node-options.ts';
import { scenarioJsonSchema, scenarioSchema } from './schema.ts';

const schema = scenarioSchema(KIND_TABLES);

describe('the schema', () => {
  it('takes a whole system and fills in the defaults as written', () => {
    const value = schema.parse(parse(SYSTEM));
    expect(value).toMatchObject({ seed: 1, duration: '60s', level: 'starter' });
    expect(value.nodes.users).toMatchObject({ rate: '90/s', timeout: '2s', retries: 0 });
  });

  it('takes what an operator does to a znode', () => {
    const order = (what: string) =>
      schema.safeParse(parse(`${SYSTEM}faults: [{ at: 1s, zookeeper: { through: zk, ${what} } }]`)).success;
    expect(['set: /a, data: 5', 'create: /a', 'delete: /a'].map(order)).toEqual([true, true, true]);
    expect(['set: /a', 'delete: /a, data: x', 'create: /a, set: /a'].map(order)).toEqual([
      false,
      false,
      false,
    ]);
  });

  it.each([
    ['an unknown key', `${SYSTEM}fault: []`],
    ['a bad unit', SYSTEM.replace('35ms', '35')],
    ['an unknown kind', SYSTEM.replace('load-balancer', 'balancer')],
    ['two faults in a line', `${SYSTEM}faults: [{ at: 1s, crash: db-1, pause: db-1 }]`],
    ['an unknown invariant', `${SYSTEM}expect: [{ invariant: two-primaries }]`],
  ])('refuses %s', (_, text) => {
    expect(schema.safeParse(parse(text)).success).toBe(false);
  });
});

describe('the JSON Schema', () => {
  const json = scenarioJsonSchema(KIND_TABLES);

  it('is of draft 2020-12, plain data, and reads back as a schema', () => {
    expect(json.$schema).toBe('https://json-schema.org/draft/2020-12/schema');
    expect(JSON.parse(JSON.stringify(json))).toEqual(json);
    expect(
      z.fromJSONSchema(json as Parameters<typeof z.fromJSONSchema>[0]).safeParse(parse(SYSTEM)).success,
    ).toBe(true);
  });

  it('carries descriptions, defaults, and patterns of quantities', () => {
    expect(json).toMatchObject({ required: ['ensemble', 'title', 'nodes'], additionalProperties: false });
    const text = JSON.stringify(json);
    expect(text).toContain('"default":"60s"');
    expect(text).toContain('Ticks to connect and synchronise.');
    expect(text).toContain('(us|ms|s|m|h)');
  });
});

describe('the JSON Schema of all kinds', () => {
  const json = scenarioJsonSchema(kinds) as Parameters<typeof z.fromJSONSchema>[0];
  const published = z.fromJSONSchema(json);
  const folder = new URL('../../scenarios/', import.meta.url);
  const files = readdirSync(folder).filter((file) => file.endsWith('.yaml'));

  it.each(files)('takes %s', (file) => {
    const { error } = published.safeParse(parse(readFileSync(new URL(file, folder), 'utf8')));
    expect(error).toBeUndefined();
  });
});

describe('the option tables', () => {
  const tables: readonly (readonly [string, OptionTable])[] = KIND_TABLES.map(({ kind, options }) => [
    kind,
    options,
  ]);

  it.each(tables)('of %s has defaults that its own units read', (_, options) => {
    for (const spec of Object.values(options)) expect(() => defaultOf(spec)).not.toThrow();
  });
});
