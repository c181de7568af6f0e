import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { compare } from './compare.ts';
import type { Json, JsonObject } from '../json.ts';
import { alterations } from '../../testing/alterations.ts';

const GOLDENS = 'src/kinds/zookeeper/conformance/golden';

function golden(name: string): JsonObject {
  return JSON.parse(readFileSync(join(GOLDENS, name), 'utf8')) as JsonObject;
}

/** A result that agrees with a golden. */
function agreeing(file: JsonObject): JsonObject {
  const logs = Object.entries(file.logs as JsonObject).map(([client, log]) => {
    const { log: whole, ...parts } = log as Readonly<Record<string, readonly Json[] | undefined>>;
    return [client, { log: whole ?? Object.values(parts).flatMap((part) => part ?? []) }];
  });
  const measures = Object.entries((file.measures ?? {}) as Readonly<Record<string, JsonObject>>);
  return {
    ...file,
    logs: Object.fromEntries(logs) as JsonObject,
    measuresMs: Object.fromEntries(
      measures.map(([name, { median, unitMs }]) => [name, Number(median) * Number(unitMs)]),
    ),
  };
}

describe('comparison with a golden', () => {
  it('agrees with what the goldens themselves say', () => {
    for (const name of readdirSync(GOLDENS)) {
      expect([name, compare(golden(name), agreeing(golden(name)))]).toEqual([name, []]);
    }
  });

  it.each(['eph-reattach-process', 'watch-table-recursive', 'multi-fail-badversion', 'ens-rolling-restart'])(
    'finds every single alteration of what the model did in %s',
    (name) => {
      const file = golden(`${name}.json`);
      const { initial, steps, logs, zxidEpochs } = agreeing(file);
      const compared: JsonObject = {
        initial: initial ?? null, steps: steps ?? null, logs: logs ?? null, zxidEpochs: zxidEpochs ?? null,
      }; // prettier-ignore
      const altered = alterations(compared);
      expect(altered.length).toBeGreaterThan(50);
      for (const result of altered) {
        expect(compare(file, result as JsonObject), JSON.stringify(result)).not.toEqual([]);
      }
    },
  );

  it('compares a measure as a range, with a second more where the library sleeps before it reconnects', () => {
    const measure = { unit: 'ms', unitMs: 1, n: 5, missing: 0, min: 1000, median: 1100, max: 2000 };
    const differs = (name: string, ms: number | null): boolean => {
      const file = { unstable: [], logs: {}, measures: { [name]: measure } };
      return compare(file, { logs: {}, measuresMs: { [name]: ms } }).length > 0;
    };
    expect([499, 500, 2750, 2751, null].map((ms) => differs('closeToDeleted', ms))).toEqual([
      true, false, false, true, true,
    ]); // prettier-ignore
    expect([3750, 3751].map((ms) => differs('faultToConnected', ms))).toEqual([false, true]);
  });

  it('leaves out what was not the same in all recorded runs, and nothing else', () => {
    const file = {
      unstable: ['/steps/0/result/epoch'],
      logs: {},
      steps: [{ id: '0', result: { leader: 2 } }],
    };
    const result = (more: JsonObject): JsonObject => ({
      logs: {},
      steps: [{ id: '0', result: { leader: 2, ...more } }],
    });
    expect(compare(file, result({ epoch: 7 }))).toEqual([]);
    expect(compare(file, result({ round: 7 }))).toEqual([
      { pointer: '/steps/0/result/round', recorded: undefined, model: 7 },
    ]);
  });
});
