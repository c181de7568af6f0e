import type { Draft } from '../../../kernel/kind.ts';
import { bySequence } from './place-in-line.ts';
import { type Hands, type Recipe, type RecipeReply, type RecipeState, unbegun } from './recipe.ts';

const PRODUCER = ['create qn-, persistent and sequential, with the item in it'];
const CONSUMER = [
  'list all, watch',
  'none: wait until anything changes, then go to 1',
  'get the lowest; it is gone: get the next, after the last go to 1',
  'delete it; it is gone: another took it, get the next',
  'it is mine: work on it, then go to 1',
];

const LINE = { list: 1, wait: 2, get: 3, delete: 4, work: 5 } as const;

export interface Producer extends RecipeState {
  readonly path: string;
  readonly data: string;
  readonly produced: number;
}

/** Puts an item in whenever it is told to begin. An item whose answer is lost may be in twice, or not at all. */
export const queueProducer: Recipe<Producer> = {
  name: 'queue-producer',
  start: ({ path, data }) => ({ ...unbegun('queue-producer', PRODUCER), path, data, produced: 0 }),
  handle: (r, happening, hands) => {
    if (happening.type === 'begin') {
      r.line = 1;
      r.produced++;
      const data = `${r.data}#${String(r.produced)}`;
      hands.ask({ op: 'create', path: `${r.path}/qn-`, data, mode: 'persistent-sequential' }, 'put');
    } else if (happening.type !== 'watch') {
      r.line = 0;
      if (happening.type !== 'lost') hands.tell({ type: 'left' });
    }
  },
};

export interface Consumer extends RecipeState {
  readonly path: string;
  readonly names: readonly string[];
  readonly item: string | undefined;
  readonly taken: number;
}

type State = Draft<Consumer>;

/** Takes the lowest item, then works on it: an item that was taken is lost if its consumer dies. */
export const queueConsumer: Recipe<Consumer> = {
  name: 'queue-consumer',
  start: ({ path }) => ({
    ...unbegun('queue-consumer', CONSUMER), path, names: [], item: undefined, taken: 0,
  }), // prettier-ignore
  handle: (r, happening, hands) => {
    switch (happening.type) {
      case 'begin':
        list(r, hands);
        return;
      case 'resume':
        if (r.line !== 0 && r.line !== LINE.work) list(r, hands);
        return;
      case 'lost':
        if (r.line !== LINE.work) r.line = 0;
        return;
      case 'leave':
        r.line = 0;
        r.item = undefined;
        r.own = undefined;
        hands.tell({ type: 'left' });
        return;
      case 'watch':
        if (r.line === LINE.wait && happening.path === r.path) list(r, hands);
        return;
      case 'reply':
        answered(r, happening, hands);
    }
  },
};

function list(r: State, hands: Hands): void {
  r.line = LINE.list;
  r.own = undefined;
  hands.ask({ op: 'children', path: r.path, watch: true }, 'list');
}

function next(r: State, hands: Hands): void {
  const [name, ...rest] = r.names;
  if (name === undefined) {
    list(r, hands);
    return;
  }
  r.names = rest;
  r.line = LINE.get;
  r.own = `${r.path}/${name}`;
  hands.ask({ op: 'get', path: r.own, watch: false }, 'get');
}

function answered(r: State, { tag, error, result }: RecipeReply, hands: Hands): void {
  if (tag === 'list' && r.line === LINE.list) {
    r.names = (result.children ?? []).filter((name) => name.startsWith('qn-')).sort(bySequence);
    r.awaits = r.names.length === 0 ? r.path : undefined;
    if (r.names.length > 0) next(r, hands);
    else r.line = LINE.wait;
  } else if (tag === 'get' && r.line === LINE.get) {
    if (error !== undefined || r.own === undefined) {
      next(r, hands);
      return;
    }
    r.item = result.data;
    r.line = LINE.delete;
    hands.ask({ op: 'delete', path: r.own, version: -1 }, 'delete');
  } else if (tag === 'delete' && r.line === LINE.delete) {
    if (error !== undefined) next(r, hands);
    else {
      r.line = LINE.work;
      r.taken++;
      hands.tell({ type: 'won', shared: true });
    }
  }
}
