import type { Context } from '../../kernel/kind.ts';
import type { Notice } from '../zookeeper/client-library.ts';
import { submit } from '../zookeeper/client-library.ts';
import type { Operation } from '../zookeeper/protocol.ts';
import type { PlaceInLine } from '../zookeeper/recipes/place-in-line.ts';
import { queueElection } from '../zookeeper/recipes/queue-election.ts';
import { type Happening, type News, stepRecipe } from '../zookeeper/recipes/recipe.ts';
import { candidatesPath, primaryPath } from './protocol.ts';
import type { Database } from './state.ts';

/** What the queue recipe needs of the database around it. */
export interface Elector {
  elected(s: Database, ctx: Context): void;
  deposed(s: Database, ctx: Context, reason: string): void;
}

/** The recipe of a candidate who has not queued up yet. */
export function newCandidate(self: string, group: string): PlaceInLine {
  return queueElection.start({ path: candidatesPath(group), size: 1, careless: false, data: self });
}

/** Asks ZooKeeper; a refusal for want of a connection is ignored, because reconnecting starts the recipe over. */
export function ask(s: Database, ctx: Context, operation: Operation, tag: string): void {
  if (s.zookeeper !== undefined) s.zookeeper = submit(s.zookeeper, ctx, operation, tag).client;
}

/** A new session: queue up. The parents may have to be made first. */
export function enterQueue(s: Database, ctx: Context): void {
  ask(s, ctx, { op: 'create', path: `/${s.config.group}`, data: '', mode: 'persistent' }, 'root');
}

/** The same session again: what the queue looks like now is anybody's guess. */
export function reviewQueue(s: Database, ctx: Context, elector: Elector): void {
  if (s.election.line === 0) enterQueue(s, ctx);
  else happen(s, ctx, { type: 'resume' }, elector);
}

/** Its session is gone, and its candidate with it. */
export function leaveQueue(s: Database, ctx: Context, elector: Elector): void {
  happen(s, ctx, { type: 'lost' }, elector);
}

/** An answer to a request of the election. */
export function electionReply(
  s: Database,
  ctx: Context,
  reply: Extract<Notice, { type: 'reply' }>,
  elector: Elector,
): void {
  if (reply.error === 'CONNECTIONLOSS' || reply.error === 'SESSIONEXPIRED') return;
  switch (reply.tag) {
    case 'root': {
      const path = candidatesPath(s.config.group);
      ask(s, ctx, { op: 'create', path, data: '', mode: 'persistent' }, 'queue');
      return;
    }
    case 'queue':
      happen(s, ctx, { type: 'begin', reads: false }, elector);
      return;
    default:
      happen(s, ctx, reply, elector);
  }
}

/** A watched znode changed. */
export function electionEvent(
  s: Database,
  ctx: Context,
  event: Extract<Notice, { type: 'watch' }>,
  elector: Elector,
): void {
  if (event.path === primaryPath(s.config.group)) watchPrimary(s, ctx);
  else happen(s, ctx, event as Happening, elector);
}

/** Reads who is primary, and watches for the next. */
export function watchPrimary(s: Database, ctx: Context): void {
  ask(s, ctx, { op: 'get', path: primaryPath(s.config.group), watch: true }, 'primary');
}

function happen(s: Database, ctx: Context, happening: Happening, elector: Elector): void {
  s.election = stepRecipe(queueElection, s.election, happening, {
    self: ctx.self,
    session: s.zookeeper?.session ?? 0,
    ask: (operation, tag) => {
      if (s.zookeeper?.state === 'CONNECTED') ask(s, ctx, operation, tag);
    },
    tell: (news) => {
      hear(s, ctx, news, elector);
    },
  });
}

function hear(s: Database, ctx: Context, news: News, elector: Elector): void {
  if (news.type === 'won') elector.elected(s, ctx);
  else if (news.type === 'waits') elector.deposed(s, ctx, news.reason);
}
