import type { Context } from '../../kernel/kind.ts';
import { compareText } from '../../lib/compare.ts';
import type { ErrorCode, Operation, Result } from '../zookeeper/protocol.ts';
import { type ClientStep, submit } from '../zookeeper/client-library.ts';
import { candidatesPath, primaryPath } from './protocol.ts';
import type { Database } from './state.ts';

/*
 * The queue recipe (ZooKeeper documentation, "Leader Election"):
 *   1 create /db/candidates/n_, ephemeral and sequential
 *   2 list /db/candidates
 *   3 mine is the lowest: I am elected
 *   4 else watch the one just before mine
 *   5 when it is gone, go to 2
 */

export interface ElectionReply {
  readonly tag: string;
  readonly operation: Operation;
  readonly error: ErrorCode | undefined;
  readonly result: Result;
}

/** What the recipe needs of the database around it. */
export interface Elector {
  elected(s: Database, ctx: Context): void;
  deposed(s: Database, ctx: Context, reason: string): void;
}

/** Asks ZooKeeper; a refusal for want of a connection is ignored, because reconnecting starts the recipe over. */
export function ask(s: Database, ctx: Context, operation: Operation, tag: string): void {
  if (s.zookeeper === undefined) return;
  const step: ClientStep = submit(s.zookeeper, ctx, operation, tag);
  s.zookeeper = step.client;
}

/** A new session: queue up. The parents may have to be made first. */
export function enterQueue(s: Database, ctx: Context): void {
  s.candidate = undefined;
  s.predecessor = undefined;
  s.step = 'paths';
  ask(s, ctx, { op: 'create', path: `/${s.config.group}`, data: '', mode: 'persistent' }, 'root');
}

/** The same session again: what the queue looks like now is anybody's guess. */
export function reviewQueue(s: Database, ctx: Context): void {
  if (s.candidate === undefined && s.step !== 'create' && s.step !== 'find') enterQueue(s, ctx);
  else list(s, ctx, s.candidate === undefined ? 'find' : 'list');
}

function list(s: Database, ctx: Context, step: 'list' | 'find'): void {
  s.step = step;
  ask(s, ctx, { op: 'children', path: candidatesPath(s.config.group), watch: false }, step);
}

function join(s: Database, ctx: Context): void {
  s.step = 'create';
  const path = `${candidatesPath(s.config.group)}/n_`;
  ask(s, ctx, { op: 'create', path, data: s.config.self, mode: 'ephemeral-sequential' }, 'candidate');
}

/** An answer to one of the recipe's own requests. */
export function electionReply(s: Database, ctx: Context, reply: ElectionReply, elector: Elector): void {
  if (reply.error === 'CONNECTIONLOSS' || reply.error === 'SESSIONEXPIRED') return;
  switch (reply.tag) {
    case 'root':
      ask(
        s,
        ctx,
        { op: 'create', path: candidatesPath(s.config.group), data: '', mode: 'persistent' },
        'queue',
      );
      return;
    case 'queue':
      join(s, ctx);
      return;
    case 'candidate':
      s.candidate = reply.result.path;
      list(s, ctx, 'list');
      return;
    case 'list':
      decide(s, ctx, reply.result.children ?? [], elector);
      return;
    case 'find':
      s.unexamined = [...(reply.result.children ?? [])].sort(bySequence).reverse();
      examineNext(s, ctx);
      return;
    case 'examine':
      examined(s, ctx, reply);
      return;
    case 'predecessor':
      if (reply.error === 'NONODE') list(s, ctx, 'list');
      else s.step = 'waiting';
      return;
    default:
      return;
  }
}

/** After a lost reply to `create` the candidate may exist all the same: it is the one that this session owns. */
function examineNext(s: Database, ctx: Context): void {
  const [name, ...rest] = s.unexamined;
  s.unexamined = rest;
  if (name === undefined) {
    join(s, ctx);
    return;
  }
  ask(s, ctx, { op: 'get', path: `${candidatesPath(s.config.group)}/${name}`, watch: false }, 'examine');
}

function examined(s: Database, ctx: Context, reply: ElectionReply): void {
  if (reply.result.stat?.ephemeralOwner === s.zookeeper?.session && 'path' in reply.operation) {
    s.candidate = reply.operation.path;
    list(s, ctx, 'list');
  } else {
    examineNext(s, ctx);
  }
}

function bySequence(a: string, b: string): number {
  return compareText(a.slice(-10), b.slice(-10));
}

function decide(s: Database, ctx: Context, children: readonly string[], elector: Elector): void {
  const queue = [...children].sort(bySequence);
  const own = s.candidate?.slice(s.candidate.lastIndexOf('/') + 1);
  const place = own === undefined ? -1 : queue.indexOf(own);
  if (place < 0) {
    elector.deposed(s, ctx, 'its candidate is gone');
    s.candidate = undefined;
    join(s, ctx);
    return;
  }
  if (place === 0) {
    s.predecessor = undefined;
    elector.elected(s, ctx);
    return;
  }
  elector.deposed(s, ctx, 'others are before it');
  s.predecessor = `${candidatesPath(s.config.group)}/${queue[place - 1] ?? ''}`;
  s.step = 'watch';
  ask(s, ctx, { op: 'exists', path: s.predecessor, watch: true }, 'predecessor');
}

/** A watched znode changed. */
export function electionEvent(s: Database, ctx: Context, path: string): void {
  if (path === s.predecessor) list(s, ctx, 'list');
  else if (path === primaryPath(s.config.group)) watchPrimary(s, ctx);
}

/** Reads who is primary, and watches for the next. */
export function watchPrimary(s: Database, ctx: Context): void {
  ask(s, ctx, { op: 'get', path: primaryPath(s.config.group), watch: true }, 'primary');
}
