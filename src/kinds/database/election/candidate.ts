/** Candidates of the recipes `queue` and `naive`: how the recipes of the library are played by databases. */
import type { Context } from '../../../kernel/kind.ts';
import type { Notice } from '../../zookeeper/client-library.ts';
import { naiveElection } from '../../zookeeper/recipes/naive-election.ts';
import { queueElection } from '../../zookeeper/recipes/queue-election.ts';
import {
  type Happening, type News, type Recipe, type RecipeState, stepRecipe,
} from '../../zookeeper/recipes/recipe.ts'; // prettier-ignore
import { candidatesPath } from '../protocol.ts';
import { demote, deposed, elected } from '../reign.ts';
import type { Database } from '../state.ts';
import type { Election } from './election.ts';
import { askZookeeper, primaryPathOf, watchPrimary } from './primary-znode.ts';

interface Way {
  readonly recipe: Recipe;
  /** The znode that the recipe works below. */
  readonly path: (group: string) => string;
}

const QUEUE: Way = { recipe: queueElection, path: candidatesPath };
const NAIVE: Way = { recipe: naiveElection, path: (group) => `/${group}` };

export const queue: Election = electionBy(QUEUE);
export const naive: Election = electionBy(NAIVE);

function electionBy(way: Way): Election {
  const { recipe, path } = way;
  return {
    initial: ({ self, group }) => recipe.start({ path: path(group), size: 1, careless: false, data: self }),
    begin: () => undefined,
    connected: (s, ctx, newSession) => {
      enter(way, s, ctx, newSession);
      watchPrimary(s, ctx);
    },
    lost: (s, ctx) => {
      happen(way, s, ctx, { type: 'lost' });
      s.elected = false;
      demote(s, ctx, 'its session expired');
    },
    watch: (s, ctx, notice) => {
      if (notice.path === primaryPathOf(s)) watchPrimary(s, ctx);
      happen(way, s, ctx, notice as Happening);
    },
    reply: (s, ctx, notice) => {
      replied(way, s, ctx, notice);
    },
    review: (s, ctx) => {
      enter(way, s, ctx, false);
    },
    timer: () => undefined,
    surveyed: () => undefined,
  };
}

/** Begins, for which the parents may have to be made; in the same session, looks how things stand now. */
function enter(way: Way, s: Database, ctx: Context, newSession: boolean): void {
  if (newSession || s.election?.line === 0) {
    askZookeeper(s, ctx, { op: 'create', path: `/${s.config.group}`, data: '', mode: 'persistent' }, 'root');
  } else happen(way, s, ctx, { type: 'resume' });
}

function replied(way: Way, s: Database, ctx: Context, reply: Extract<Notice, { type: 'reply' }>): void {
  if (reply.error === 'CONNECTIONLOSS' || reply.error === 'SESSIONEXPIRED') return;
  const path = way.path(s.config.group);
  if (reply.tag === 'root' && path !== `/${s.config.group}`) {
    askZookeeper(s, ctx, { op: 'create', path, data: '', mode: 'persistent' }, 'parent');
  } else if (reply.tag === 'root' || reply.tag === 'parent') {
    happen(way, s, ctx, { type: 'begin', reads: false });
  } else happen(way, s, ctx, reply);
}

function happen(way: Way, s: Database, ctx: Context, happening: Happening): void {
  if (s.election === undefined) return;
  const told: News[] = [];
  s.election = stepRecipe<RecipeState>(way.recipe, s.election, happening, {
    self: ctx.self,
    session: s.zookeeper?.session ?? 0,
    ask: (operation, tag) => {
      if (s.zookeeper?.state === 'CONNECTED') askZookeeper(s, ctx, operation, tag);
    },
    tell: (news) => {
      told.push(news);
    },
  });
  for (const news of told) hear(s, ctx, news);
}

function hear(s: Database, ctx: Context, news: News): void {
  if (news.type === 'won') elected(s, ctx);
  else if (news.type === 'waits') deposed(s, ctx, news.reason);
}
