/** The checkers of messages bite: each is shown a packet that no server should receive, and one that it should. */
import { expect, test } from 'vitest';
import { AppendLog } from '../../../lib/append-log.ts';
import { type Move, violationsOf } from '../../../testing/jury.ts';
import type { ReplyObservation } from '../../zookeeper-client/protocol.ts';
import { zookeeperInvariants } from './invariants.ts';
import { type Transaction, type Zxid, zxidOf } from '../protocol.ts';
import type { QuorumMessage } from '../quorum-protocol.ts';
import { EMPTY_DISK, type Following, type Leadership, type ServerState } from '../state.ts';

function transaction(zxid: Zxid): Transaction {
  return { zxid, time: 0, client: '', change: { type: 'error', code: 'NONODE' }, origin: undefined };
}

/** The first `count` transactions of epoch 1, all of them committed. */
function server(role: Partial<ServerState>, count = 0): ServerState {
  const log = AppendLog.of(Array.from({ length: count }, (_, index) => transaction(zxidOf(1, index + 1))));
  const state: Partial<ServerState> = {
    role: 'looking',
    disk: { ...EMPTY_DISK, log },
    committed: count,
    ...role,
  };
  return state as ServerState;
}

const learner = server({ role: 'following', following: { phase: 'discovery' } as Following }, 2);
const leader = server({ role: 'leading', leadership: { epoch: 2 } as Leadership }, 2);

/** A server gets packets along one connection. */
function gets(state: ServerState, ...messages: readonly QuorumMessage[]): readonly Move[] {
  const received = messages.map((message): Move => ({
    node: 'zk-1',
    state,
    event: { type: 'message', connection: 1, from: 'zk-2', message },
  }));
  return [{ node: 'zk-1', state }, ...received];
}

function seen(name: string, moves: readonly Move[]): readonly string[] {
  return violationsOf(zookeeperInvariants, name, ['zk-1'], moves);
}

const info: QuorumMessage = { type: 'leader-info', epoch: 2 };
const diff: QuorumMessage = { type: 'diff', zxid: zxidOf(1, 2) };
const newLeader: QuorumMessage = { type: 'new-leader', epoch: 2 };
const proposal = (epoch: number, counter: number): QuorumMessage => ({
  type: 'proposal',
  transaction: transaction(zxidOf(epoch, counter)),
});
const commit = (epoch: number, counter: number): QuorumMessage => ({
  type: 'commit',
  zxid: zxidOf(epoch, counter),
});
const ack = (epoch: number, counter: number): QuorumMessage => ({
  type: 'ack',
  zxid: zxidOf(epoch, counter),
});

test('message-legal: a packet of a leader at one that follows nobody, or of a learner at one that does not lead', () => {
  expect(seen('message-legal', gets(learner, newLeader))).toEqual([]);
  expect(seen('message-legal', gets(leader, ack(1, 1)))).toEqual([]);
  expect(seen('message-legal', gets(leader, newLeader))).toEqual(['zk-1 new-leader from zk-2 while leading']);
  expect(seen('message-legal', gets(learner, ack(1, 1)))).toEqual(['zk-1 ack from zk-2 while following']);
});

test('state-consistent: UPTODATE before NEWLEADER, or NEWLEADER of another epoch', () => {
  expect(seen('state-consistent', gets(learner, info, diff, newLeader, { type: 'up-to-date' }))).toEqual([]);
  expect(seen('state-consistent', gets(learner, info, diff, { type: 'up-to-date' }))).toEqual([
    'zk-1 up-to-date in synchronisation',
  ]);
  expect(seen('state-consistent', gets(learner, info, diff, { ...newLeader, epoch: 3 }))).toHaveLength(1);
});

test('proposal-consistent: a proposal is left out, or TRUNC goes below what was delivered', () => {
  expect(seen('proposal-consistent', gets(learner, diff, proposal(1, 3), proposal(2, 1)))).toEqual([]);
  expect(seen('proposal-consistent', gets(learner, diff, proposal(1, 4)))).toHaveLength(1);
  expect(seen('proposal-consistent', gets(learner, diff, proposal(2, 2)))).toHaveLength(1);
  expect(seen('proposal-consistent', gets(learner, { type: 'trunc', zxid: zxidOf(1, 2) }))).toEqual([]);
  expect(seen('proposal-consistent', gets(learner, { type: 'trunc', zxid: zxidOf(1, 1) }))).toEqual([
    'zk-1 1·2 is to be cut off',
  ]);
});

test('commit-consistent: what is committed is not the oldest proposal', () => {
  const proposals = [diff, proposal(2, 1), proposal(2, 2)];
  expect(seen('commit-consistent', gets(learner, ...proposals, commit(2, 1), commit(2, 2)))).toEqual([]);
  expect(seen('commit-consistent', gets(learner, ...proposals, commit(2, 2)))).toEqual([
    'zk-1 2·2 instead of 2·1',
  ]);
});

test('ack-consistent: an acknowledgement twice, of what was not proposed, or of another epoch', () => {
  const acknowledged: QuorumMessage = { type: 'ack-new-leader', epoch: 2 };
  expect(seen('ack-consistent', gets(leader, acknowledged, ack(1, 1), ack(1, 2)))).toEqual([]);
  expect(seen('ack-consistent', gets(leader, ack(1, 1), ack(1, 1)))).toEqual(['zk-1 1·1 after 1·1']);
  expect(seen('ack-consistent', gets(leader, ack(1, 3)))).toEqual(['zk-1 1·3 was not proposed']);
  expect(seen('ack-consistent', gets(leader, { ...acknowledged, epoch: 1 }))).toHaveLength(1);
});

test('acknowledged-writes-kept: a client was told of a write that nobody committed', () => {
  const told = (counter: number): readonly Move[] => {
    const reply: ReplyObservation = {
      type: 'client-reply', ensemble: 'zk', session: 7, order: 1, operation: { op: 'delete', path: '/a', version: -1 },
      error: undefined, result: {}, zxid: zxidOf(1, counter), sentAt: 0,
    }; // prettier-ignore
    return [{ node: 'zk-1', state: server({}, 2), observed: reply }];
  };
  expect(seen('acknowledged-writes-kept', told(2))).toEqual([]);
  expect(seen('acknowledged-writes-kept', told(3))).toEqual(['zk-1 was told of 1·3, which is not committed']);
});
