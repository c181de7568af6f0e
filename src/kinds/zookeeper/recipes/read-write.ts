import { type Recipe, type RecipeState, unbegun } from './recipe.ts';

const VALUE = 'value';
const WRITING = ['at its rate: set(value, the next number); it does not wait for the answer'];
const READING = ['at its rate: get(value)'];
const SYNCING = ['at its rate: sync(value), then get(value)'];

export interface Writer extends RecipeState {
  readonly value: string;
  /** The last number that it wrote, and the last that it was told is written. */
  readonly written: number;
  readonly acknowledged: number;
}

/** Writes 1, 2, 3 ... What is lost is not written again. */
export const write: Recipe<Writer> = {
  name: 'write',
  below: [VALUE],
  start: ({ path }) => ({
    ...unbegun('write', WRITING), value: `${path}/${VALUE}`, written: 0, acknowledged: 0,
  }), // prettier-ignore
  handle: (r, happening, hands) => {
    if (happening.type === 'begin') {
      r.written++;
      hands.ask({ op: 'set', path: r.value, data: String(r.written), version: -1 }, 'set');
      hands.tell({ type: 'left' });
    } else if (happening.type === 'reply' && happening.error === undefined) {
      const { operation } = happening;
      if (operation.op === 'set') r.acknowledged = Number(operation.data);
    }
    r.says = `done ${String(r.acknowledged)} of ${String(r.written)}`;
  },
};

export interface Reader extends RecipeState {
  readonly value: string;
  readonly sync: boolean;
}

/** Reads the value again and again: whatever its server knows or, after a `sync`, what the leader had committed. */
export const read: Recipe<Reader> = {
  name: 'read',
  below: [VALUE],
  start: ({ path, sync = false }) => ({
    ...unbegun('read', sync ? SYNCING : READING), value: `${path}/${VALUE}`, sync,
  }), // prettier-ignore
  handle: (r, happening, hands) => {
    if (happening.type === 'begin') {
      // Answers come in order, so nobody waits for that of the sync.
      if (r.sync) hands.ask({ op: 'sync', path: r.value }, 'sync');
      hands.ask({ op: 'get', path: r.value, watch: false }, 'get');
      hands.tell({ type: 'left' });
    } else if (happening.type === 'reply' && happening.tag === 'get') {
      const { error, result } = happening;
      r.says =
        error ?? (result.data === undefined || result.data === '' ? 'read nothing' : `read ${result.data}`);
    }
  },
};
