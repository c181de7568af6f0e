import type { Draft } from '../../../kernel/kind.ts';
import { lock } from './lock.ts';
import { bySequence, type PlaceInLine } from './place-in-line.ts';
import {
  forget, giveUp, type Happening, type Hands, nameOf, type News, type Recipe, type RecipeReply, type RecipeState,
  stepRecipe, unbegun,
} from './recipe.ts'; // prettier-ignore

const LINES = [
  'take the lock locks: one at a time waits for a lease',
  'create leases/lease-, ephemeral and sequential, with my mark in its name',
  'list leases, watch',
  'no more than there may be: one is mine; release the lock',
  'else wait until any is gone, then go to 3',
  'after a lost answer to 2: list, look for my mark',
  'to release: delete my lease',
];

const LINE = { lock: 1, create: 2, list: 3, won: 4, wait: 5, find: 6, leave: 7 } as const;

export interface Semaphore extends RecipeState {
  readonly leases: string;
  readonly size: number;
  readonly data: string;
  readonly careless: boolean;
  readonly attempts: number;
  readonly mark: string;
  /** The lock that only one of those who wait for a lease holds. */
  readonly lock: PlaceInLine;
}

/** A semaphore whose waiters stand before a lock, so that only one watches the leases (Curator, InterProcessSemaphoreV2). */
export const semaphore: Recipe<Semaphore> = {
  name: 'semaphore',
  below: ['locks', 'leases'],
  start: (plan) => ({
    ...unbegun('semaphore', LINES),
    leases: `${plan.path}/leases`,
    size: plan.size,
    data: plan.data,
    careless: plan.careless,
    attempts: 0,
    mark: '',
    lock: lock.start({ ...plan, path: `${plan.path}/locks` }),
  }),
  handle: (r, happening, hands) => {
    switch (happening.type) {
      case 'begin':
        r.line = LINE.lock;
        stepLock(r, happening, hands);
        return;
      case 'lost':
        forget(r);
        stepLock(r, happening, hands);
        return;
      case 'resume':
        stepLock(r, happening, hands);
        resume(r, hands);
        return;
      case 'leave':
        giveUp(r, LINE.leave, hands);
        return;
      case 'watch':
        if (happening.path === r.leases && r.line === LINE.wait) list(r, hands);
        else stepLock(r, happening, hands);
        return;
      case 'reply':
        if (happening.tag.startsWith(OF_LOCK)) {
          stepLock(r, { ...happening, tag: happening.tag.slice(OF_LOCK.length) }, hands);
        } else answered(r, happening, hands);
    }
  },
};

type State = Draft<Semaphore>;

const OF_LOCK = 'lock ';

function stepLock(r: State, happening: Happening, hands: Hands): void {
  const news: News[] = [];
  r.lock = stepRecipe(lock, r.lock, happening, {
    ...hands,
    ask: (operation, tag) => {
      hands.ask(operation, OF_LOCK + tag);
    },
    tell: (one) => news.push(one),
  });
  if (r.line !== LINE.lock) return;
  r.awaits = r.lock.awaits;
  if (news.some((one) => one.type === 'won')) join(r, hands);
}

function join(r: State, hands: Hands): void {
  r.attempts++;
  r.mark = `${hands.self}.${hands.session.toString(16)}.${String(r.attempts)}-`;
  create(r, hands);
}

function create(r: State, hands: Hands): void {
  r.line = LINE.create;
  r.awaits = undefined;
  const path = `${r.leases}/${r.mark}lease-`;
  hands.ask({ op: 'create', path, data: r.data, mode: 'ephemeral-sequential' }, 'create');
}

function list(r: State, hands: Hands): void {
  r.line = LINE.list;
  hands.ask({ op: 'children', path: r.leases, watch: true }, 'list');
}

function resume(r: State, hands: Hands): void {
  if (r.line <= LINE.lock) return;
  if (r.leaving) giveUp(r, LINE.leave, hands);
  else if (r.own !== undefined) list(r, hands);
  else if (r.careless) join(r, hands);
  else {
    r.line = LINE.find;
    hands.ask({ op: 'children', path: r.leases, watch: false }, 'find');
  }
}

function answered(r: State, { tag, error, result }: RecipeReply, hands: Hands): void {
  if (tag === 'create' && r.line === LINE.create && error === undefined) {
    r.own = result.path;
    r.token = result.stat?.czxid;
    list(r, hands);
  } else if (tag === 'find' && r.line === LINE.find) {
    const mine = result.children?.find((name) => name.startsWith(r.mark));
    if (mine === undefined) create(r, hands);
    else {
      r.own = `${r.leases}/${mine}`;
      list(r, hands);
    }
  } else if (tag === 'list' && r.line === LINE.list) {
    decide(r, hands, result.children ?? []);
  } else if (tag === 'leave' && r.line === LINE.leave) {
    forget(r);
    hands.tell({ type: 'left' });
  }
}

function decide(r: State, hands: Hands, leases: readonly string[]): void {
  const place = r.own === undefined ? -1 : [...leases].sort(bySequence).indexOf(nameOf(r.own));
  if (place < 0) {
    hands.tell({ type: 'waits', reason: 'its own znode is gone' });
    forget(r);
    r.line = LINE.lock;
    stepLock(r, { type: 'begin', reads: false }, hands);
  } else if (place < r.size) {
    r.line = LINE.won;
    r.awaits = undefined;
    if (r.lock.line !== 0) stepLock(r, { type: 'leave' }, hands);
    hands.tell({ type: 'won', shared: true });
  } else {
    r.line = LINE.wait;
    r.awaits = r.leases;
    hands.tell({ type: 'waits', reason: 'all leases are taken' });
  }
}
