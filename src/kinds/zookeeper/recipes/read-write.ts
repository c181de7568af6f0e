import { type Hands, type Recipe, type RecipeState, unbegun } from './recipe.ts';
import type { Draft } from '../../../kernel/kind.ts';

const VALUE = 'value';
const WRITING = ['at its rate: set(value, the next number); it does not wait for the answer'];
const READING = ['at its rate: get(value)', 'wait for the answer, then go to 1'];
const SYNCING = ['at its rate: sync(value), then get(value)', 'wait for both answers, then go to 1'];

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
  start: ({ path, sync }) => ({
    ...unbegun('read', sync ? SYNCING : READING), value: `${path}/${VALUE}`, sync,
  }), // prettier-ignore
  handle: (r, happening, hands) => {
    switch (happening.type) {
      case 'begin':
        r.line = 2;
        // Answers come in order, so nobody waits for that of the sync.
        if (r.sync) hands.ask({ op: 'sync', path: r.value }, 'sync');
        hands.ask({ op: 'get', path: r.value, watch: false }, 'get');
        return;
      case 'reply':
        if (happening.tag !== 'get') return;
        r.says =
          happening.error ??
          `read ${happening.result.data === '' ? 'nothing' : (happening.result.data ?? '')}`;
        rest(r, hands);
        return;
      case 'resume':
      case 'leave':
        rest(r, hands);
        return;
      case 'lost':
        r.line = 0;
        return;
      case 'watch':
        return;
    }
  },
};

function rest(r: Draft<Reader>, hands: Hands): void {
  r.line = 0;
  hands.tell({ type: 'left' });
}
