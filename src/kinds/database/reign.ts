/** Becoming primary, being it, and ceasing to be: whatever the election. */
import type { ConnectionId, Context, MilestoneNote } from '../../kernel/kind.ts';
import { SECOND } from '../../lib/units.ts';
import { askZookeeper } from './election/primary-znode.ts';
import { advanceCommit } from './log/commit.ts';
import { beginTimeline, follow, silentReplicas, unfollow, writeLog } from './log/replication.ts';
import { replay } from './log/table.ts';
import type { Notice } from '../zookeeper/client-library.ts';
import { type DatabaseMessage, primaryPath, reignText } from './protocol.ts';
import { currentTimeline, type Database, needsLease, type Survey } from './state.ts';
import { beginSurvey, endSurvey, isAhead, isEnough, positionOf } from './survey.ts';

type Reply = Extract<Notice, { type: 'reply' }>;

/*
 * The lease of a primary. A ping that a follower answers proves nothing: the follower may be cut off from its leader
 * for syncLimit ticks. So a primary asks for a `sync`, which only the leader answers, every T/8. An answer to a
 * request sent at s proves that the follower's touches, T/4 old at most (half a tick of two ticks), had reached the
 * leader; the touches are T/8 old at most themselves. So the session lives until s + T − T/4 − T/8 at least.
 */
const RENEWALS = 8;
const LEASE_SHARE = 5 / 8;

/** How long a candidate that could not learn what it lacks waits before it asks again, and how long for a log. */
const ASK_AGAIN = SECOND;
const FETCH = 5 * SECOND;

/** It has won its election, because a primary is silent or has gone: told once, however often it makes sure. */
export function elected(s: Database, ctx: Context, silence?: MilestoneNote['silence']): void {
  if (s.role !== 'replica') return;
  if (!s.elected) {
    const { own: candidate = '', token = 0 } = s.election ?? {};
    const data = { candidate, ...(s.config.fencing === 'token' ? { token } : {}) };
    ctx.milestone({ type: 'primary-elected', data, ...(silence === undefined ? {} : { silence }) });
  }
  s.elected = true;
  s.token = s.election?.token ?? 0;
  s.knownToken = Math.max(s.knownToken, s.token);
  beginPromotion(s, ctx);
}

/** It has lost its election, or its place in it. */
export function deposed(s: Database, ctx: Context, reason: string): void {
  s.elected = false;
  demote(s, ctx, reason);
}

export function beginPromotion(s: Database, ctx: Context): void {
  const complete = s.config.replication.type !== 'synchronous';
  s.role = 'promoting';
  s.promotion = { prepared: false, complete, published: false };
  unfollow(s, ctx);
  renewLease(s, ctx);
  ctx.startTimer('promotion', s.config.promotion);
  if (!complete) beginSurvey(s, ctx, 'promotion');
}

/** The work of the promotion is done. */
export function prepared(s: Database, ctx: Context): void {
  s.promotion = { ...s.promotion, prepared: true };
  openForWrites(s, ctx);
}

/**
 * Synchronous replication: every acknowledged write is on the disks of its primary and of `number` others. So among
 * any n − number databases there is one that holds it, and the one that is furthest ahead holds them all.
 */
export function catchUp(s: Database, ctx: Context, { answers }: Survey): void {
  if (s.role !== 'promoting') return;
  if (!isEnough(s.config, answers)) {
    ctx.startTimer('ask-again', ASK_AGAIN);
    return;
  }
  const mine = positionOf(s);
  const first = answers.reduce((best, one) => (isAhead(one, best) ? one : best), mine);
  if (first === mine) {
    complete(s, ctx);
    return;
  }
  follow(s, ctx, first.name);
  ctx.startTimer('ask-again', FETCH);
}

/** It could not learn what it lacks, or nobody sent it. */
export function askAgain(s: Database, ctx: Context): void {
  unfollow(s, ctx);
  beginSurvey(s, ctx, 'promotion');
}

/** It holds all that was acknowledged before its reign. */
export function complete(s: Database, ctx: Context): void {
  ctx.cancelTimer('ask-again');
  unfollow(s, ctx);
  s.promotion = { ...s.promotion, complete: true };
  openForWrites(s, ctx);
}

/** Opens for writes, once the promotion is done, nothing is lacking and the lease is certain. */
function openForWrites(s: Database, ctx: Context): void {
  if (s.role !== 'promoting' || !s.promotion.prepared || !s.promotion.complete) return;
  if (needsLease(s.config) && ctx.now >= s.leaseUntil) return;
  s.role = 'primary';
  s.wroteSincePromotion = false;
  s.fallenBack = false;
  s.committedLsn = s.log.length;
  s.table = replay(s.table, s.log, s.log.length);
  beginTimeline(s);
  writeLog(s, ctx);
  ctx.milestone({
    type: 'primary-promoted',
    data: { lsn: s.log.length, timeline: currentTimeline(s.history) },
  });
  publish(s, ctx);
}

/** Says who the primary is, until that has been written. The znodes of the other recipes say it by themselves. */
export function publish(s: Database, ctx: Context): void {
  const { self: primary, group, election, fencing } = s.config;
  if (election?.recipe !== 'queue' || s.role !== 'primary' || s.promotion.published) return;
  const data = fencing === 'token' ? reignText({ primary, token: s.token }) : primary;
  const path = primaryPath(group, election.recipe);
  askZookeeper(s, ctx, { op: 'set', path, data, version: -1 }, 'publish');
}

/** What became of it: the znode may have to be made first. Without an answer it is tried again once connected. */
export function published(s: Database, ctx: Context, { error, operation }: Reply): void {
  if (error === undefined) s.promotion = { ...s.promotion, published: true };
  else if (error === 'NONODE' && operation.op === 'set') {
    const { path, data = '' } = operation;
    askZookeeper(s, ctx, { op: 'create', path, data, mode: 'persistent' }, 'publish');
  }
}

export function demote(s: Database, ctx: Context, reason: string): void {
  if (s.role === 'replica') return;
  const wasPrimary = s.role === 'primary';
  s.role = 'replica';
  for (const timer of ['promotion', 'ask-again', 'lease', 'lease-renewal', 'confirmation', 'senders'])
    ctx.cancelTimer(timer);
  endSurvey(s, ctx);
  unfollow(s, ctx);
  s.awaiting = false;
  for (const { connection, id } of s.waiting) reject(ctx, connection, id, reason);
  s.waiting = [];
  for (const { connection } of s.replicas) ctx.close(connection);
  s.replicas = [];
  if (wasPrimary) ctx.milestone({ type: 'primary-demoted', reason, data: { lsn: s.log.length } });
  if (s.knownPrimary !== undefined) follow(s, ctx, s.knownPrimary);
}

export function reject(ctx: Context, connection: ConnectionId, id: number, reason: string): void {
  ctx.send(connection, { type: 'db-rejected', id, reason } satisfies DatabaseMessage);
}

export function renewLease(s: Database, ctx: Context): void {
  const { group, election } = s.config;
  if (s.zookeeper === undefined || election === undefined || !needsLease(s.config)) return;
  askZookeeper(s, ctx, { op: 'sync', path: primaryPath(group, election.recipe) }, 'lease');
  ctx.startTimer('lease-renewal', Math.floor(s.zookeeper.timeout / RENEWALS));
}

export function leaseRenewed(s: Database, ctx: Context, sentAt: number): void {
  if (s.role === 'replica' || s.zookeeper === undefined) return;
  s.leaseUntil = Math.max(s.leaseUntil, sentAt + Math.floor(s.zookeeper.timeout * LEASE_SHARE));
  if (ctx.now >= s.leaseUntil) return;
  ctx.startTimer('lease', s.leaseUntil - ctx.now);
  openForWrites(s, ctx);
}

/**
 * Somebody has heard of a greater fencing token: another was elected since. A primary steps down; anybody heeds no
 * smaller token from now on.
 */
export function heedToken(s: Database, ctx: Context, token: number): void {
  if (s.config.fencing !== 'token' || token <= s.knownToken) return;
  s.knownToken = token;
  if (s.role === 'replica' || s.token >= token) return;
  deposed(s, ctx, 'there is a greater fencing token than its own');
}

/** Gives up replicas that were silent for too long. */
export function dropSilent(s: Database, ctx: Context): void {
  if (s.role !== 'primary') return;
  for (const { connection } of silentReplicas(s, ctx)) {
    ctx.close(connection);
    replicaGone(s, ctx, connection);
  }
}

/** A replica is gone: the confirmations of others may do. */
export function replicaGone(s: Database, ctx: Context, connection: ConnectionId): void {
  if (!s.replicas.some((replica) => replica.connection === connection)) return;
  s.replicas = s.replicas.filter((replica) => replica.connection !== connection);
  advanceCommit(s, ctx);
}
