import { expect, it } from 'vitest';
import { parsed, SYSTEM } from '../testing/scenario-fixtures.ts';
import { addFault, removeFault, withSeed } from './edit.ts';
import type { ScenarioFault } from './scenario.ts';

const { scenario } = parsed(`${SYSTEM}faults: [{ at: 9s, crash: db-1 }]`);
const fault: ScenarioFault = { at: 1_000_000, verb: 'pause', target: { nodes: ['api-1'] } };

it('adds a fault at the end, whatever its time', () => {
  expect(addFault(scenario, fault).faults).toEqual([scenario.faults[0], fault]);
  expect(scenario.faults).toHaveLength(1);
});

it('removes a fault by its place, and nothing where there is none', () => {
  expect(removeFault(addFault(scenario, fault), 0).faults).toEqual([fault]);
  for (const index of [1, -1, 0.5]) expect(removeFault(scenario, index)).toBe(scenario);
});

it('changes the seed alone', () => {
  expect(withSeed(scenario, 7)).toEqual({ ...scenario, seed: 7 });
});
