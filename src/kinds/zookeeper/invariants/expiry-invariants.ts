/** When sessions may be ended by the ensemble. */
import type { Invariant, Step, StepEvent } from '../../../kernel/kind.ts';
import { lookUp, type SortedMap, withEntry } from '../../../lib/sorted-map.ts';
import type { SimTime } from '../../../lib/units.ts';
import type { Change, SessionId } from '../protocol.ts';
import type { QuorumMessage } from '../quorum-protocol.ts';
import {
  additions, clientSession, deliveries, type Delivery, delivers, servingEpoch, timeoutOf, well, writes,
} from './server-view.ts'; // prettier-ignore
import type { ServerState } from '../state.ts';

function expiryIn({
  transaction: { change },
}: Delivery): Extract<Change, { type: 'close-session' }> | undefined {
  return change.type === 'close-session' && change.expired ? change : undefined;
}

/** What a leader has heard of sessions since it serves, as its events tell. */
interface Hearing {
  readonly since: SimTime;
  readonly sessions: SortedMap<SessionId, SimTime>;
}

type Hearings = Readonly<Record<string, Hearing>>;

const NOBODY: readonly SessionId[] = [];

/** The sessions that a step tells a serving leader to be alive. */
function heardIn(server: ServerState | undefined, event: StepEvent): readonly SessionId[] {
  if (event.type !== 'message' || servingEpoch(server) === undefined) return NOBODY;
  const { type } = event.message;
  if (type === 'follower-ping') return (event.message as Touching).touches;
  const session = type === 'ping' ? clientSession(server, event.connection) : 0;
  return session === 0 ? NOBODY : [session];
}

type Touching = Extract<QuorumMessage, { type: 'follower-ping' }>;

function begins({ before, after }: Step<ServerState>): boolean {
  return servingEpoch(after) !== undefined && servingEpoch(before) !== servingEpoch(after);
}

/** What is known after a step; a leader that begins to serve owes every session a full timeout. */
function listened(known: Hearings, step: Step<ServerState>, now: SimTime): Hearings {
  const { node, before, event } = step;
  const heard = heardIn(before, event);
  if (heard.length === 0 && !begins(step)) return known;
  const { since, sessions } = known[node] ?? { since: now, sessions: undefined };
  if (begins(step)) return { ...known, [node]: { since: now, sessions: undefined } };
  return {
    ...known,
    [node]: { since, sessions: heard.reduce((all, id) => withEntry(all, id, now), sessions) },
  };
}

/**
 * No leader proposes to expire a session before its timeout has passed since it was last heard of: not as the leader
 * says, and not as the packets say that it got.
 */
const expiryInTime: Invariant<ServerState, Hearings> = {
  name: 'expiry-in-time',
  initial: {},
  concerns: (before, after, event) =>
    writes(before, after) ||
    servingEpoch(before) !== servingEpoch(after) ||
    (event.type === 'message' && heardIn(before, event).length > 0),
  check: (memory, { step, now }) => {
    const { node, before, after } = step;
    const hearings = listened(memory, step, now);
    if (before === undefined || after === undefined || servingEpoch(before) === undefined)
      return well(memory, hearings);
    for (const addition of additions(step)) {
      const expiry = expiryIn(addition);
      const timeout = expiry && timeoutOf(before, expiry.session);
      if (expiry === undefined || timeout === undefined) continue;
      const silent = now - Math.max(expiry.silentSince, heardAt(memory[node], expiry.session));
      if (silent >= timeout) continue;
      const reason = `expired a session after ${String(silent)} µs`;
      return { memory: hearings, violation: { node, reason, data: { session: expiry.session } } };
    }
    return well(memory, hearings);
  },
};

function heardAt(hearing: Hearing | undefined, session: SessionId): SimTime {
  return Math.max(hearing?.since ?? 0, lookUp(hearing?.sessions, session) ?? 0);
}

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
    return count === memory.count ? undefined : { memory: { count, sessions }, violation: undefined };
  },
};

export const expiryInvariants: readonly Invariant[] = [expiryInTime, expiresOnce];
