import { expect, test } from 'vitest';
import { failure, success } from '../lib/result.ts';
import { DegradingStore, type Draft, Drafts, type DraftStore, MAX_DRAFTS, MemoryStore } from './drafts.ts';

function draft(id: string, savedAt: number, more: Partial<Draft> = {}): Draft {
  return {
    id,
    title: id,
    text: 'ensemble: 1',
    sound: 'ensemble: 1',
    slug: undefined,
    time: 0,
    savedAt,
    pinned: false,
    file: undefined,
    ...more,
  };
}

const ids = (list: readonly Draft[]) => list.map(({ id }) => id);

/** A database that fails with an error of some name. */
function failing(name: string): DraftStore {
  const fail = () => Promise.reject(Object.assign(new Error(), { name }));
  return { lasting: true, all: fail, get: fail, set: fail, delete: fail };
}

test('drafts are listed from the newest to the oldest and read back as they were saved', async () => {
  const drafts = new Drafts(new MemoryStore());
  const edited = draft('b', 2, { slug: 'leader-crash', text: 'ensemble: x', time: 5, pinned: true });
  for (const one of [draft('a', 1), edited, draft('c', 3)]) await drafts.save(one);
  expect(ids(await drafts.list())).toEqual(['c', 'b', 'a']);
  expect(await drafts.read('b')).toEqual(edited);
  await drafts.delete('b');
  expect(await drafts.read('b')).toBeUndefined();
});

test('what others wrote, or a later version, is neither listed nor changed', async () => {
  const store = new MemoryStore();
  const foreign = [{ version: 2, ...draft('new', 1) }, { version: 1, id: 'half' }, 'text', null];
  for (const [index, value] of foreign.entries()) await store.set(String(index), () => value);
  const drafts = new Drafts(store);
  expect(await drafts.list()).toEqual([]);
  await drafts.drop(await drafts.surplus());
  expect(await store.all()).toEqual(foreign);
  expect(await drafts.save(draft('0', 9))).toEqual(failure('elsewhere'));
  expect(await store.all()).toEqual(foreign);
});

test('two tabs: no save overwrites or removes what the other tab wrote', async () => {
  const store = new MemoryStore();
  const [here, there] = [new Drafts(store), new Drafts(store)];
  await Promise.all([here.save(draft('a', 1)), there.save(draft('b', 2))]);
  expect(ids(await here.list())).toEqual(['b', 'a']);
  expect(await there.save(draft('a', 3, { text: 'other' }))).toEqual(failure('elsewhere'));
  await there.read('a');
  expect((await there.save(draft('a', 3, { text: 'other' }))).ok).toBe(true);
  expect(await here.save(draft('a', 4, { text: 'mine' }))).toEqual(failure('elsewhere'));
  expect((await here.read('a'))?.text).toBe('other');
  // That it was opened there, and not changed, is no reason.
  await there.save(draft('a', 5, { text: 'other' }));
  expect((await here.save(draft('a', 6, { text: 'mine' }))).ok).toBe(true);
  await there.delete('a');
  expect((await here.save(draft('a', 7, { text: 'more' }))).ok).toBe(true);
  expect(ids(await there.list())).toEqual(['a', 'b']);
});

test('what a page noted on its way out is recovered, beside what was written since', async () => {
  const store = new MemoryStore();
  const [before, after] = [new Drafts(store), new Drafts(store)];
  await before.save(draft('a', 1));
  const noted: unknown = JSON.parse(JSON.stringify(before.noted(draft('a', 2, { text: 'typed' }))));
  expect(await after.recover(noted, () => 'new')).toBe(true);
  expect((await after.read('a'))?.text).toBe('typed');
  await after.save(draft('a', 3, { text: 'newer' }));
  expect(await new Drafts(store).recover(noted, () => 'new')).toBe(true);
  expect((await after.list()).map(({ id, text }) => [id, text])).toEqual([
    ['a', 'newer'],
    ['new', 'typed'],
  ]);
  for (const senseless of [null, 7, {}, { draft: null }, { draft: { id: 'x' } }])
    expect(await after.recover(senseless, () => 'new')).toBe(true);
  expect(await after.list()).toHaveLength(2);
});

test('a save keeps the pin of a draft, and the file that it came from', async () => {
  const drafts = new Drafts(new MemoryStore());
  const file = { name: 'mine.yaml', hash: '1' };
  await drafts.save(draft('a', 1, { pinned: true, file }));
  await drafts.save(draft('a', 2, { text: 'x' }));
  expect(await drafts.read('a')).toMatchObject({ pinned: true, file, text: 'x' });
});

test('beyond the limit the oldest are surplus, pinned ones never, and only what is dropped goes', async () => {
  const store = new MemoryStore();
  const [here, there] = [new Drafts(store), new Drafts(store)];
  await here.save(draft('pinned', 0, { pinned: true }));
  for (let n = 1; n < MAX_DRAFTS + 3; n++) await here.save(draft(`d${String(n)}`, n));
  const surplus = await here.surplus();
  expect(ids(surplus)).toEqual(['d1', 'd2', 'd3']);
  expect(await here.list()).toHaveLength(MAX_DRAFTS + 3);
  // Somebody goes on with one of them while the user is told.
  await there.save(draft('d2', 1000));
  expect(ids(await here.drop(surplus))).toEqual(['d1', 'd3']);
  const left = ids(await here.list());
  expect(left).toHaveLength(MAX_DRAFTS + 1);
  expect(left).toContain('pinned');
  expect(left).toContain('d2');
});

test('a few large drafts are too many, too', async () => {
  const drafts = new Drafts(new MemoryStore());
  const text = 'x'.repeat(1_000_000);
  for (let n = 1; n <= 22; n++) await drafts.save(draft(`d${String(n).padStart(2, '0')}`, n, { text }));
  expect(ids(await drafts.surplus())).toEqual(['d01', 'd02']);
});

test('what is over the limit of a file is not saved', async () => {
  const drafts = new Drafts(new MemoryStore());
  expect(await drafts.save(draft('a', 1, { text: 'é'.repeat(600_000) }))).toEqual(failure('too-large'));
  expect(await drafts.list()).toEqual([]);
});

test('without a database drafts last as long as the page, which is said once', async () => {
  let said = 0;
  const drafts = new Drafts(new DegradingStore(failing('SecurityError'), () => said++));
  expect(await Promise.all([drafts.list(), drafts.list()])).toEqual([[], []]);
  expect(said).toBe(0);
  expect(await drafts.save(draft('a', 1))).toEqual(success({ lasting: false, isNew: true }));
  expect(await drafts.save(draft('a', 2))).toEqual(success({ lasting: false, isNew: false }));
  expect(ids(await drafts.list())).toEqual(['a']);
  await drafts.delete('a');
  expect(await drafts.list()).toEqual([]);
  expect(said).toBe(1);
});

test('a database that breaks leaves what this page saved', async () => {
  const memory = new MemoryStore();
  let broken = false;
  const store: DraftStore = {
    lasting: true,
    all: () => (broken ? failing('UnknownError') : memory).all(),
    get: (id) => memory.get(id),
    set: (id, written) => memory.set(id, written),
    delete: (id, still) => memory.delete(id, still),
  };
  const drafts = new Drafts(new DegradingStore(store, () => undefined));
  await drafts.save(draft('a', 1));
  broken = true;
  expect(ids(await drafts.list())).toEqual(['a']);
});

test('a full database is told of and stays in use, and what did not fit can be read on this page', async () => {
  let said = 0;
  const store = new MemoryStore();
  const set = store.set.bind(store);
  const drafts = new Drafts(new DegradingStore(store, () => said++));
  await drafts.save(draft('a', 1));
  store.set = async (id, written) => {
    await set(id, (stored) => void written(stored));
    throw Object.assign(new Error(), { name: 'QuotaExceededError' });
  };
  expect(await drafts.save(draft('a', 2, { text: 'longer' }))).toEqual(failure('full'));
  expect((await drafts.read('a'))?.text).toBe('longer');
  store.set = set;
  expect((await drafts.save(draft('a', 3, { text: 'short' }))).ok).toBe(true);
  expect((await new Drafts(store).read('a'))?.text).toBe('short');
  expect(said).toBe(0);
});
