import { describe, expect, it } from 'vitest';
import { parsed, SYSTEM } from '../testing/scenario-fixtures.ts';
import { faultText } from './fault-text.ts';

describe('the text of a fault', () => {
  it.each([
    ['{ at: 1s, crash: db-1, for: 5s }', 'crash db-1'],
    ['{ at: 1s, crash: zk }', 'crash zk-1, zk-2 and zk-3'],
    ['{ at: 1s, crash: [zk, db] }', 'crash zk-1, zk-2 and 4 more'],
    ['{ at: 1s, crash: { leader: zk } }', 'crash the leader of zk'],
    ['{ at: 1s, pause: { primary: db } }', 'pause the primary of db'],
    ['{ at: 1s, slow: { node: api-2, by: 10x } }', 'slow api-2 by 10x'],
    ['{ at: 1s, slow-disk: zk-1 }', 'slow the disk of zk-1'],
    ['{ at: 1s, fail-health: api-1 }', 'fail health checks of api-1'],
    ['{ at: 1s, cut: [api-1, db-1] }', 'cut api-1 and db-1'],
    ['{ at: 1s, cut: { from: api-1, to: db-1 } }', 'cut api-1 → db-1'],
    ['{ at: 1s, cut: [api-1, [db-1, db-2]] }', 'cut api-1 | db-1 and db-2'],
    ['{ at: 1s, partition: [[zk-1, zk-2], [zk-3]] }', 'partition zk-1 and zk-2 | zk-3'],
    [
      '{ at: 1s, degrade: { between: [api-1, db-1], latency: 200ms, loss: 5% } }',
      'degrade api-1 and db-1 (200ms, 5% lost)',
    ],
    ['{ at: 1s, heal: [api-1, db-1] }', 'heal api-1 and db-1'],
    ['{ at: 1s, heal: { from: api-1, to: db-1 } }', 'heal api-1 → db-1'],
    ['{ at: 1s, heal: [zk-1, zk-2, zk-3] }', 'heal zk-1 | zk-2 | zk-3'],
    ['{ at: 1s, heal: all }', 'heal all links'],
  ])('%s reads: %s', (line, text) => {
    const fault = parsed(`${SYSTEM}faults:\n  - ${line}\n`).scenario.faults[0];
    expect(fault && faultText(fault, { zones: [], groups: [] })).toBe(text);
  });

  it('calls nodes by the name that the scenario has for all of them', () => {
    const { scenario } = parsed(
      `${SYSTEM}faults: [{ at: 1s, partition: [east, west] }, { at: 2s, crash: zk }]\n`,
    );
    expect(scenario.faults.map((fault) => faultText(fault, scenario))).toEqual([
      'partition east | west',
      'crash zk',
    ]);
  });
});
