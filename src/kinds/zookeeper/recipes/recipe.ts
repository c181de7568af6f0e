import type { Draft } from '../../../kernel/kind.ts';
import type { ErrorCode, Operation, Result, SessionId, WatchEventType, Zxid } from '../protocol.ts';

/**
 * Recipes: what applications build from znodes and watches. Each is a state machine of its own, an immutable state
 * and a handler of what happens to it, with its pseudo-code beside it: `line` says where it stands.
 */

/** What every recipe shows of itself; each adds what it has to remember. */
export interface RecipeState {
  readonly name: string;
  /** Its pseudo-code. */
  readonly lines: readonly string[];
  /** The line that it stands at, from 1; 0: it has not begun. */
  readonly line: number;
  /** Its own znode. */
  readonly own: string | undefined;
  /** The znode that it waits for. */
  readonly awaits: string | undefined;
  /** The czxid of its own znode: it grows from holder to holder, so a resource can refuse whoever comes too late. */
  readonly token: Zxid | undefined;
  /** What it last wrote or read, in a few words, where that tells more than its line. */
  readonly says: string | undefined;
  /** What it was asked to give up is not given up yet. */
  readonly leaving: boolean;
}

/** What can happen to a recipe. Answers of unknown outcome do not reach it: `resume` follows them, or `lost`. */
export type Happening =
  /** `reads`: what is shared among readers is wanted for reading. */
  | { readonly type: 'begin'; readonly reads: boolean }
  /** Connected again with the session as it was: what was asked may have been done, what was watched may have changed. */
  | { readonly type: 'resume' }
  /** Its session ended, and all its ephemerals with it. */
  | { readonly type: 'lost' }
  /** It is to give up what it has. */
  | { readonly type: 'leave' }
  | RecipeReply
  | { readonly type: 'watch'; readonly event: WatchEventType; readonly path: string };

export interface RecipeReply {
  readonly type: 'reply';
  readonly tag: string;
  readonly error: ErrorCode | undefined;
  readonly result: Result;
  readonly operation: Operation;
}

/** What a recipe tells its application. */
export type News =
  /** It has what it is for, alone or with others; told again whenever it has made sure. */
  | { readonly type: 'won'; readonly shared: boolean }
  /** It does not have it, or not any more. */
  | { readonly type: 'waits'; readonly reason: string }
  | { readonly type: 'left' }
  /** Another member of its group is gone. */
  | { readonly type: 'gone'; readonly member: string }
  /** It read a value; `skipped` values came and went unseen. */
  | { readonly type: 'value'; readonly data: string; readonly version: number; readonly skipped: number };

/** Through which a recipe acts, for the length of one happening. */
export interface Hands {
  /** The name of the process. */
  readonly self: string;
  readonly session: SessionId;
  /** Sends a request while connected; else nothing is sent, because `resume` or `lost` follows. */
  ask(operation: Operation, tag: string): void;
  tell(news: News): void;
}

/** What a recipe is set to do. */
export interface Plan {
  /** The znode that it works below; it exists. */
  readonly path: string;
  /** How many may hold a semaphore, or make up a barrier. */
  readonly size: number;
  /** Takes a lost answer for a failure, as careless programs do. */
  readonly careless: boolean;
  /** A reader asks for a sync before each read. */
  readonly sync?: boolean;
  /** What its own znode says. */
  readonly data: string;
}

export interface Recipe<State extends RecipeState = RecipeState> {
  readonly name: string;
  /** Further znodes that must exist, below the path of its plan. */
  readonly below?: readonly string[];
  start(plan: Plan): State;
  /** Assigns to the draft and replaces nested values, as handlers of kinds do. */
  handle(r: Draft<State>, happening: Happening, hands: Hands): void;
}

/** What a recipe begins with. */
export function unbegun(name: string, lines: readonly string[]): RecipeState {
  return {
    name,
    lines,
    line: 0,
    own: undefined,
    awaits: undefined,
    token: undefined,
    says: undefined,
    leaving: false,
  };
}

/** Back to before it began. */
export function forget(r: Draft<RecipeState>): void {
  r.line = 0;
  r.own = undefined;
  r.awaits = undefined;
  r.token = undefined;
  r.leaving = false;
}

/** Gives up what it has, or will have, by deleting its own znode: that is `line` of its pseudo-code. */
export function giveUp(r: Draft<RecipeState>, line: number, hands: Hands): void {
  r.leaving = true;
  if (r.own === undefined) return;
  r.line = line;
  hands.ask({ op: 'delete', path: r.own, version: -1 }, 'leave');
}

/** One step of a recipe. */
export function stepRecipe<State extends RecipeState>(
  recipe: Recipe<State>,
  state: State,
  happening: Happening,
  hands: Hands,
): State {
  const draft: Draft<State> = { ...state };
  recipe.handle(draft, happening, hands);
  return draft;
}

/** The last component of a path. */
export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
