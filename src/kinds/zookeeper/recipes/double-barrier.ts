import type { Draft } from '../../../kernel/kind.ts';
import { compareText } from '../../../lib/compare.ts';
import {
  forget,
  type Hands,
  nameOf,
  type Recipe,
  type RecipeReply,
  type RecipeState,
  unbegun,
} from './recipe.ts';

const LINES = [
  'to enter: exists(ready), watch',
  'create mine, ephemeral, with my name',
  'list all: enough are here: create ready',
  'else wait for ready; then all are in',
  'to leave: list all without ready; none: all are out',
  'only mine is left: delete it and ready',
  'mine is the lowest: exists(the highest), watch',
  'else delete mine; exists(the lowest), watch',
  'wait until it is gone, then go to 5',
];

const LINE = {
  look: 1,
  create: 2,
  count: 3,
  in: 4,
  list: 5,
  last: 6,
  lowest: 7,
  others: 8,
  wait: 9,
} as const;
const READY = 'ready';

export interface DoubleBarrier extends RecipeState {
  readonly path: string;
  readonly size: number;
  readonly entered: boolean;
}

type State = Draft<DoubleBarrier>;

/** All begin together and end together (ZooKeeper documentation, "Double Barriers"). */
export const doubleBarrier: Recipe<DoubleBarrier> = {
  name: 'double-barrier',
  start: ({ path, size }) => ({ ...unbegun('double-barrier', LINES), path, size, entered: false }),
  handle: (r, happening, hands) => {
    switch (happening.type) {
      case 'begin':
        look(r, hands);
        return;
      case 'resume':
        if (r.leaving) list(r, hands);
        else if (r.line !== 0 && !r.entered) look(r, hands);
        return;
      case 'lost':
        stepOut(r);
        return;
      case 'leave':
        r.leaving = true;
        list(r, hands);
        return;
      case 'watch':
        if (happening.path === ready(r)) enter(r, hands);
        else if (r.line === LINE.wait && happening.path === r.awaits) list(r, hands);
        return;
      case 'reply':
        answered(r, happening, hands);
    }
  },
};

function ready(r: State): string {
  return `${r.path}/${READY}`;
}

function stepOut(r: State): void {
  forget(r);
  r.entered = false;
}

function look(r: State, hands: Hands): void {
  r.line = LINE.look;
  hands.ask({ op: 'exists', path: ready(r), watch: true }, 'look');
}

/** `ready` appeared, or was there all along. */
function enter(r: State, hands: Hands): void {
  if (r.entered || r.leaving || r.line !== LINE.in) return;
  r.entered = true;
  r.awaits = undefined;
  hands.tell({ type: 'won', shared: true });
}

function list(r: State, hands: Hands): void {
  r.line = LINE.list;
  hands.ask({ op: 'children', path: r.path, watch: false }, 'list');
}

function answered(r: State, { tag, error, result }: RecipeReply, hands: Hands): void {
  if (tag === 'look' && r.line === LINE.look) {
    r.line = LINE.create;
    r.own = `${r.path}/${hands.self}`;
    hands.ask({ op: 'create', path: r.own, data: '', mode: 'ephemeral' }, 'create');
  } else if (tag === 'create' && r.line === LINE.create) {
    r.line = LINE.count;
    hands.ask({ op: 'children', path: r.path, watch: false }, 'count');
  } else if (tag === 'count' && r.line === LINE.count) {
    counted(r, hands, result.children ?? []);
  } else if (tag === 'ready') {
    enter(r, hands);
  } else if (tag === 'list' && r.line === LINE.list) {
    leave(r, hands, result.children ?? []);
  } else if (tag === 'watch' && (r.line === LINE.lowest || r.line === LINE.others)) {
    if (error === undefined) r.line = LINE.wait;
    else list(r, hands);
  }
}

function counted(r: State, hands: Hands, names: readonly string[]): void {
  r.line = LINE.in;
  r.awaits = ready(r);
  if (names.includes(READY)) {
    enter(r, hands);
  } else if (names.length >= r.size) {
    hands.ask({ op: 'create', path: ready(r), data: '', mode: 'persistent' }, 'ready');
  } else {
    hands.tell({ type: 'waits', reason: 'others are not here yet' });
  }
}

function leave(r: State, hands: Hands, names: readonly string[]): void {
  const here = names.filter((name) => name !== READY).sort(compareText);
  const [lowest, highest] = [here[0], here.at(-1)];
  const mine = r.own === undefined ? undefined : nameOf(r.own);
  if (lowest === undefined || highest === undefined || (lowest === mine && highest === mine)) {
    r.line = LINE.last;
    if (lowest !== undefined) remove(hands, `${r.path}/${lowest}`);
    remove(hands, ready(r));
    stepOut(r);
    hands.tell({ type: 'left' });
  } else if (lowest === mine) {
    r.line = LINE.lowest;
    watchFor(r, hands, highest);
  } else {
    r.line = LINE.others;
    if (mine !== undefined && here.includes(mine)) remove(hands, `${r.path}/${mine}`);
    watchFor(r, hands, lowest);
  }
}

function remove(hands: Hands, path: string): void {
  hands.ask({ op: 'delete', path, version: -1 }, 'remove');
}

function watchFor(r: State, hands: Hands, name: string): void {
  r.awaits = `${r.path}/${name}`;
  hands.ask({ op: 'exists', path: r.awaits, watch: true }, 'watch');
}
