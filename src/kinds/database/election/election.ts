import type { Context } from '../../../kernel/kind.ts';
import type { Notice } from '../../zookeeper/client-library.ts';
import type { RecipeState } from '../../zookeeper/recipes/recipe.ts';
import type { Database, DatabaseConfig, Survey } from '../state.ts';

/** One way to choose a primary: what it makes of what happens to its database. */
export interface Election {
  initial(config: DatabaseConfig): RecipeState;
  /** The process starts. */
  begin(s: Database, ctx: Context): void;
  /** Connected to ZooKeeper, with a new session or the one as it was. */
  connected(s: Database, ctx: Context, newSession: boolean): void;
  /** Its session is gone, and all its ephemerals with it. */
  lost(s: Database, ctx: Context): void;
  watch(s: Database, ctx: Context, notice: Extract<Notice, { type: 'watch' }>): void;
  reply(s: Database, ctx: Context, notice: Extract<Notice, { type: 'reply' }>): void;
  /** A primary stepped down on its own clock. */
  review(s: Database, ctx: Context): void;
  timer(s: Database, ctx: Context, name: string): void;
  /** The others have said where they stand. */
  surveyed(s: Database, ctx: Context, survey: Survey): void;
}
