import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Driver } from './driver.ts';

const NODES = ['zk-1', 'zk-2', 'zk-3', 'db-1', 'db-2', 'db-3', 'srv-1'];
const VERBS = ['crash', 'pause', 'isolate', 'unplug'];

const anyFault = fc
  .record({
    at: fc.integer({ min: 1, max: 45 }),
    verb: fc.constantFrom(...VERBS),
    node: fc.constantFrom(...NODES),
    length: fc.integer({ min: 1, max: 15 }),
  })
  .map(({ at, verb, node, length }) => `{ at: ${String(at)}s, ${verb}: ${node}, for: ${String(length)}s }`);

const anyCut = fc
  .record({
    at: fc.integer({ min: 1, max: 45 }),
    ends: fc.shuffledSubarray(NODES, { minLength: 2 }),
    split: fc.integer({ min: 1, max: 6 }),
    length: fc.integer({ min: 1, max: 15 }),
  })
  .map(({ at, ends, split, length }) => {
    const place = Math.min(split, ends.length - 1);
    const sets = [ends.slice(0, place), ends.slice(place)].map((set) => `[${set.join(', ')}]`);
    return `{ at: ${String(at)}s, partition: [${sets.join(', ')}], for: ${String(length)}s }`;
  });

test('whatever befalls the nodes, there is one leader an epoch, one primary, and in the end both serve again', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(anyFault, anyCut), { maxLength: 6 }), fc.nat(1000), (faults, seed) => {
      const driver = new Driver(`seed: ${String(seed)}
duration: 100s
nodes:
  app: { kind: client, target: srv, rate: 20/s, writes: 50% }
  srv: { kind: api-server, count: 1, database: db, sessionTimeout: 6s }
  zk: { kind: zookeeper, count: 3 }
  db: { kind: database, count: 3, election: { through: zk, sessionTimeout: 6s } }
faults: [${faults.join(', ')}]
`);
      expect(driver.run.simulation.bug).toBeUndefined();
      expect(driver.violations.filter((line) => !line.includes('no-lost-write'))).toEqual([]);
      expect(driver.holders('leader', 99)).toHaveLength(1);
      expect(driver.holders('primary', 99)).toHaveLength(1);
    }),
    { numRuns: Number(process.env.FUZZ_RUNS ?? 60) },
  );
}, 600_000);
