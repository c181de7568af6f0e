import type { Origin, SessionId, Transaction, WriteRequest, Zxid } from './protocol.ts';
import type { Tree } from './data/tree.ts';

/** Between a learner and its leader, on port `quorum` (QuorumPacket). */
export type QuorumMessage =
  | {
      readonly type: 'follower-info' | 'observer-info';
      readonly sid: number;
      readonly acceptedEpoch: number;
    }
  | { readonly type: 'leader-info'; readonly epoch: number }
  /** `currentEpoch` −1: does not count toward the quorum. */
  | { readonly type: 'ack-epoch'; readonly lastZxid: Zxid; readonly currentEpoch: number }
  /** What follows continues the learner's history; `zxid` is where it ends. */
  | { readonly type: 'diff'; readonly zxid: Zxid }
  /** The learner cuts off what it has after `zxid`. */
  | { readonly type: 'trunc'; readonly zxid: Zxid }
  /** The whole tree; `count` is how many transactions made it. */
  | { readonly type: 'snap'; readonly zxid: Zxid; readonly count: number; readonly tree: Tree }
  | { readonly type: 'new-leader'; readonly epoch: number }
  /** ACK of (epoch, 0); sent once more after UPTODATE, which the leader ignores. */
  | { readonly type: 'ack-new-leader'; readonly epoch: number }
  | { readonly type: 'up-to-date' }
  | { readonly type: 'proposal'; readonly transaction: Transaction }
  | { readonly type: 'ack'; readonly zxid: Zxid }
  | { readonly type: 'commit'; readonly zxid: Zxid }
  /** To observers: a transaction that is committed. */
  | { readonly type: 'inform'; readonly transaction: Transaction }
  | { readonly type: 'leader-ping' }
  /** Answers a ping; `touches` are the sessions heard of since the last one. */
  | { readonly type: 'follower-ping'; readonly touches: readonly SessionId[] }
  | { readonly type: 'forward'; readonly request: WriteRequest }
  | {
      readonly type: 'revalidate';
      readonly session: SessionId;
      readonly connection: number;
      readonly timeout: number;
    }
  | {
      readonly type: 'revalidated';
      readonly session: SessionId;
      readonly connection: number;
      readonly timeout: number;
    }
  | { readonly type: 'sync'; readonly origin: Origin }
  | { readonly type: 'synced'; readonly origin: Origin };
