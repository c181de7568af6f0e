import type { ConnectionId, Context } from '../../../kernel/kind.ts';
import type { QuorumMessage } from '../quorum-protocol.ts';
import { type Establishment, isVoter, type Learner, type Server } from '../state.ts';

export function updateEstablishment(s: Server, change: Partial<Establishment>): void {
  const { leadership } = s;
  if (leadership !== undefined) leadership.establishment = { ...leadership.establishment, ...change };
}

export function updateLearner(s: Server, connection: ConnectionId, change: Partial<Learner>): void {
  const { leadership } = s;
  if (leadership === undefined) return;
  leadership.learners = leadership.learners.map((one) =>
    one.connection === connection ? { ...one, ...change } : one,
  );
}

export function findLearner(s: Server, connection: ConnectionId): Learner | undefined {
  for (const learner of s.leadership?.learners ?? []) if (learner.connection === connection) return learner;
  return undefined;
}

export function sendTo(ctx: Context, learner: Learner, message: QuorumMessage): void {
  ctx.send(learner.connection, message);
}

/** The connection to a learner is gone. Returns whether it was one. */
export function dropLearner(s: Server, ctx: Context, connection: ConnectionId): boolean {
  const { leadership } = s;
  const learner = findLearner(s, connection);
  if (leadership === undefined || learner === undefined) return false;
  ctx.cancelTimer('learner-silence', connection);
  leadership.learners = leadership.learners.filter((one) => one !== learner);
  if (!learner.observer) leadership.lost = { sid: learner.sid, heardAt: learner.heardAt };
  return true;
}

/** Gives a learner up (LearnerHandler.shutdown). */
export function closeLearner(s: Server, ctx: Context, connection: ConnectionId): void {
  ctx.close(connection);
  dropLearner(s, ctx, connection);
}

/** Adds a server to those that have said something; observers never count. */
export function withVoter(s: Server, sids: readonly number[], sid: number): readonly number[] {
  return sids.includes(sid) || !isVoter(s.config, sid) ? sids : [...sids, sid];
}
