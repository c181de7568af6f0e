import { expect, it } from 'vitest';
import { KIND_TABLES, parsed, SYSTEM } from '../testing/scenario-fixtures.ts';
import { addFault, removeFault, withOption, withSeed } from './edit.ts';
import { parametersOf } from './parameters.ts';
import type { ScenarioFault } from './scenario.ts';

const { scenario } = parsed(`${SYSTEM}faults: [{ at: 9s, crash: db-1 }]`);
const fault: ScenarioFault = { at: 1_000_000, verb: 'pause', target: { nodes: ['api-1'] } };

it('adds a fault by its time, behind those of the same time', () => {
  const [first] = scenario.faults;
  expect(addFault(scenario, fault).faults).toEqual([fault, first]);
  expect(addFault(scenario, { ...fault, at: 9e6 }).faults).toEqual([first, { ...fault, at: 9e6 }]);
  expect(scenario.faults).toHaveLength(1);
});

it('adds a fault at the end of a list in another order', () => {
  const unordered = parsed(`${SYSTEM}faults: [{ at: 9s, crash: db-1 }, { at: 4s, crash: db-2 }]`).scenario;
  expect(addFault(unordered, fault).faults).toEqual([...unordered.faults, fault]);
});

it('removes a fault by its place, and nothing where there is none', () => {
  expect(removeFault(addFault(scenario, fault), 1).faults).toEqual([fault]);
  for (const index of [1, -1, 0.5]) expect(removeFault(scenario, index)).toBe(scenario);
});

it('changes the seed alone', () => {
  expect(withSeed(scenario, 7)).toEqual({ ...scenario, seed: 7 });
});

it('sets an option of a group through its records, and shares what it leaves', () => {
  const names = ['db-1', 'db-2', 'db-3'];
  const edited = withOption(scenario, names, ['election', 'sessionTimeout'], 4e6);
  for (const [index, node] of edited.nodes.entries()) {
    if (names.includes(node.name)) {
      expect(node.options.election).toMatchObject({ sessionTimeout: 4e6, through: 'zk' });
    } else expect(node).toBe(scenario.nodes[index]);
  }
  expect(withOption(edited, names, ['election', 'sessionTimeout'], 4e6)).toBe(edited);
  expect(withOption(scenario, names, ['fencing', 'nothing'], 1)).toBe(scenario);
});

it('lets an operator go with the last fault that needs one', () => {
  const order = '{ at: 2s, zookeeper: { through: zk, delete: /a } }';
  const two = parsed(`${SYSTEM}faults: [${order}, ${order}]`).scenario;
  const one = removeFault(two, 0);
  expect(one.nodes).toBe(two.nodes);
  expect(removeFault(one, 0)).toEqual(parsed(SYSTEM).scenario);
});

it('adds instances as if the file had said so', () => {
  const lines = ['{ at: 2s, add: { group: api, count: 2 } }', '{ at: 9s, crash: db-1 }'];
  const read = parsed(`${SYSTEM}faults: [${lines.join(', ')}]`).scenario;
  const add: ScenarioFault = { at: 2_000_000, verb: 'add', group: 'api', count: 2 };
  expect(addFault(scenario, add)).toEqual(read);
  expect(addFault(addFault(scenario, { ...add, count: 1 }), { ...add, count: 1 }).nodes).toEqual(read.nodes);
});

it('offers no parameter of an operator whom no file declares', () => {
  const order = '{ at: 2s, zookeeper: { through: zk, delete: /a } }';
  const implied = parsed(`${SYSTEM}faults: [${order}]`).scenario;
  expect(parametersOf(implied, 'zk-operator', KIND_TABLES)).toEqual([]);
  const declared = parsed(
    SYSTEM.replace('zones:', '  zk-ops: { kind: operator, through: zk }\nzones:'),
  ).scenario;
  expect(parametersOf(declared, 'zk-ops', KIND_TABLES)).toHaveLength(1);
});
