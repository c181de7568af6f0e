import type { ClientMessage, ErrorCode, WatchEventType, Zxid } from '../protocol.ts';
import type { ClientEventType, ClientRequest, ClientWatch, Notice, WatchRemoval } from './client-state.ts';
import { walkedAsGrown } from '../data/java-hash-set.ts';
import { parentPath } from '../data/paths.ts';

type Watches = readonly ClientWatch[];
type Table = ClientWatch['table'];

/** A watch is registered when the reply arrives (ZooKeeper.WatchRegistration). */
export function registerWatch(
  watches: Watches,
  request: ClientRequest,
  error: ErrorCode | undefined,
): Watches {
  const table = tableOf(request, error);
  if (table === undefined || !('path' in request.operation)) return watches;
  const { watcher } = request;
  const { path } = request.operation;
  const known = watches.some(
    (watch) => watch.table === table && watch.path === path && watch.watcher === watcher,
  );
  return known ? watches : [...watches, { table, path, watcher }];
}

/** A missing node can only be watched with exists; a persistent watch waits for it. */
function tableOf({ operation }: ClientRequest, error: ErrorCode | undefined): Table | undefined {
  const missing = error === 'NONODE';
  if (error !== undefined && !missing) return undefined;
  switch (operation.op) {
    case 'exists':
      return operation.watch ? (missing ? 'exist' : 'data') : undefined;
    case 'get':
      return operation.watch && !missing ? 'data' : undefined;
    case 'children':
      return operation.watch && !missing ? 'child' : undefined;
    case 'add-watch':
      return operation.mode === 'persistent' ? 'persistent' : 'recursive';
    default:
      return undefined;
  }
}

const ONE_SHOT: Readonly<Record<WatchEventType, readonly Table[]>> = {
  created: ['data', 'exist'],
  changed: ['data', 'exist'],
  children: ['child'],
  deleted: ['data', 'exist', 'child'],
};

/**
 * Fans an event of the server out to the watcher objects concerned, each once (ZKWatchManager.materialize): those of
 * one-shot watches, which are used up by it, and the persistent ones of the path and recursive ones of it and above.
 */
export function fireClientWatches(
  watches: Watches,
  event: WatchEventType,
  path: string,
): { readonly watches: Watches; readonly notices: readonly Notice[] } {
  const tables = ONE_SHOT[event];
  const isUsedUp = (watch: ClientWatch): boolean => watch.path === path && tables.includes(watch.table);
  const concerns = (watch: ClientWatch): boolean =>
    isUsedUp(watch) ||
    (watch.table === 'persistent' && watch.path === path) ||
    (watch.table === 'recursive' && isWithin(path, watch.path));
  const told = watches.filter(concerns);
  return {
    watches: told.some(isUsedUp) ? watches.filter((watch) => !isUsedUp(watch)) : watches,
    notices: watchersOf(told).map((watcher) => ({ type: 'watch', event, path, watcher })),
  };
}

function isWithin(path: string, ancestor: string): boolean {
  let at = path;
  while (at !== ancestor && at !== '/') at = parentPath(at);
  return at === ancestor;
}

function watchersOf(watches: Watches): readonly string[] {
  return [...new Set(watches.map((watch) => watch.watcher))];
}

/** What a request comes to that no server answered: to remove what nobody watches is NOWATCHER all the same. */
export function failureOf(watches: Watches, { removal }: ClientRequest, error: ErrorCode): ErrorCode {
  const isUnknown = removal !== undefined && removeClientWatches(watches, removal) === undefined;
  return isUnknown ? 'NOWATCHER' : error;
}

/** What each kind of removal takes, and tells, in this order (ZKWatchManager.removeWatcher). */
const REMOVALS: readonly {
  readonly kind: 'children' | 'data' | 'persistent';
  readonly event: ClientEventType;
  readonly tables: readonly Table[];
}[] = [
  { kind: 'children', event: 'child-removed', tables: ['child'] },
  { kind: 'data', event: 'data-removed', tables: ['data', 'exist'] },
  { kind: 'persistent', event: 'persistent-removed', tables: ['persistent', 'recursive'] },
];

/** Forgets the watches that a removal names. Undefined: there is none. */
export function removeClientWatches(
  watches: Watches,
  { path, kind, watcher }: WatchRemoval,
): { readonly watches: Watches; readonly notices: readonly Notice[] } | undefined {
  const named = watches.filter(
    (watch) => watch.path === path && (watcher === undefined || watch.watcher === watcher),
  );
  const removals = REMOVALS.filter((removal) => kind === 'any' || removal.kind === kind);
  const removed = removals.map(({ event, tables }) => ({
    event,
    watches: named.filter((watch) => tables.includes(watch.table)),
  }));
  const gone = new Set(removed.flatMap((one) => one.watches));
  if (gone.size === 0) return undefined;
  return {
    watches: watches.filter((watch) => !gone.has(watch)),
    notices: removed.flatMap((one) =>
      watchersOf(one.watches).map((name): Notice => ({
        type: 'watch',
        event: one.event,
        path,
        watcher: name,
      })),
    ),
  };
}

/**
 * What the client says after a reconnection, unless it watches nothing (SendThread.primeConnection). The paths come in
 * the order of its hash tables, and so do the events for what it missed.
 */
export function setWatchesMessage(watches: Watches, relativeZxid: Zxid): ClientMessage | undefined {
  if (watches.length === 0) return undefined;
  const paths = (table: Table): readonly string[] =>
    walkedAsGrown([...new Set(watches.filter((watch) => watch.table === table).map(({ path }) => path))]);
  return {
    type: 'set-watches',
    relativeZxid,
    data: paths('data'),
    exist: paths('exist'),
    child: paths('child'),
    persistent: paths('persistent'),
    recursive: paths('recursive'),
  };
}
