import type { Context } from '../../kernel/kind.ts';
import { exponential } from '../../lib/numeric.ts';
import type { Notice } from '../zookeeper/client-library.ts';
import { RECIPES } from '../zookeeper/recipes/index.ts';
import { type Happening, type News, type Recipe, stepRecipe } from '../zookeeper/recipes/recipe.ts';
import { ask, unanswered } from './session.ts';
import { act, doubt, renewLease, leaseRenewed, stop } from './standing.ts';
import { type Application, needsLease, tradeOf, type Workload } from './state.ts';

/** What begins at a rate. */
const PACED: ReadonlySet<Workload> = new Set(['queue-producer', 'config-writer', 'write', 'read']);
/** Who has this many unanswered requests begins nothing more. */
const MOST_OPEN = 64;

/** The recipe of a workload; undefined: it has none. */
export function recipeOf(workload: Workload): Recipe | undefined {
  return workload === 'random' ? undefined : RECIPES[workload];
}

/** Tells the recipe of what the library told. */
export function recipeNotice(s: Application, ctx: Context, notice: Notice): void {
  switch (notice.type) {
    case 'connected':
      prepare(s, ctx);
      if (s.recipe?.line !== 0) happen(s, ctx, { type: 'resume' });
      else if (!s.resting) begin(s, ctx);
      return;
    case 'suspended':
      if (needsLease(s.config)) doubt(s, ctx, 'its connection is suspended');
      return;
    case 'lost':
    case 'closed':
      if (tradeOf(s.config.workload).begins !== undefined) stop(s, ctx, 'its session expired');
      happen(s, ctx, { type: 'lost' });
      return;
    case 'watch':
      if (notice.event.endsWith('-removed')) return;
      happen(s, ctx, notice as Happening);
      return;
    case 'reply':
      replied(s, ctx, notice);
  }
}

/** A timer of the workload. */
export function recipeTimer(s: Application, ctx: Context, timer: string): void {
  if (timer === 'rest') {
    s.resting = false;
    if (unanswered(s) >= MOST_OPEN) rest(s, ctx);
    else if (s.zookeeper.state === 'CONNECTED' && s.recipe?.line === 0) begin(s, ctx);
  } else if (timer === 'hold') {
    leave(s, ctx);
  } else if (timer === 'lease-renewal') {
    renewLease(s, ctx);
  }
}

/** Whoever is not certain of its session any more looks again where it stands. */
export function reconsider(s: Application, ctx: Context): void {
  doubt(s, ctx, 'its session is not certain any more');
  if (s.zookeeper.state === 'CONNECTED') happen(s, ctx, { type: 'resume' });
}

/** Makes the znodes that the recipe works below. Requests are done in their order, so nobody waits for the answers. */
function prepare(s: Application, ctx: Context): void {
  if (s.prepared) return;
  const { path, workload } = s.config;
  const names = path.split('/').slice(1);
  const paths = names.map((_, index) => `/${names.slice(0, index + 1).join('/')}`);
  const below = (recipeOf(workload)?.below ?? []).map((name) => `${path}/${name}`);
  const all = [...paths, ...below];
  all.forEach((one, index) => {
    const tag = index === all.length - 1 ? 'prepared' : 'prepare';
    ask(s, ctx, { op: 'create', path: one, data: '', mode: 'persistent' }, tag);
  });
}

function begin(s: Application, ctx: Context): void {
  const { reads, workload } = s.config;
  const reading = workload === 'read-write-lock' && ctx.random('reads').chance(reads);
  happen(s, ctx, { type: 'begin', reads: reading });
}

/** Its time is over. It stops before it lets the next one in. */
function leave(s: Application, ctx: Context): void {
  if (s.config.workload !== 'double-barrier') stop(s, ctx, 'released');
  happen(s, ctx, { type: 'leave' });
}

function replied(s: Application, ctx: Context, notice: Extract<Notice, { type: 'reply' }>): void {
  if (notice.error === 'CONNECTIONLOSS' || notice.error === 'SESSIONEXPIRED') return;
  switch (notice.tag) {
    case 'prepare':
      return;
    case 'prepared':
      s.prepared = true;
      return;
    case 'lease':
      if (notice.error === undefined) leaseRenewed(s, ctx, notice.sentAt);
      return;
    default:
      happen(s, ctx, notice);
  }
}

function happen(s: Application, ctx: Context, happening: Happening): void {
  const recipe = recipeOf(s.config.workload);
  if (recipe === undefined || s.recipe === undefined) return;
  const news: News[] = [];
  s.recipe = stepRecipe(recipe, s.recipe, happening, {
    self: ctx.self,
    session: s.zookeeper.session,
    ask: (operation, tag) => {
      if (s.zookeeper.state === 'CONNECTED') ask(s, ctx, operation, tag);
    },
    tell: (one) => news.push(one),
  });
  for (const one of news) hear(s, ctx, one);
}

function hear(s: Application, ctx: Context, news: News): void {
  switch (news.type) {
    case 'won':
      if (s.standing !== 'none') return;
      s.standing = 'won';
      s.shared = news.shared;
      if (needsLease(s.config)) renewLease(s, ctx);
      else act(s, ctx);
      return;
    case 'waits':
      stop(s, ctx, news.reason);
      return;
    case 'left':
      stop(s, ctx, 'released');
      rest(s, ctx);
      return;
    case 'gone':
      ctx.milestone({ type: 'member-left', about: news.member, reason: 'its znode is gone' });
      return;
    case 'value': {
      const { data, version, skipped } = news;
      ctx.milestone({ type: 'config-applied', data: { value: data, version, skipped } });
    }
  }
}

/** Before it begins again: what comes at a rate waits for its gap, everything else for its rest. */
function rest(s: Application, ctx: Context): void {
  s.resting = true;
  const { workload, gap, rest: pause } = s.config;
  const paced = PACED.has(workload);
  if (paced && gap === 0) return;
  const after = workload === 'queue-consumer' ? 1 : paced ? exponential(ctx.random('gaps'), gap) : pause;
  ctx.startTimer('rest', after);
}
