import type { Draft } from '../../../kernel/kind.ts';
import {
  forget,
  giveUp,
  type Happening,
  type Hands,
  type RecipeReply,
  type RecipeState,
  unbegun,
} from './recipe.ts';

/*
 * What group membership and service registries have in common: an ephemeral with one's own name, and a watch on all
 * of them. They differ in what they do about a znode that an earlier session of the same name has left.
 */

const LINE = { create: 1, exists: 2, list: 3, watch: 4, leave: 5 } as const;

export interface Roster extends RecipeState {
  readonly path: string;
  readonly data: string;
  /** Whom it last saw, itself included, in name order. */
  readonly members: readonly string[];
}

type State = Draft<Roster>;

export function unlisted(name: string, lines: readonly string[], path: string, data: string): Roster {
  return { ...unbegun(name, lines), path, data, members: [] };
}

export interface RosterRules {
  /** It deletes what an earlier session has left; else it waits until that session has expired. */
  readonly replaces: boolean;
  /** It looks at the others; else it only shows itself. */
  readonly lists: boolean;
}

export function keepRoster(r: State, rules: RosterRules, happening: Happening, hands: Hands): void {
  switch (happening.type) {
    case 'begin':
      create(r, hands);
      return;
    case 'resume':
      if (r.leaving) giveUp(r, LINE.leave, hands);
      else if (r.line !== 0) create(r, hands);
      return;
    case 'lost':
      forget(r);
      return;
    case 'leave':
      giveUp(r, LINE.leave, hands);
      return;
    case 'watch':
      if (happening.path === r.path) list(r, hands);
      else if (r.line === LINE.exists && happening.path === r.awaits) create(r, hands);
      return;
    case 'reply':
      answered(r, rules, happening, hands);
  }
}

function create(r: State, hands: Hands): void {
  r.line = LINE.create;
  const path = `${r.path}/${hands.self}`;
  hands.ask({ op: 'create', path, data: r.data, mode: 'ephemeral' }, 'create');
}

function list(r: State, hands: Hands): void {
  if (r.line === LINE.watch) r.line = LINE.list;
  hands.ask({ op: 'children', path: r.path, watch: true }, 'list');
}

function answered(r: State, { replaces, lists }: RosterRules, reply: RecipeReply, hands: Hands): void {
  const { tag, error, result } = reply;
  if (tag === 'create' && r.line === LINE.create) {
    if (error === undefined) joined(r, lists, hands, result.stat?.czxid);
    else look(r, hands);
  } else if (tag === 'look' && r.line === LINE.exists) {
    if (error !== undefined) create(r, hands);
    else if (result.stat?.ephemeralOwner === hands.session) joined(r, lists, hands, result.stat.czxid);
    else if (replaces) {
      hands.ask({ op: 'delete', path: `${r.path}/${hands.self}`, version: -1 }, 'replace');
    } else {
      r.awaits = `${r.path}/${hands.self}`;
      hands.tell({ type: 'waits', reason: 'its earlier session is not expired yet' });
    }
  } else if (tag === 'replace') {
    create(r, hands);
  } else if (tag === 'list') {
    listed(r, hands, result.children ?? []);
  } else if (tag === 'leave' && r.line === LINE.leave) {
    forget(r);
    hands.tell({ type: 'left' });
  }
}

/** NODEEXISTS: its own, of a lost answer, or what an earlier session of its name has left. */
function look(r: State, hands: Hands): void {
  r.line = LINE.exists;
  hands.ask({ op: 'exists', path: `${r.path}/${hands.self}`, watch: true }, 'look');
}

function joined(r: State, lists: boolean, hands: Hands, token: number | undefined): void {
  r.own = `${r.path}/${hands.self}`;
  r.token = token;
  r.awaits = lists ? r.path : undefined;
  r.line = LINE.list;
  hands.tell({ type: 'won', shared: true });
  if (lists) list(r, hands);
}

function listed(r: State, hands: Hands, members: readonly string[]): void {
  if (r.line === LINE.list) r.line = LINE.watch;
  for (const member of r.members) {
    if (member !== hands.self && !members.includes(member)) hands.tell({ type: 'gone', member });
  }
  r.members = members;
}
