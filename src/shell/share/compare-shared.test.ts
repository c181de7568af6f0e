import { expect, test } from 'vitest';
import { compareShared, type RunHere } from './compare-shared.ts';
import type { SharedRun } from './shared-run.ts';

const shared: SharedRun = {
  source: { type: 'built-in', slug: 'who-is-the-primary', hash: 'a1' },
  edits: undefined,
  time: 0,
  node: undefined,
  digest: '0000000000000001',
  model: '4',
};
const here: RunHere = { digest: '0000000000000001', model: '4', hash: 'a1' };
const other = { ...here, digest: '0000000000000002' };

test('equal digests are equal runs, whatever else has changed', () => {
  expect(compareShared(shared, here)).toBeUndefined();
  expect(compareShared(shared, { ...here, model: '5', hash: 'b2' })).toBeUndefined();
  expect(compareShared({ ...shared, digest: undefined }, other)).toBeUndefined();
});

test('another run is put down to all that has changed', () => {
  expect(compareShared(shared, { ...other, model: '5' })).toEqual(['model']);
  expect(compareShared(shared, { ...other, hash: 'b2' })).toEqual(['scenario']);
  expect(compareShared(shared, { ...other, model: '5', hash: 'b2' })).toEqual(['model', 'scenario']);
});

test('another run of the same scenario by the same models is a bug', () => {
  expect(compareShared(shared, other)).toEqual(['nondeterminism']);
  const whole = { ...shared, source: { type: 'text', name: 'mine.yaml', text: '' } } as const;
  expect(compareShared(whole, { ...other, hash: undefined })).toEqual(['nondeterminism']);
});
