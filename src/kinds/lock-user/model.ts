import type { Command, Context, Directory, Face, KindDefinition, NodeEvent } from '../../kernel/kind.ts';
import { beginLeaving, leavingTimer } from '../calling/leaving.ts';
import {
  doDuty,
  doubtOf,
  handleRegistry,
  makeParents,
  type SessionNotice,
  startRegistry,
} from '../calling/registry.ts';
import { drawTime, timeOf } from '../calling/time.ts';
import { RESOURCE_PORT, type ResourceAccess, type ResourceReply } from '../resource/protocol.ts';
import { connectedServer } from '../zookeeper/client-library.ts';
import { herdLock } from '../zookeeper/recipes/herd-lock.ts';
import { lock } from '../zookeeper/recipes/lock.ts';
import { readWriteLock } from '../zookeeper/recipes/read-write-lock.ts';
import type { Happening, Recipe } from '../zookeeper/recipes/recipe.ts';
import { type LockUserOptions, lockUserOptions } from './config.ts';
import {
  copyLockUser,
  type LockRecipes,
  type LockUser,
  type LockUserConfig,
  type LockUserState,
} from './state.ts';

const LOCKS = { fair: lock, herd: herdLock, 'read-write': readWriteLock } as LockRecipes;

function dutyOf({ config }: LockUserState): Recipe {
  return LOCKS[config.lock];
}

function start(config: LockUserConfig, ctx: Context): LockUserState {
  return {
    config,
    ...startRegistry(config.session, ctx, LOCKS[config.lock]),
    holds: false,
    reads: false,
    resting: false,
    turns: 0,
    connection: undefined,
    nextAccess: 1,
    done: 0,
    refused: 0,
  };
}

function handle(s: LockUser, event: NodeEvent, ctx: Context): void {
  const notices = handleRegistry(s, event, ctx, dutyOf(s));
  if (notices !== undefined) {
    for (const notice of notices) hear(s, ctx, notice);
    return;
  }
  switch (event.type) {
    case 'timer':
      fire(s, ctx, event.name);
      return;
    case 'message':
      answered(s, ctx, event.message as ResourceReply);
      return;
    case 'closed':
      if (event.connection === s.connection) s.connection = undefined;
      return;
    case 'command':
      obey(s, ctx, event.message as Command);
      return;
    default:
      return;
  }
}

function hear(s: LockUser, ctx: Context, notice: SessionNotice): void {
  const doubt = doubtOf(notice);
  if (doubt !== undefined) stop(s, ctx, doubt);
  else if (notice.type === 'connected') {
    if (notice.newSession) makeParents(s, ctx, s.config.path);
    if (s.duty?.line === 0 && !s.resting) begin(s, ctx);
  } else if (notice.type === 'news') {
    if (notice.news.type === 'won') take(s, ctx);
    else if (notice.news.type === 'left') rest(s, ctx);
  }
}

/** It lines up. */
function begin(s: LockUser, ctx: Context): void {
  const { lock: kind, reads } = s.config;
  s.reads = kind === 'read-write' && ctx.random('reads').chance(reads);
  tellLock(s, ctx, { type: 'begin', reads: s.reads });
}

function tellLock(s: LockUser, ctx: Context, happening: Happening): void {
  for (const notice of doDuty(s, ctx, dutyOf(s), happening)) hear(s, ctx, notice);
}

/** The lock is its own, or it has made sure that it still is. */
function take(s: LockUser, ctx: Context): void {
  if (s.holds || s.duty === undefined) return;
  const { own: path = '', token = 0 } = s.duty;
  s.holds = true;
  s.turns++;
  ctx.milestone({ type: 'lock-acquired', data: { path, token, ...(s.reads ? { shared: true } : {}) } });
  ctx.startTimer('hold', drawTime(s.config.hold, ctx.random('hold')));
  work(s, ctx);
}

/** It works on the resource as long as it believes that it holds the lock; it asks nobody whether it does. */
function work(s: LockUser, ctx: Context): void {
  const { resource, fencing, workEvery } = s.config;
  const turn = s.duty?.token ?? 0;
  s.connection ??= ctx.connect(resource, RESOURCE_PORT);
  const token = fencing === 'token' ? turn : undefined;
  const type = s.reads ? 'resource-read' : 'resource-write';
  ctx.send(s.connection, { type, id: s.nextAccess, token, turn } satisfies ResourceAccess);
  s.nextAccess++;
  ctx.startTimer('work', workEvery);
}

function answered(s: LockUser, ctx: Context, { type }: ResourceReply): void {
  if (type === 'resource-done') {
    s.done++;
    return;
  }
  s.refused++;
  if (!s.holds) return;
  // Somebody has held it since: so it is no longer its own, whatever ZooKeeper may tell later.
  release(s, ctx, 'its token was refused');
}

/** It stops before it lets the next one in. */
function release(s: LockUser, ctx: Context, reason: string): void {
  stop(s, ctx, reason);
  tellLock(s, ctx, { type: 'leave' });
}

function stop(s: LockUser, ctx: Context, reason: string): void {
  if (!s.holds) return;
  s.holds = false;
  ctx.milestone({ type: 'lock-released', reason });
  ctx.cancelTimer('hold');
  ctx.cancelTimer('work');
}

function rest(s: LockUser, ctx: Context): void {
  s.resting = true;
  ctx.startTimer('rest', drawTime(s.config.pauseBetween, ctx.random('pauses')));
}

function fire(s: LockUser, ctx: Context, timer: string): void {
  if (leavingTimer(s, ctx, timer, true)) return;
  if (timer === 'hold') release(s, ctx, 'released');
  else if (timer === 'work') work(s, ctx);
  else if (timer === 'rest') {
    s.resting = false;
    if (s.zookeeper?.state === 'CONNECTED' && s.duty?.line === 0) begin(s, ctx);
  }
}

function obey(s: LockUser, ctx: Context, command: Command): void {
  if (command.type === 'set') s.config = command.config as LockUserConfig;
  else if (command.type === 'leave') {
    stop(s, ctx, 'it was told to go');
    ctx.cancelTimer('rest');
    beginLeaving(s, ctx);
  }
}

function roleOf({ holds, reads, duty, config }: LockUserState): string {
  if (holds) return config.lock !== 'read-write' ? 'holder' : reads ? 'reader' : 'writer';
  return duty === undefined || duty.line === 0 ? '' : 'waiting';
}

function face(s: LockUserState): Face {
  const { turns, refused, zookeeper } = s;
  const counts = `${String(turns)} ${turns === 1 ? 'turn' : 'turns'}`;
  const session = `session ${zookeeper?.state.toLowerCase() ?? 'none'}`;
  return {
    role: roleOf(s),
    tone: s.holds ? 'leads' : 'plain',
    facts: [refused === 0 ? counts : `${counts} · ${String(refused)} refused`, session],
    session: connectedServer(zookeeper),
  };
}

function configure(options: LockUserOptions, self: string, directory: Directory): LockUserConfig {
  const { through, sessionTimeout, path, lock: kind, resource, reads, workEvery, fencing } = options;
  return {
    session: {
      servers: directory.members(through),
      sessionTimeout,
      register: undefined,
      discover: undefined,
      duty: { path, size: 1, careless: false, data: self },
    },
    lock: kind,
    path,
    resource: directory.members(resource)[0] ?? resource,
    reads,
    hold: timeOf(options.hold),
    workEvery,
    pauseBetween: timeOf(options.pauseBetween),
    fencing,
  };
}

export const lockUser: KindDefinition<LockUserOptions, LockUserConfig, LockUserState> = {
  kind: 'lock-user',
  summary:
    'A process that takes a distributed lock, works on the resource that it protects, and releases it.',
  options: lockUserOptions,
  invariants: [],
  families: {},
  configure,
  start: (config, _durable, ctx) => start(config, ctx),
  copy: copyLockUser,
  handle,
  role: roleOf,
  face,
  edges: ({ resource, session }) => [
    { to: resource, plane: 'traffic' },
    ...session.servers.map((to) => ({ to, plane: 'session' as const })),
  ],
  leaves: true,
};
