/** That what clients were told is so. */
import type { Invariant, RecordedObservation } from '../../../kernel/kind.ts';
import type { ReplyObservation } from '../../zookeeper-client/protocol.ts';
import { zxidText } from '../protocol.ts';
import { delivers, extended, type History, NO_HISTORY, well } from './server-view.ts';
import type { ServerState } from '../state.ts';
import { countUpTo } from '../ensemble/storage.ts';

interface Told {
  /** How many observations of the run were looked at. */
  readonly count: number;
  /** What any server delivered, from the first transaction on. */
  readonly history: History;
}

const WRITES: ReadonlySet<string> = new Set(['create', 'delete', 'set', 'set-acl', 'multi']);

/**
 * A write that a client was told is done is among what the ensemble committed. That no later leader lacks it is the
 * claim of committed-never-lost.
 */
const acknowledgedWritesKept: Invariant<ServerState, Told> = {
  name: 'acknowledged-writes-kept',
  initial: { count: 0, history: NO_HISTORY },
  concerns: delivers,
  check: (told, { step, observations, group }) => {
    const history = extended(told.history, step);
    const isNew = history !== told.history || observations.length !== told.count;
    const memory = isNew ? { count: observations.length, history } : told;
    for (let index = told.count; index < observations.length; index++) {
      const { node, value } = observations[index] as RecordedObservation;
      if (!isWritten(value, group) || history.at(countUpTo(history, value.zxid) - 1)?.zxid === value.zxid)
        continue;
      const reason = `was told of ${zxidText(value.zxid)}, which is not committed`;
      return { memory, violation: { node, reason, data: { zxid: value.zxid } } };
    }
    return well(told, memory);
  },
};

function isWritten(value: RecordedObservation['value'], ensemble: string): value is ReplyObservation {
  if (value.type !== 'client-reply') return false;
  const reply = value as ReplyObservation;
  return (
    reply.ensemble === ensemble &&
    reply.zxid > 0 &&
    reply.error === undefined &&
    WRITES.has(reply.operation.op)
  );
}

export const replyInvariants: readonly Invariant[] = [acknowledgedWritesKept];
