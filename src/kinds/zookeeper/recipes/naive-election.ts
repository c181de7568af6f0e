import type { Draft } from '../../../kernel/kind.ts';
import {
  forget,
  giveUp,
  type Hands,
  type Recipe,
  type RecipeReply,
  type RecipeState,
  unbegun,
} from './recipe.ts';

/** The lines that candidates run, for a znode; the last two are what careful programs add. */
const lines = (path: string): readonly string[] => [
  `try: create("${path}", my_id, ephemeral)`,
  '    I am the primary',
  'except NodeExists:',
  '    someone else is primary; watch the node and wait',
  'when it is deleted (the primary died), try again',
  'after a lost answer: sync, read it; its owner is my session: I am the primary',
  'to resign: delete it',
];

const LINE = { create: 1, won: 2, watch: 3, wait: 4, again: 5, find: 6, leave: 7 } as const;

export interface NaiveElection extends RecipeState {
  readonly path: string;
  readonly data: string;
  readonly careless: boolean;
}

/** Everybody tries to make the same znode, and watches it: all are woken when it goes. */
export const naiveElection: Recipe<NaiveElection> = {
  name: 'naive-election',
  start: ({ path, data, careless }) => ({
    ...unbegun('naive-election', lines(`${path}/primary`)),
    path: `${path}/primary`,
    data,
    careless,
  }),
  handle: (r, happening, hands) => {
    switch (happening.type) {
      case 'begin':
        create(r, hands);
        return;
      case 'resume':
        resume(r, hands);
        return;
      case 'lost':
        forget(r);
        return;
      case 'leave':
        giveUp(r, LINE.leave, hands);
        return;
      case 'watch':
        if (r.line === LINE.wait && happening.path === r.path) {
          if (happening.event === 'deleted') create(r, hands, LINE.again);
          else watch(r, hands);
        }
        return;
      case 'reply':
        answered(r, happening, hands);
    }
  },
};

type State = Draft<NaiveElection>;

function create(r: State, hands: Hands, line: number = LINE.create): void {
  r.line = line;
  r.awaits = undefined;
  hands.ask({ op: 'create', path: r.path, data: r.data, mode: 'ephemeral' }, 'create');
}

function watch(r: State, hands: Hands): void {
  r.line = LINE.watch;
  r.awaits = r.path;
  hands.ask({ op: 'exists', path: r.path, watch: true }, 'watch');
}

/**
 * Whoever takes a lost answer for a failure finds the znode there, and waits for itself to go; or deletes, for the second
 * time, what has become another's.
 */
function resume(r: State, hands: Hands): void {
  if (r.line === 0) return;
  if (r.careless && r.leaving) giveUp(r, LINE.leave, hands);
  else if (r.careless && r.own === undefined) create(r, hands);
  else {
    r.line = LINE.find;
    // What was asked before the connection broke may still be on its way to be done.
    hands.ask({ op: 'sync', path: r.path }, 'sync');
    hands.ask({ op: 'get', path: r.path, watch: false }, 'find');
  }
}

function answered(r: State, { tag, error, result }: RecipeReply, hands: Hands): void {
  if (tag === 'create' && (r.line === LINE.create || r.line === LINE.again)) {
    if (error === undefined) won(r, hands, result.stat?.czxid);
    else watch(r, hands);
  } else if (tag === 'watch' && r.line === LINE.watch) {
    if (error === undefined) wait(r, hands);
    else create(r, hands);
  } else if (tag === 'find' && r.line === LINE.find) {
    const own = error === undefined && result.stat?.ephemeralOwner === hands.session;
    if (r.leaving && !own) left(r, hands);
    else if (error !== undefined) deposed(r, hands);
    else if (own) won(r, hands, result.stat.czxid);
    else watch(r, hands);
  } else if (tag === 'leave' && r.line === LINE.leave) {
    left(r, hands);
  }
}

function left(r: State, hands: Hands): void {
  forget(r);
  hands.tell({ type: 'left' });
}

function deposed(r: State, hands: Hands): void {
  r.own = undefined;
  hands.tell({ type: 'waits', reason: 'its znode is gone' });
  create(r, hands);
}

function won(r: State, hands: Hands, token: number | undefined): void {
  r.own = r.path;
  r.token = token;
  r.awaits = undefined;
  if (r.leaving) {
    giveUp(r, LINE.leave, hands);
    return;
  }
  r.line = LINE.won;
  hands.tell({ type: 'won', shared: false });
}

function wait(r: State, hands: Hands): void {
  r.line = LINE.wait;
  r.own = undefined;
  hands.tell({ type: 'waits', reason: 'another is the primary' });
}
