import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../json.ts';
import { SYSTEMS } from '../systems.ts';
import { judge } from '../verdict.ts';

const DIRECTORY = 'src/kinds/zookeeper/conformance';
/** Latencies and the client library's sleeps are other ones with each seed. */
const SEEDS = [1, 2, 3];
const TIMING_SEEDS = [1, 2, 3, 4, 5];

function read(folder: string, name: string): JsonObject {
  return JSON.parse(readFileSync(join(DIRECTORY, folder, name), 'utf8')) as JsonObject;
}

describe('cases recorded from real ZooKeeper', () => {
  it.each(readdirSync(join(DIRECTORY, 'cases')))('%s', (name) => {
    const playable = SYSTEMS.zookeeper?.(read('cases', name));
    if (playable?.ok !== true) throw new Error(playable?.error);
    expect(playable.value.left).toEqual([]);
    for (const seed of playable.value.timing ? TIMING_SEEDS : SEEDS) {
      const { differences, stopped } = judge(playable.value, read('golden', name), seed);
      expect({ seed, differences, stopped }).toEqual({ seed, differences: [], stopped: undefined });
    }
  });
});
