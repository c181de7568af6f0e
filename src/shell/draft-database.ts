import { createStore, get, promisifyRequest, set, values } from 'idb-keyval';
import type { DraftStore } from './drafts.ts';

/** Drafts in the browser's database. Opening it waits for the first call, which fails where there is none. */
export function draftDatabase(name = 'ensemble-drafts'): DraftStore {
  const drafts = createStore(name, 'drafts');
  return {
    all: async () => values<unknown>(drafts),
    get: async (id) => get<unknown>(id, drafts),
    set: async (id, value) => set(id, value, drafts),
    delete: async (id, still) =>
      drafts('readwrite', async (objects) => {
        const found: IDBRequest<unknown> = objects.get(id);
        found.onsuccess = () => {
          if (still(found.result)) objects.delete(id);
        };
        await promisifyRequest(objects.transaction);
      }),
  };
}
