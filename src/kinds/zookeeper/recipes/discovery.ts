import type { Draft } from '../../../kernel/kind.ts';
import { listChanges } from '../../../lib/list-changes.ts';
import { type Hands, nameOf, type Recipe, type RecipeReply, type RecipeState, unbegun } from './recipe.ts';

const LINES = [
  'list all services, watch',
  'there is no such znode: watch for it, then go to 1',
  'read the address of each that is new',
  'on a change go to 1',
];
const LINE = { list: 1, absent: 2, read: 3, watch: 4 } as const;

/** An entry of the registry: its name and what it holds, `host:port`. */
export interface Service {
  readonly name: string;
  readonly address: string;
}

export interface Discovery extends RecipeState {
  readonly path: string;
  /** Who is there as far as it knows, in name order. What it has found it keeps until a server says otherwise. */
  readonly found: readonly Service[];
  /** The last list: those that are found, and those whose address is not read yet. */
  readonly listed: readonly string[];
  readonly unread: readonly string[];
}

type State = Draft<Discovery>;

/**
 * Who is registered under a path (Curator, ServiceCacheImpl). While the connection is suspended, and until a new session
 * has listed them anew, the last known list stands. An address is read once: it does not change while its znode is there.
 */
export const discovery: Recipe<Discovery> = {
  name: 'discovery',
  start: ({ path }) => ({ ...unbegun('discovery', LINES), path, found: [], listed: [], unread: [] }),
  handle: (r, happening, hands) => {
    switch (happening.type) {
      case 'begin':
      case 'resume':
        r.listed = r.found.map(({ name }) => name);
        r.unread = [];
        list(r, hands);
        return;
      case 'lost':
      case 'leave':
        r.line = 0;
        return;
      case 'watch':
        if (happening.path === r.path) list(r, hands);
        return;
      case 'reply':
        answered(r, happening, hands);
    }
  },
};

function list(r: State, hands: Hands): void {
  r.line = LINE.list;
  hands.ask({ op: 'children', path: r.path, watch: true }, 'list');
}

function answered(r: State, { tag, operation, error, result }: RecipeReply, hands: Hands): void {
  if (tag === 'list') {
    if (error === 'NONODE') awaitFirst(r, hands);
    else if (error === undefined) listed(r, result.children ?? [], hands);
  } else if (tag === 'absent') {
    if (error === undefined) list(r, hands);
  } else if (tag === 'address' && operation.op === 'get') {
    read(r, nameOf(operation.path), error === undefined ? result.data : undefined);
  }
}

/** Nobody has registered yet. */
function awaitFirst(r: State, hands: Hands): void {
  r.line = LINE.absent;
  r.found = [];
  r.listed = [];
  r.unread = [];
  hands.ask({ op: 'exists', path: r.path, watch: true }, 'absent');
}

function listed(r: State, names: readonly string[], hands: Hands): void {
  const { come, gone } = listChanges(r.listed, names);
  r.listed = names;
  if (gone.length > 0) {
    const left = new Set(gone);
    const found = r.found.filter(({ name }) => !left.has(name));
    if (found.length < r.found.length) r.found = found;
    r.unread = r.unread.filter((name) => !left.has(name));
  }
  for (const name of come) hands.ask({ op: 'get', path: `${r.path}/${name}`, watch: false }, 'address');
  if (come.length > 0) r.unread = [...r.unread, ...come];
  r.line = r.unread.length === 0 ? LINE.watch : LINE.read;
}

/** One that went away meanwhile has no address any more; the watch tells of it. */
function read(r: State, name: string, address: string | undefined): void {
  if (!r.unread.includes(name)) return;
  r.unread = r.unread.filter((one) => one !== name);
  if (address === undefined) r.listed = r.listed.filter((one) => one !== name);
  else r.found = withService(r.found, { name, address });
  if (r.unread.length === 0 && r.line === LINE.read) r.line = LINE.watch;
}

/** In the order of their names, `api-2` before `api-10`. */
function withService(services: readonly Service[], service: Service): readonly Service[] {
  let low = 0;
  let high = services.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const other = services[middle];
    if (other !== undefined && isBefore(other.name, service.name)) low = middle + 1;
    else high = middle;
  }
  return [...services.slice(0, low), service, ...services.slice(low)];
}

function isBefore(a: string, b: string): boolean {
  return a.length === b.length ? a < b : a.length < b.length;
}
