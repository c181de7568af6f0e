import type { Context } from '../../kernel/kind.ts';
import { exponential } from '../../lib/numeric.ts';
import type { RandomStream } from '../../lib/prng.ts';
import { type Notice, startClient } from '../zookeeper/client-library.ts';
import type { CreateMode, MultiOperation, Operation } from '../zookeeper/protocol.ts';
import { MILLISECOND } from '../../lib/units.ts';
import { ask, unanswered } from './session.ts';
import type { Application, RandomState } from './state.ts';

/*
 * A random mix of all operations over a few znodes, so that clients meet: creates in all modes, versions that are
 * right and wrong, parents that are missing, watches, multis, syncs, and now and then the end of the session.
 */

const NAMES = ['a', 'b', 'c'];
/** Sequential names are new each time; this many are remembered, and deleted before others are made. */
const REMEMBERED = 6;
/** Requests beyond this many unanswered ones wait for the next turn. */
const MOST_OPEN = 32;
/** The share of operations that close the session, and how long it stays closed. */
const CLOSES = 1 / 256;
const REOPENED_AFTER = 200 * MILLISECOND;
const MODES: readonly CreateMode[] = [
  'persistent', 'persistent', 'ephemeral', 'ephemeral', 'persistent-sequential', 'ephemeral-sequential', 'container',
  'persistent-with-ttl',
]; // prettier-ignore

export const NOTHING_SEEN: RandomState = { made: [], seen: undefined };

/** Sets the time of the next operation. */
export function nextOperation(s: Application, ctx: Context): void {
  const { gap } = s.config;
  if (gap > 0) ctx.startTimer('operation', exponential(ctx.random('gaps'), gap));
}

/** Goes on with what the library told. */
export function randomNotice(s: Application, ctx: Context, notice: Notice): void {
  switch (notice.type) {
    case 'connected':
      if (notice.newSession) {
        ask(s, ctx, { op: 'create', path: s.config.path, data: '', mode: 'persistent' });
      }
      return;
    case 'closed':
      ctx.startTimer('reopen', REOPENED_AFTER);
      return;
    case 'reply':
      learn(s, notice);
      return;
    default:
      return;
  }
}

/** It is time for an operation, or for another session. */
export function operate(s: Application, ctx: Context, timer: string): void {
  if (timer === 'reopen') {
    const { servers, sessionTimeout } = s.config;
    s.zookeeper = startClient({ servers, timeout: sessionTimeout }, ctx);
    return;
  }
  nextOperation(s, ctx);
  const { state, closing } = s.zookeeper;
  if (state !== 'CONNECTED' || closing !== undefined || unanswered(s) >= MOST_OPEN) return;
  const stream = ctx.random('operations');
  ask(s, ctx, stream.chance(CLOSES) ? { op: 'close' } : draw(s, stream));
}

/** Remembers what an answer tells of the znodes there are. */
function learn(s: Application, { operation, error, result }: Extract<Notice, { type: 'reply' }>): void {
  const { made } = s.random;
  if (operation.op === 'create' && error === undefined && result.path !== undefined) {
    if (result.path !== operation.path) s.random = { ...s.random, made: [...made, result.path] };
  } else if (operation.op === 'delete' && made.includes(operation.path)) {
    if (error === undefined || error === 'NONODE') {
      s.random = { ...s.random, made: made.filter((path) => path !== operation.path) };
    }
  } else if ('path' in operation && result.stat !== undefined) {
    s.random = { ...s.random, seen: { path: operation.path, version: result.stat.version } };
  }
}

function draw(s: Application, stream: RandomStream): Operation {
  const { made, seen } = s.random;
  const [oldest] = made;
  if (made.length >= REMEMBERED && oldest !== undefined) return { op: 'delete', path: oldest, version: -1 };
  const watch = stream.chance(0.4);
  const path = anyPath(s, stream);
  switch (stream.below(16)) {
    case 0:
    case 1:
    case 2:
      return creation(path, stream);
    case 3:
    case 4:
      return { op: 'delete', path, version: version(stream) };
    case 5:
    case 6:
      return change(path, stream);
    case 7:
      return seen === undefined
        ? change(path, stream)
        : { ...change(seen.path, stream), version: seen.version };
    case 8:
      return multi(s, stream);
    case 9:
      return { op: 'exists', path, watch };
    case 10:
    case 11:
      return { op: 'get', path, watch };
    case 12:
      return { op: 'children', path: stream.chance(0.5) ? s.config.path : path, watch };
    case 13:
      return { op: 'sync', path };
    case 14:
      return { op: 'add-watch', path, mode: stream.chance(0.5) ? 'persistent' : 'persistent-recursive' };
    default:
      return lookAround(path, stream);
  }
}

function anyPath(s: Application, stream: RandomStream): string {
  const { path } = s.config;
  const parent = `${path}/${pick(NAMES, stream)}`;
  return stream.chance(0.5) ? parent : `${parent}/${pick(NAMES, stream)}`;
}

function pick<Item>(items: readonly [Item, ...Item[]] | readonly Item[], stream: RandomStream): Item {
  return items[stream.below(items.length)] as Item;
}

/** Any, or one that may be right. */
function version(stream: RandomStream): number {
  return stream.chance(0.6) ? -1 : stream.below(3);
}

function creation(path: string, stream: RandomStream): Extract<MultiOperation, { op: 'create' }> {
  const mode = pick(MODES, stream);
  const create = { op: 'create', path, data: data(stream), mode } as const;
  return mode.endsWith('with-ttl') ? { ...create, ttl: 1 + stream.below(20_000) } : create;
}

function change(path: string, stream: RandomStream): Extract<MultiOperation, { op: 'set' }> {
  return { op: 'set', path, data: data(stream), version: version(stream) };
}

function data(stream: RandomStream): string {
  return String(stream.below(1000));
}

function multi(s: Application, stream: RandomStream): Operation {
  const operations = Array.from({ length: 1 + stream.below(3) }, (): MultiOperation => {
    const path = anyPath(s, stream);
    switch (stream.below(4)) {
      case 0:
        return creation(path, stream);
      case 1:
        return { op: 'delete', path, version: version(stream) };
      case 2:
        return change(path, stream);
      default:
        return { op: 'check', path, version: version(stream) };
    }
  });
  return { op: 'multi', operations };
}

function lookAround(path: string, stream: RandomStream): Operation {
  switch (stream.below(4)) {
    case 0:
      return { op: 'set-acl', path, acl: 'rwcda', version: version(stream) };
    case 1:
      return { op: 'get-acl', path };
    case 2:
      return { op: 'ephemerals', prefix: path };
    default:
      return { op: 'count-descendants', path };
  }
}
