import { createStore, get, promisifyRequest, values } from 'idb-keyval';
import type { DraftStore } from './drafts.ts';

/** Drafts in the browser's database. Opening it waits for the first call, which fails where there is none. */
export function draftDatabase(name = 'ensemble-drafts'): DraftStore {
  const drafts = createStore(name, 'drafts');
  return {
    lasting: true,
    all: async () => values<unknown>(drafts),
    get: async (id) => get<unknown>(id, drafts),
    set: async (id, written) =>
      changed(drafts, id, (objects, stored) => {
        const value = written(stored);
        if (value !== undefined) objects.put(value, id);
      }),
    delete: async (id, still) => {
      let gone = false;
      await changed(drafts, id, (objects, stored) => {
        gone = still(stored);
        if (gone) objects.delete(id);
      });
      return gone;
    },
  };
}

/** Reads and changes in one transaction, so that no other tab writes in between. */
function changed(
  drafts: ReturnType<typeof createStore>,
  id: string,
  change: (objects: IDBObjectStore, stored: unknown) => void,
): Promise<void> {
  return drafts('readwrite', async (objects) => {
    const found: IDBRequest<unknown> = objects.get(id);
    found.onsuccess = () => change(objects, found.result);
    await promisifyRequest(objects.transaction);
  });
}
