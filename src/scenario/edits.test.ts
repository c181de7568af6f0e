import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { KIND_TABLES, parsed, SYSTEM } from '../testing/scenario-fixtures.ts';
import { editsBetween, parseEdited } from './edits.ts';
import { NODE_FAULTS, type FaultAction, type Scenario, type ScenarioFault } from './scenario.ts';

const FILE = SYSTEM.replace('zones:', '  ops: { kind: operator, through: zk }\nzones:');
const original = parsed(FILE).scenario;
const names = original.nodes.map((node) => node.name);

/** The edited scenario as somebody finds it who was sent the edits. */
function sent(edited: Scenario): Scenario | undefined {
  const edits = editsBetween(original, edited, KIND_TABLES);
  if (edits === undefined) return original;
  const result = parseEdited(FILE, JSON.parse(JSON.stringify(edits)), KIND_TABLES, 'test.yaml');
  if (!result.ok) throw new Error(result.error.map(({ message }) => message).join('; '));
  return result.value.scenario;
}

const node = fc.constantFrom(...names);
const two = fc
  .shuffledSubarray(names, { minLength: 2, maxLength: 6 })
  .map((all) => [all.slice(0, all.length >> 1), all.slice(all.length >> 1)] as const);
const target = fc.oneof(
  fc.shuffledSubarray(names, { minLength: 1, maxLength: 3 }).map((nodes) => ({ nodes })),
  fc.constant({ leader: 'zk' }),
  fc.constant({ primary: 'db' }),
);
const time = fc.integer({ min: 0, max: 60_000_000 });

const action: fc.Arbitrary<FaultAction> = fc.oneof(
  fc.record({ verb: fc.constantFrom(...NODE_FAULTS), target }),
  fc.record({ verb: fc.constant('slow' as const), target, by: fc.constantFrom(2, 10, 1.5) }),
  fc.tuple(two, fc.boolean()).map(([[from, to], oneWay]) => ({ verb: 'cut' as const, from, to, oneWay })),
  two.map((sets) => ({ verb: 'partition' as const, sets })),
  fc.tuple(two, time, time, fc.constantFrom(0, 0.05, 0.999)).map(([between, latency, jitter, loss]) => ({
    verb: 'degrade' as const,
    between,
    latency,
    jitter,
    loss,
  })),
  fc.record({
    verb: fc.constant('remove' as const),
    group: fc.constant('api'),
    count: fc.nat(3).map((n) => n + 1),
    abrupt: fc.boolean(),
  }),
  fc.constant({ verb: 'set' as const, nodes: ['users'], options: { rate: 500 }, written: { rate: '500/s' } }),
  fc
    .record({ op: fc.constantFrom('set', 'create', 'delete'), data: fc.constantFrom('', '5', 'a: b') })
    .map(({ op, data }) => ({
      verb: 'zookeeper' as const,
      operator: 'ops',
      through: 'zk',
      order: { op, path: '/config/limit', data: op === 'delete' ? '' : data } as const,
    })),
  fc.tuple(two, fc.boolean()).map(([ends, oneWay]) => ({ verb: 'heal' as const, ends, oneWay })),
  fc.constant({ verb: 'heal' as const, ends: 'all' as const, oneWay: false }),
);
const faults: fc.Arbitrary<readonly ScenarioFault[]> = fc.array(
  fc.tuple(action, time).map(([done, at]) => ({ ...done, at })),
  { maxLength: 6 },
);

describe('edits', () => {
  test('nothing is written of a scenario that was not edited', () => {
    expect(editsBetween(original, parsed(FILE).scenario, KIND_TABLES)).toBeUndefined();
  });

  test('any faults and any seed come back as they were', () => {
    fc.assert(
      fc.property(faults, fc.integer({ min: 0, max: 4294967295 }), (list, seed) => {
        const edited = { ...original, faults: list, seed };
        expect(sent(edited)).toEqual(edited);
      }),
    );
  });

  test('a fault with a length keeps it', () => {
    const pause: ScenarioFault = {
      verb: 'pause',
      target: { nodes: ['db-1'] },
      at: 5_000_000,
      for: 1_500_000,
    };
    expect(sent({ ...original, faults: [pause] })?.faults).toEqual([pause]);
  });

  test('options are named by the group they belong to and read back', () => {
    const timeout = (scenario: Scenario | undefined) =>
      scenario?.nodes.flatMap(({ options }) => {
        const { election } = options as { election?: { sessionTimeout?: number } };
        return election?.sessionTimeout === undefined ? [] : [election.sessionTimeout];
      });
    const nodes = original.nodes.map((one) =>
      one.group === 'db'
        ? {
            ...one,
            options: {
              ...one.options,
              election: { ...(one.options.election as object), sessionTimeout: 4e6 },
            },
          }
        : one,
    );
    const edited = { ...original, nodes } as Scenario;
    expect(editsBetween(original, edited, KIND_TABLES)).toEqual({
      options: { 'db.election.sessionTimeout': '4s' },
    });
    expect(timeout(sent(edited))).toEqual([4e6, 4e6, 4e6]);
    expect(sent(edited)).toEqual(edited);
  });

  test('an option below what is no record, and edits of what is no YAML, are problems', () => {
    const read = (text: string, options: object) => {
      const result = parseEdited(text, { options }, KIND_TABLES, 'test.yaml');
      return result.ok ? undefined : result.error[0]?.message;
    };
    for (const path of ['users.rate.x.y', 'users.rate.x', 'lb-1.targets.x', 'lb-1.targets.0']) {
      expect(read(FILE, { [path]: 1 })).toBe(`the edits set ${path}, which is no option`);
    }
    expect(read(FILE, { users: 1, 'users.rate': 2 })).toContain('users.rate');
    expect(read('a: [', { 'users.rate': 1 })).toBeDefined();
  });

  test('edits of strangers are read like a file: with problems, never with an exception', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), node, (faultsOf, value, name) => {
        for (const edits of [
          faultsOf,
          { faults: faultsOf },
          { seed: value },
          { options: { [`${name}.rate`]: value } },
        ]) {
          const result = parseEdited(FILE, edits, KIND_TABLES, 'test.yaml');
          expect(result.ok || result.error.length > 0).toBe(true);
        }
      }),
    );
  });
});
