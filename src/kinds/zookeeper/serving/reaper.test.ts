import { describe, expect, test } from 'vitest';
import { SoloZookeeper } from '../../../testing/solo-zookeeper.ts';
import { MILLISECOND, SECOND } from '../../../lib/units.ts';
import { reapable } from './reaper.ts';

function reap(solo: SoloZookeeper, path: string) {
  return solo.write({ op: 'delete-container', path }, 0);
}

describe('the reaper', () => {
  test('takes containers that had children and have none', () => {
    const solo = new SoloZookeeper();
    for (const path of ['/new', '/full', '/empty']) solo.create(path, 'container');
    for (const path of ['/full/x', '/empty/x']) solo.create(path);
    solo.delete('/empty/x');
    expect(reapable(solo.tree, 0)).toEqual(['/empty']);
    expect([reap(solo, '/empty'), reap(solo, '/empty').error]).toEqual([{}, 'NONODE']);
    expect(reapable(solo.tree, 0)).toEqual([]);
  });

  test('takes childless znodes that were not written for longer than their time to live', () => {
    const solo = new SoloZookeeper();
    solo.write({ op: 'create', path: '/t', mode: 'persistent-with-ttl', ttl: 1_000 });
    const written = solo.stat('/t')?.mtime ?? 0;
    expect(reapable(solo.tree, written + SECOND)).toEqual([]);
    expect(reapable(solo.tree, written + SECOND + MILLISECOND)).toEqual(['/t']);
    solo.create('/t/x');
    expect(reapable(solo.tree, written + 9 * SECOND)).toEqual([]);
    solo.delete('/t/x');
    solo.set('/t', '');
    expect(reapable(solo.tree, written + SECOND + MILLISECOND)).toEqual([]);
  });

  test('leaves what has children by now, or is another znode', () => {
    const solo = new SoloZookeeper();
    solo.create('/c', 'container');
    solo.create('/c/x');
    solo.create('/p');
    expect(['/c', '/p', '/', '/none'].map((path) => reap(solo, path).error)).toEqual([
      'NOTEMPTY', 'BADVERSION', 'BADARGUMENTS', 'NONODE',
    ]); // prettier-ignore
  });
});
