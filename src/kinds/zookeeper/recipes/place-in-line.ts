import type { Draft } from '../../../kernel/kind.ts';
import { compareText } from '../../../lib/compare.ts';
import type { Result, SessionId } from '../protocol.ts';
import {
  forget, giveUp, type Happening, type Hands, nameOf, type RecipeReply, type RecipeState, unbegun,
} from './recipe.ts'; // prettier-ignore

/*
 * What sequential locks and elections have in common (ZooKeeper documentation, "Recipes"; Curator,
 * StandardLockInternalsDriver): a place in a line of ephemeral sequential znodes, in the order of their suffixes.
 * Whose turn it is, and whom the others watch, is for each recipe to say.
 */

/** The numbers of the lines; each recipe has its own words for them. */
const LINE = { create: 1, list: 2, won: 3, watch: 4, wait: 5, find: 6, leave: 7 } as const;

export interface PlaceInLine extends RecipeState {
  readonly path: string;
  /** What own names end in before the number: `lock-`. */
  readonly prefix: string;
  /** Own names begin with a mark that is made for each attempt; without it a lost znode is known by its owner. */
  readonly marked: boolean;
  readonly careless: boolean;
  readonly data: string;
  readonly attempts: number;
  readonly mark: string;
  /** Names still to be looked at for an own znode of unknown name. */
  readonly unexamined: readonly string[];
}

/** How a recipe reads the line. */
export interface LineRules {
  /** The name that must go before it is the turn of the one at `place`; undefined: it is its turn. */
  before(line: readonly string[], place: number): string | undefined;
  readonly shared: boolean;
  /** Everybody watches the whole line. */
  readonly herd: boolean;
}

export interface LineOptions {
  readonly name: string;
  readonly lines: readonly string[];
  readonly path: string;
  readonly prefix: string;
  readonly data: string;
  readonly marked: boolean;
  readonly careless: boolean;
}

/** The state of somebody who has not come yet. */
export function outOfLine({ name, lines, path, prefix, data, marked, careless }: LineOptions): PlaceInLine {
  return {
    ...unbegun(name, lines), path, prefix, data, marked, careless, attempts: 0, mark: '', unexamined: [],
  }; // prettier-ignore
}

/** Lets somebody in line handle what happened. */
export function moveInLine(
  r: Draft<PlaceInLine>,
  rules: LineRules,
  happening: Happening,
  hands: Hands,
): void {
  switch (happening.type) {
    case 'begin':
      join(r, hands);
      return;
    case 'resume':
      review(r, rules, hands);
      return;
    case 'lost':
      leaveLine(r);
      return;
    case 'leave':
      giveUp(r, LINE.leave, hands);
      return;
    case 'watch':
      if (r.line === LINE.wait && happening.path === r.awaits) list(r, rules, hands);
      return;
    case 'reply':
      answered(r, rules, happening, hands);
  }
}

/** In the order of the numbers, which stand in the last ten characters. */
export function bySequence(a: string, b: string): number {
  return compareText(a.slice(-10), b.slice(-10));
}

function leaveLine(r: Draft<PlaceInLine>): void {
  forget(r);
  r.unexamined = [];
}

function join(r: Draft<PlaceInLine>, hands: Hands): void {
  r.line = LINE.create;
  r.attempts++;
  r.mark = r.marked ? `${hands.self}.${hands.session.toString(16)}.${String(r.attempts)}-` : '';
  create(r, hands);
}

function create(r: Draft<PlaceInLine>, hands: Hands): void {
  r.line = LINE.create;
  const path = `${r.path}/${r.mark}${r.prefix}`;
  hands.ask({ op: 'create', path, data: r.data, mode: 'ephemeral-sequential' }, 'create');
}

/** Connected again: the line may have moved, and an own znode may stand in it that nobody told of. */
function review(r: Draft<PlaceInLine>, rules: LineRules, hands: Hands): void {
  if (r.line === 0) return;
  if (r.own !== undefined) {
    if (r.leaving) giveUp(r, LINE.leave, hands);
    else list(r, rules, hands);
  } else if (r.careless) join(r, hands);
  else find(r, hands);
}

function list(r: Draft<PlaceInLine>, rules: LineRules, hands: Hands): void {
  r.line = LINE.list;
  hands.ask({ op: 'children', path: r.path, watch: rules.herd }, 'list');
}

function find(r: Draft<PlaceInLine>, hands: Hands): void {
  r.line = LINE.find;
  hands.ask({ op: 'children', path: r.path, watch: false }, 'find');
}

function answered(r: Draft<PlaceInLine>, rules: LineRules, reply: RecipeReply, hands: Hands): void {
  const { tag, error, result } = reply;
  if (tag === 'create' && r.line === LINE.create) {
    if (error === undefined) placed(r, rules, hands, result.path, result);
  } else if (tag === 'list' && r.line === LINE.list) {
    decide(r, rules, hands, result.children ?? []);
  } else if (tag === 'find' && r.line === LINE.find) {
    search(r, hands, result.children ?? []);
  } else if (tag === 'examine' && r.line === LINE.find) {
    examined(r, rules, hands, reply);
  } else if (tag === 'watch' && r.line === LINE.watch) {
    if (error === 'NONODE') list(r, rules, hands);
    else r.line = LINE.wait;
  } else if (tag === 'leave' && r.line === LINE.leave) {
    left(r, hands);
  }
}

function placed(
  r: Draft<PlaceInLine>,
  rules: LineRules,
  hands: Hands,
  own: string | undefined,
  { stat }: Result,
): void {
  r.own = own;
  r.token = stat?.czxid;
  if (r.leaving) giveUp(r, LINE.leave, hands);
  else list(r, rules, hands);
}

/** After a lost answer to `create`: its mark tells an own znode from others, else its owner does. */
function search(r: Draft<PlaceInLine>, hands: Hands, names: readonly string[]): void {
  const possible = r.marked ? names.filter((name) => name.startsWith(r.mark)) : names;
  r.unexamined = [...possible].sort(bySequence).reverse();
  examineNext(r, hands);
}

function examineNext(r: Draft<PlaceInLine>, hands: Hands): void {
  const [name, ...rest] = r.unexamined;
  r.unexamined = rest;
  if (name === undefined) absent(r, hands);
  else hands.ask({ op: 'get', path: `${r.path}/${name}`, watch: false }, 'examine');
}

/** There is none of its own: the lost request was not done. */
function absent(r: Draft<PlaceInLine>, hands: Hands): void {
  if (r.leaving) left(r, hands);
  else create(r, hands);
}

function left(r: Draft<PlaceInLine>, hands: Hands): void {
  leaveLine(r);
  hands.tell({ type: 'left' });
}

function examined(
  r: Draft<PlaceInLine>,
  rules: LineRules,
  hands: Hands,
  { result, operation }: RecipeReply,
): void {
  const mine = isOwn(result, hands.session) && 'path' in operation;
  if (mine) placed(r, rules, hands, operation.path, result);
  else examineNext(r, hands);
}

function isOwn(result: Result, session: SessionId): boolean {
  return result.stat?.ephemeralOwner === session;
}

function decide(r: Draft<PlaceInLine>, rules: LineRules, hands: Hands, names: readonly string[]): void {
  const line = [...names].sort(bySequence);
  const place = r.own === undefined ? -1 : line.indexOf(nameOf(r.own));
  if (place < 0) {
    hands.tell({ type: 'waits', reason: 'its own znode is gone' });
    r.own = undefined;
    r.token = undefined;
    join(r, hands);
    return;
  }
  const before = rules.before(line, place);
  if (before === undefined) {
    r.line = LINE.won;
    r.awaits = undefined;
    hands.tell({ type: 'won', shared: rules.shared });
    return;
  }
  hands.tell({ type: 'waits', reason: 'others are before it' });
  if (rules.herd) {
    r.awaits = r.path;
    r.line = LINE.wait;
  } else {
    r.awaits = `${r.path}/${before}`;
    r.line = LINE.watch;
    hands.ask({ op: 'exists', path: r.awaits, watch: true }, 'watch');
  }
}
