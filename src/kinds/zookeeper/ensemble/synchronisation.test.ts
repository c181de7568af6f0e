import { describe, expect, test } from 'vitest';
import { AppendLog } from '../../../lib/append-log.ts';
import { type Transaction, type Zxid, zxidOf } from '../protocol.ts';
import { EMPTY_DISK } from '../state.ts';
import { type History, planSync } from './synchronisation.ts';

type Place = readonly [epoch: number, counter: number];

/** A leader's history: what it has committed, `start` of it no longer in memory, in a tree that is at `processed`. */
function history(committed: readonly Place[], more: Partial<History> & { processed?: Place } = {}): History {
  const log = committed.map(([epoch, counter]): Transaction => ({
    zxid: zxidOf(epoch, counter), time: 0, client: '', change: { type: 'error', code: 'NONODE' }, origin: undefined,
  })); // prettier-ignore
  const [epoch, counter] = more.processed ?? committed.at(-1) ?? [0, 0];
  const tree = { ...EMPTY_DISK.base.tree, zxid: zxidOf(epoch, counter) };
  const disk = { ...EMPTY_DISK, log: AppendLog.of(log) };
  return { disk, applied: log.length, start: 0, syncFromLog: false, ...more, tree };
}

/** The plan in few words: `diff 1·3 from 2`. */
function plan(leader: History, [epoch, counter]: Place): string {
  const result = planSync(leader, zxidOf(epoch, counter));
  const text = (zxid: Zxid): string => `${String(Math.floor(zxid / 2 ** 32))}·${String(zxid % 2 ** 32)}`;
  return result.type === 'snap' ? 'snap' : `${result.type} ${text(result.zxid)} from ${String(result.from)}`;
}

const SHORT: readonly Place[] = [[1, 1], [1, 2], [1, 3]]; // prettier-ignore
const GAPPED: readonly Place[] = [[1, 1], [1, 2], [1, 5], [2, 1]]; // prettier-ignore

describe('DIFF, TRUNC or SNAP (LearnerHandlerTest)', () => {
  test.each<[string, History, Place, string]>([
    ['the same zxid', history(SHORT), [1, 3], 'diff 1·3 from 3'],
    ['the same zxid of an epoch without transactions', history(SHORT, { processed: [2, 0] }), [2, 0], 'diff 2·0 from 3'],
    ['an empty leader and an empty learner', history([]), [0, 0], 'diff 0·0 from 0'],
    ['within the committedLog', history(SHORT), [1, 1], 'diff 1·3 from 1'],
    ['at the end of an epoch behind', history(GAPPED), [1, 5], 'diff 2·1 from 3'],
    ['more than the leader has', history(SHORT), [1, 9], 'trunc 1·3 from 3'],
    ['more than the leader has, from a later epoch', history(SHORT), [2, 4], 'trunc 1·3 from 3'],
    ['the start of a later epoch', history(SHORT), [2, 0], 'snap'],
    ['the start of an epoch that the leader knows', history(GAPPED), [2, 0], 'diff 2·1 from 3'],
    ['a proposal of the same epoch that the leader lacks', history(GAPPED), [1, 3], 'trunc 1·2 from 2'],
    ['a proposal of an older epoch that the leader lacks', history(GAPPED), [1, 7], 'snap'],
    ['nothing at all', history(SHORT), [0, 0], 'snap'],
    ['less than the committedLog', history(SHORT, { start: 2 }), [1, 1], 'snap'],
    ['less than the committedLog, with the log on disk', history(SHORT, { start: 2, syncFromLog: true }), [1, 1], 'diff 1·3 from 1'],
    ['less than the log on disk', history(SHORT, { start: 2, syncFromLog: true }), [0, 0], 'snap'],
  ])('a learner that has %s', (_, leader, peer, expected) => {
    expect(plan(leader, peer)).toBe(expected);
  }); // prettier-ignore
});
