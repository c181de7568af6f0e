import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../json.ts';
import { SYSTEMS } from '../systems.ts';
import { judge } from '../verdict.ts';

const DIRECTORY = 'src/kinds/load-balancer/conformance';
/** Nothing but random algorithms draws numbers. */
const SEEDS = [1];
const STATISTICAL_SEEDS = [1, 2, 3, 4, 5];

function read(folder: string, name: string): JsonObject {
  return JSON.parse(readFileSync(join(DIRECTORY, folder, name), 'utf8')) as JsonObject;
}

describe('cases recorded from real HAProxy and nginx', () => {
  it.each(readdirSync(join(DIRECTORY, 'cases')))('%s', (name) => {
    const playable = SYSTEMS.loadbalancer?.(read('cases', name));
    if (playable?.ok !== true) throw new Error(playable?.error);
    expect(playable.value.left).toEqual([]);
    for (const seed of playable.value.timing ? STATISTICAL_SEEDS : SEEDS) {
      const { differences, stopped } = judge(playable.value, read('golden', name), seed);
      expect({ seed, differences, stopped }).toEqual({ seed, differences: [], stopped: undefined });
    }
  });
});
