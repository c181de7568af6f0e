/** When sessions may be ended by the ensemble. */
import type { Invariant } from '../../kernel/kind.ts';
import {
  additions, deliveries, type Delivery, delivers, servingEpoch, timeoutOf, writes,
} from './server-view.ts'; // prettier-ignore
import type { Change, SessionId } from './protocol.ts';
import type { ServerState } from './state.ts';

function expiryIn({
  transaction: { change },
}: Delivery): Extract<Change, { type: 'close-session' }> | undefined {
  return change.type === 'close-session' && change.expired ? change : undefined;
}

/** No leader proposes to expire a session before its timeout has passed since it was last heard of. */
const expiryInTime: Invariant<ServerState> = {
  name: 'expiry-in-time',
  initial: undefined,
  concerns: writes,
  check: (memory, { step, now }) => {
    const { node, before, after } = step;
    if (before === undefined || after === undefined || servingEpoch(before) === undefined)
      return { memory, violation: undefined };
    for (const addition of additions(step)) {
      const expiry = expiryIn(addition);
      const timeout = expiry && timeoutOf(before, expiry.session);
      if (expiry === undefined || timeout === undefined || now - expiry.silentSince >= timeout) continue;
      const reason = `expired a session after ${String(now - expiry.silentSince)} µs`;
      return { memory, violation: { node, reason, data: { session: expiry.session } } };
    }
    return { memory, violation: undefined };
  },
};

interface Expired {
  /** How many transactions were looked at, counted from the first. */
  readonly count: number;
  readonly sessions: readonly SessionId[];
}

/** A session expires at most once. */
const expiresOnce: Invariant<ServerState, Expired> = {
  name: 'expires-once',
  initial: { count: 0, sessions: [] },
  concerns: delivers,
  check: (memory, { step }) => {
    let { count, sessions } = memory;
    for (const delivery of deliveries(step)) {
      if (delivery.place < count) continue;
      count = delivery.place + 1;
      const session = expiryIn(delivery)?.session;
      if (session === undefined) continue;
      if (sessions.includes(session)) {
        const violation = { node: step.node, reason: 'a session expired twice', data: { session } };
        return { memory: { count, sessions }, violation };
      }
      sessions = [...sessions, session];
    }
    return { memory: { count, sessions }, violation: undefined };
  },
};

export const expiryInvariants: readonly Invariant[] = [expiryInTime, expiresOnce];
