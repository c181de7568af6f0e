import type { Draft } from '../../../kernel/kind.ts';
import type { Result, Zxid } from '../protocol.ts';
import { type Hands, type Recipe, type RecipeState, unbegun } from './recipe.ts';

const WATCHER = [
  'get(config), watch; it is missing: exists(config), watch',
  'apply what it says: changes since the last time that were written over are never seen',
  'wait for the watch, then go to 1',
];
const WRITER = ['set(config), whatever its version; it is missing: create it'];

const LINE = { get: 1, apply: 2, wait: 3 } as const;

export interface ConfigWatch extends RecipeState {
  readonly config: string;
  /** Of the value that it applied; −1: none yet. */
  readonly version: number;
  /** The transactions that made the znode and its value: a new znode of that path counts its versions anew. */
  readonly czxid: Zxid;
  readonly mzxid: Zxid;
  readonly value: string;
  /** How many values came and went between two readings. */
  readonly skipped: number;
}

type State = Draft<ConfigWatch>;

/** Reads a value and watches it. A watch fires once: between the event and the next reading changes go unseen. */
export const configWatch: Recipe<ConfigWatch> = {
  name: 'config-watch',
  start: ({ path }) => ({
    ...unbegun('config-watch', WATCHER), config: `${path}/config`, version: -1, czxid: 0, mzxid: 0, value: '', skipped: 0,
  }), // prettier-ignore
  handle: (r, happening, hands) => {
    switch (happening.type) {
      case 'begin':
      case 'resume':
        get(r, hands);
        return;
      case 'lost':
      case 'leave':
        r.line = 0;
        return;
      case 'watch':
        if (happening.path === r.config) get(r, hands);
        return;
      case 'reply':
        answered(r, hands, happening.tag, happening.result);
    }
  },
};

function get(r: State, hands: Hands): void {
  r.line = LINE.get;
  hands.ask({ op: 'get', path: r.config, watch: true }, 'get');
}

function answered(r: State, hands: Hands, tag: string, { data, stat }: Result): void {
  if (tag === 'exists') {
    if (stat === undefined) r.line = LINE.wait;
    else get(r, hands);
  } else if (stat === undefined) {
    hands.ask({ op: 'exists', path: r.config, watch: true }, 'exists');
  } else {
    r.line = LINE.wait;
    r.awaits = r.config;
    const { version, czxid, mzxid } = stat;
    if (mzxid === r.mzxid) return;
    const seen = czxid === r.czxid ? r.version : -1;
    const skipped = r.version < 0 ? 0 : Math.max(0, version - seen - 1);
    r.version = version;
    r.czxid = czxid;
    r.mzxid = mzxid;
    r.value = data ?? '';
    r.says = `version ${String(version)}: ${r.value}`;
    r.skipped += skipped;
    hands.tell({ type: 'value', data: r.value, version, skipped });
  }
}

export interface ConfigWriter extends RecipeState {
  readonly config: string;
  readonly written: number;
}

/** Writes another value whenever it is told to begin. */
export const configWriter: Recipe<ConfigWriter> = {
  name: 'config-writer',
  start: ({ path }) => ({ ...unbegun('config-writer', WRITER), config: `${path}/config`, written: 0 }),
  handle: (r, happening, hands) => {
    if (happening.type === 'begin') {
      r.line = 1;
      r.written++;
      hands.ask({ op: 'set', path: r.config, data: String(r.written), version: -1 }, 'set');
    } else if (happening.type === 'reply' && happening.tag === 'set' && happening.error === 'NONODE') {
      hands.ask({ op: 'create', path: r.config, data: String(r.written), mode: 'persistent' }, 'create');
    } else if (happening.type !== 'watch') {
      r.line = 0;
      if (happening.type !== 'lost') hands.tell({ type: 'left' });
    }
  },
};
