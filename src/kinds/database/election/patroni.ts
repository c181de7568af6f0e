/**
 * Patroni with ZooKeeper (ha.py, zookeeper.py of 4.x): a loop that reads the leader key, and a race in which only a
 * candidate takes part that nobody is ahead of.
 */
import type { Context } from '../../../kernel/kind.ts';
import { SECOND } from '../../../lib/units.ts';
import type { Notice } from '../../zookeeper/client-library.ts';
import { forget, unbegun } from '../../zookeeper/recipes/recipe.ts';
import { LAPSES, readReign, type Reign } from '../protocol.ts';
import { deposed, elected, heedToken } from '../reign.ts';
import { follow } from '../log/replication.ts';
import type { Database, ElectionConfig, Survey } from '../state.ts';
import { beginSurvey, isAhead, isEnough, positionOf } from '../survey.ts';
import type { Election } from './election.ts';
import { askZookeeper, primaryPathOf } from './primary-znode.ts';

type Reply = Extract<Notice, { type: 'reply' }>;

const LINES = [
  'every loop_wait, or when the leader key changes: read leader; watch it',
  'it is mine: write my LSN to status, feed the watchdog',
  "it is another's: follow that one; was I primary, demote",
  'there is none: read status; do I lack too much, not me',
  'ask every member where it stands, 2 s at most; is one primary or ahead of me, not me',
  'create leader, ephemeral; if it exists, go to 1',
  'promote',
  'no answer from ZooKeeper for retry_timeout: demote',
];

const LINE = { read: 1, mine: 2, other: 3, status: 4, ask: 5, create: 6, promote: 7, demote: 8 } as const;

/** The watchdog fires so long before the session can end (safety_margin), or after half of a short session. */
const SAFETY_MARGIN = 5 * SECOND;

export const patroni: Election = {
  initial: () => unbegun('patroni', LINES),
  begin: () => undefined,
  connected: (s, ctx, newSession) => {
    if (newSession)
      askZookeeper(
        s,
        ctx,
        { op: 'create', path: `/${s.config.group}`, data: '', mode: 'persistent' },
        'root',
      );
    loop(s, ctx);
  },
  // A primary learns from the key, with its next session, whether it still is one.
  lost: (s) => {
    standAt(s, undefined);
  },
  watch: (s, ctx, { path }) => {
    if (path === primaryPathOf(s)) loop(s, ctx);
  },
  reply: (s, ctx, notice) => {
    if (notice.error === 'CONNECTIONLOSS' || notice.error === 'SESSIONEXPIRED') return;
    if (notice.tag === 'leader') leaderRead(s, ctx, notice);
    else if (notice.tag === 'lag') statusRead(s, ctx, notice);
    else if (notice.tag === 'create') created(s, ctx, notice);
    else if (notice.tag === 'status' && notice.error === 'NONODE') {
      askZookeeper(
        s,
        ctx,
        { op: 'create', path: statusPath(s), data: String(s.log.length), mode: 'persistent' },
        'made',
      );
    }
  },
  review: (s, ctx) => {
    loop(s, ctx);
  },
  timer: (s, ctx, name) => {
    if (name === 'loop') turn(s, ctx);
    else if (name === 'retry') {
      standAt(s, LINE.demote);
      deposed(s, ctx, LAPSES.retry);
    }
  },
  surveyed: (s, ctx, survey) => {
    if (survey.purpose === 'race') race(s, ctx, survey);
  },
};

function rules(s: Database): ElectionConfig | undefined {
  return s.config.election;
}

function statusPath(s: Database): string {
  return `/${s.config.group}/status`;
}

/** Where it stands in its pseudo-code; undefined: nowhere, and nothing is its own. */
function standAt(s: Database, line: number | undefined): void {
  if (s.election === undefined) return;
  const election = { ...s.election };
  if (line === undefined) forget(election);
  else election.line = line;
  s.election = election;
}

/** A turn takes as long as its race does: the next one waits for it. */
function turn(s: Database, ctx: Context): void {
  if (s.survey?.purpose === 'race') ctx.startTimer('loop', rules(s)?.loopWait ?? 0);
  else loop(s, ctx);
}

/** One turn of the loop. A primary that gets no answer for `retry_timeout` demotes itself; it goes on asking. */
function loop(s: Database, ctx: Context): void {
  const election = rules(s);
  if (election === undefined) return;
  const asks = s.election?.line === LINE.read;
  standAt(s, LINE.read);
  ctx.startTimer('loop', election.loopWait);
  if (!asks && s.role !== 'replica') ctx.startTimer('retry', election.retryTimeout);
  const path = primaryPathOf(s);
  askZookeeper(s, ctx, { op: 'get', path, watch: true }, 'leader');
}

function leaderRead(s: Database, ctx: Context, notice: Reply): void {
  ctx.cancelTimer('retry');
  if (notice.operation.op === 'exists') {
    if (notice.error === undefined) loop(s, ctx);
    return;
  }
  if (notice.error === 'NONODE') {
    noLeader(s, ctx);
    return;
  }
  const reign = readReign(notice.result);
  if (notice.error !== undefined || reign === undefined) return;
  if (notice.result.stat?.ephemeralOwner === s.zookeeper?.session) lead(s, ctx, reign.token);
  else heedLeader(s, ctx, reign);
}

/** The key is its own. */
function lead(s: Database, ctx: Context, token: number): void {
  const election = rules(s);
  if (s.election === undefined || election === undefined) return;
  s.election = { ...s.election, line: LINE.mine, own: primaryPathOf(s), token };
  feedWatchdog(s, ctx, election);
  if (s.role === 'replica') {
    s.election = { ...s.election, line: LINE.promote };
    elected(s, ctx);
  } else if (s.role === 'primary') {
    askZookeeper(
      s,
      ctx,
      { op: 'set', path: statusPath(s), data: String(s.log.length), version: -1 },
      'status',
    );
  }
}

/** A watchdog is armed before the promotion; it resets the machine of a primary whose loop stands still. */
function feedWatchdog(s: Database, ctx: Context, { watchdog, sessionTimeout }: ElectionConfig): void {
  if (!watchdog) return;
  const timeout = s.zookeeper?.timeout ?? sessionTimeout;
  const patience = timeout - Math.min(SAFETY_MARGIN, Math.floor(timeout / 2));
  s.leaseUntil = ctx.now + patience;
  ctx.startTimer('lease', patience);
}

function heedLeader(s: Database, ctx: Context, { primary, token }: Reign): void {
  standAt(s, undefined);
  standAt(s, LINE.other);
  s.knownPrimary = primary;
  if (s.role === 'replica') {
    s.elected = false;
    follow(s, ctx, primary);
  } else deposed(s, ctx, `${primary} holds the leader key`);
  heedToken(s, ctx, token);
}

/**
 * A primary takes the key again without asking anybody; a replica sees first how much it lacks. With fencing tokens
 * a reign ends with the key that is its token: its primary is a candidate like all others.
 */
function noLeader(s: Database, ctx: Context): void {
  standAt(s, undefined);
  askZookeeper(s, ctx, { op: 'exists', path: primaryPathOf(s), watch: true }, 'leader');
  if (s.config.fencing === 'token' && s.role !== 'replica') deposed(s, ctx, 'its leader key is gone');
  if (s.role === 'primary') {
    takeKey(s, ctx);
    return;
  }
  standAt(s, LINE.status);
  askZookeeper(s, ctx, { op: 'get', path: statusPath(s), watch: false }, 'lag');
}

function statusRead(s: Database, ctx: Context, { error, result }: Reply): void {
  if (s.election?.line !== LINE.status) return;
  const known = error === undefined ? Number(result.data ?? 0) : 0;
  if (known - s.log.length > (rules(s)?.maximumLag ?? 0)) return;
  standAt(s, LINE.ask);
  beginSurvey(s, ctx, 'race');
}

/** Who does not answer in time is passed over, unless replication promises more: then enough must have answered. */
function race(s: Database, ctx: Context, { answers }: Survey): void {
  if (s.election?.line !== LINE.ask) return;
  const mine = positionOf(s);
  if (answers.some((one) => one.role === 'primary' || isAhead(one, mine))) return;
  if (isEnough(s.config, answers)) takeKey(s, ctx);
}

function takeKey(s: Database, ctx: Context): void {
  standAt(s, LINE.create);
  askZookeeper(
    s,
    ctx,
    { op: 'create', path: primaryPathOf(s), data: s.config.self, mode: 'ephemeral' },
    'create',
  );
}

function created(s: Database, ctx: Context, { error, result }: Reply): void {
  if (error === undefined && result.stat !== undefined) lead(s, ctx, result.stat.czxid);
  else loop(s, ctx);
}
