import type { Draft } from '../../../kernel/kind.ts';
import { type Hands, type Recipe, type RecipeState, unbegun } from './recipe.ts';

const WAITER = ['exists(barrier), watch', 'it is absent: go on', 'else wait until it is gone, then go to 1'];
const KEEPER = ['create barrier', 'it stands: hold the others up', 'to let them go: delete it'];

const LINE = { look: 1, pass: 2, wait: 3 } as const;
const KEEPER_LINE = { create: 1, stands: 2, leave: 3 } as const;

export interface Barrier extends RecipeState {
  readonly barrier: string;
}

type State = Draft<Barrier>;

/** Waits while the barrier stands (ZooKeeper documentation, "Barriers"). */
export const barrier: Recipe<Barrier> = {
  name: 'barrier',
  start: ({ path }) => ({ ...unbegun('barrier', WAITER), barrier: `${path}/barrier` }),
  handle: (r, happening, hands) => {
    switch (happening.type) {
      case 'begin':
        look(r, hands);
        return;
      case 'resume':
        if (r.line === LINE.look || r.line === LINE.wait) look(r, hands);
        return;
      case 'lost':
        r.line = 0;
        return;
      case 'leave':
        r.line = 0;
        hands.tell({ type: 'left' });
        return;
      case 'watch':
        if (r.line === LINE.wait && happening.path === r.barrier) look(r, hands);
        return;
      case 'reply':
        if (r.line === LINE.look) looked(r, hands, happening.error === undefined);
    }
  },
};

function look(r: State, hands: Hands): void {
  r.line = LINE.look;
  r.awaits = undefined;
  hands.ask({ op: 'exists', path: r.barrier, watch: true }, 'look');
}

function looked(r: State, hands: Hands, stands: boolean): void {
  r.line = stands ? LINE.wait : LINE.pass;
  r.awaits = stands ? r.barrier : undefined;
  hands.tell(stands ? { type: 'waits', reason: 'the barrier stands' } : { type: 'won', shared: true });
}

/** Sets the barrier up, and takes it away. It is persistent: it stands though its keeper dies. */
export const barrierKeeper: Recipe<Barrier> = {
  name: 'barrier-keeper',
  start: ({ path }) => ({ ...unbegun('barrier-keeper', KEEPER), barrier: `${path}/barrier` }),
  handle: (r, happening, hands) => {
    switch (happening.type) {
      case 'begin':
        setUp(r, hands);
        return;
      case 'resume':
        if (r.leaving) take(r, hands);
        else if (r.line === KEEPER_LINE.create) setUp(r, hands);
        return;
      case 'lost':
        return;
      case 'leave':
        take(r, hands);
        return;
      case 'watch':
        return;
      case 'reply':
        kept(r, happening.tag, hands);
    }
  },
};

function setUp(r: State, hands: Hands): void {
  r.line = KEEPER_LINE.create;
  hands.ask({ op: 'create', path: r.barrier, data: '', mode: 'persistent' }, 'create');
}

function take(r: State, hands: Hands): void {
  r.leaving = true;
  r.line = KEEPER_LINE.leave;
  hands.ask({ op: 'delete', path: r.barrier, version: -1 }, 'leave');
}

function kept(r: State, tag: string, hands: Hands): void {
  if (tag === 'create') {
    r.line = KEEPER_LINE.stands;
    r.own = r.barrier;
    hands.tell({ type: 'won', shared: true });
  } else {
    r.line = 0;
    r.own = undefined;
    r.leaving = false;
    hands.tell({ type: 'left' });
  }
}
