/** What is changed is kept, at whatever moment the page ends, and whoever else writes. */
import { expect, test } from 'vitest';
import { createRunService } from '../analysis/run-service.ts';
import { Autosave, type Told } from './autosave.ts';
import { DegradingStore, Drafts, type DraftStore, MAX_DRAFTS, MemoryStore } from './drafts.ts';
import { createInProcessPort } from './in-process-port.ts';
import { scenarioLanguage } from './scenario-reader.ts';
import { Session } from './session.ts';
import { createStores } from './stores.ts';

const TEXT = 'ensemble: 1\ntitle: Small\nduration: 1s\nnodes: { zk: { kind: zookeeper } }\n';
const seeded = (seed: number) => TEXT.replace('Small', `Small\nseed: ${String(seed)}`);

/** A database whose writes wait, or fail, as the test says. */
class HandStore extends MemoryStore {
  error: string | undefined;
  private waiting: (() => void)[] | undefined;

  override async set(id: string, written: (stored: unknown) => unknown): Promise<void> {
    const { waiting } = this;
    if (waiting !== undefined) await new Promise<void>((resolve) => waiting.push(resolve));
    if (this.error !== undefined) throw Object.assign(new Error(), { name: this.error });
    await super.set(id, written);
  }

  hold(): void {
    this.waiting = [];
  }

  get held(): number {
    return this.waiting?.length ?? 0;
  }

  release(): void {
    const { waiting } = this;
    this.waiting = undefined;
    waiting?.forEach((resolve) => resolve());
  }
}

let made = 0;

/** A page of its own over a database that others may have open, too. */
function page(store: DraftStore) {
  const stores = createStores();
  const frames = { request: () => 1, cancel: () => undefined, reducedMotion: () => false };
  const texts = { tooLarge: 'large', unreadable: 'unreadable' };
  const port = createInProcessPort(createRunService());
  const session = new Session(stores, port, scenarioLanguage, frames, texts, () => 0);
  const drafts = new Drafts(store);
  const told: Told['type'][] = [];
  const notice = ({ type }: Told) => {
    told.push(type);
    return Promise.resolve({ sentence: type, hint: '' });
  };
  const newId = () => `draft-${String(++made)}`;
  const autosave = new Autosave(session, drafts, { nowMs: () => ++made, newId, notice });
  autosave.start();
  const opened = async (text = TEXT) => {
    await session.openText(text, 'small.yaml');
    await expect.poll(() => stores.run.getState().draft).toBeDefined();
    await autosave.flush();
  };
  const kept = async () => (await drafts.list()).map(({ text }) => text).sort();
  const unsaved = () => autosave.unsaved().map(({ draft }) => draft.text);
  return { session, drafts, autosave, told, opened, kept, unsaved, run: stores.run };
}

test('a page that goes away hands over what is not saved: before, during and after a save', async () => {
  const store = new HandStore();
  const { session, autosave, opened, kept, unsaved, run } = page(store);
  await opened();
  expect([await kept(), unsaved(), run.getState().saved]).toEqual([[TEXT], [], true]);

  await session.edits.setSeed(5, '');
  await expect.poll(unsaved).toEqual([seeded(5)]);

  store.hold();
  const saving = autosave.flush();
  await expect.poll(() => store.held).toBe(1);
  expect([await kept(), unsaved(), run.getState().saved]).toEqual([[TEXT], [seeded(5)], false]);

  await session.edits.setSeed(6, '');
  await expect.poll(unsaved).toEqual([seeded(6)]);
  store.release();
  await saving;
  expect([await kept(), unsaved(), run.getState().saved]).toEqual([[seeded(5)], [seeded(6)], false]);

  const noted: unknown = JSON.parse(JSON.stringify(autosave.unsaved()));
  const later = page(store);
  for (const one of noted as unknown[]) await later.drafts.recover(one, () => 'other');
  expect(await later.kept()).toEqual([seeded(6)]);
});

test('what was changed just before another scenario was opened is saved, too', async () => {
  const { session, autosave, opened, kept } = page(new MemoryStore());
  await opened();
  await session.edits.setSeed(5, '');
  await session.openBuiltIn('leader-crash');
  await autosave.flush();
  expect(await kept()).toEqual([seeded(5)]);
});

test('whoever types without a rest is saved meanwhile', async () => {
  const { session, opened, kept } = page(new MemoryStore());
  await opened();
  for (let seed = 1; (await kept()).includes(TEXT); seed++) {
    expect(seed).toBeLessThan(100);
    await session.edits.setSeed(seed, '');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
});

test('what is undone to the file as it was opened is kept as it was', async () => {
  const { session, autosave, opened, kept } = page(new MemoryStore());
  await opened();
  await session.text.current();
  await session.edits.write(`${TEXT}# gone?\n`);
  await autosave.flush();
  expect(await kept()).toEqual([`${TEXT}# gone?\n`]);
  await session.edits.undo('');
  await autosave.flush();
  expect(await kept()).toEqual([TEXT]);
});

test('the same file goes on with its draft, unless that was changed since', async () => {
  const store = new MemoryStore();
  const first = page(store);
  await first.opened();
  await first.opened();
  const second = page(store);
  await second.opened();
  expect(await second.kept()).toEqual([TEXT]);
  expect(second.run.getState()).toMatchObject({ draft: first.run.getState().draft, saved: true });

  await second.session.edits.setSeed(5, '');
  await second.autosave.flush();
  expect(await second.kept()).toEqual([seeded(5)]);
  expect(second.told).toEqual([]);
  await second.opened();
  expect(await second.kept()).toEqual([TEXT, seeded(5)]);
  expect(second.told).toEqual(['changed-before']);
});

test('two tabs with one draft: both keep what they write, and the second is told', async () => {
  const store = new MemoryStore();
  const [here, there] = [page(store), page(store)];
  await here.opened();
  await there.opened();
  await here.session.edits.setSeed(5, '');
  await here.autosave.flush();
  await there.session.edits.setSeed(6, '');
  await there.autosave.flush();
  await there.session.edits.setSeed(7, '');
  await there.autosave.flush();
  expect(await here.kept()).toEqual([seeded(5), seeded(7)]);
  expect([here.told, there.told]).toEqual([[], ['elsewhere']]);
  expect(there.run.getState()).toMatchObject({ saved: true });
});

test('a full disk is told once, and what did not fit is saved when there is room', async () => {
  const store = new HandStore();
  const { session, autosave, opened, told, kept, unsaved, run } = page(store);
  await opened();
  store.error = 'QuotaExceededError';
  for (const seed of [5, 6]) {
    await session.edits.setSeed(seed, '');
    await autosave.flush();
  }
  expect([told, unsaved(), run.getState().saved]).toEqual([['full'], [seeded(6)], false]);
  store.error = undefined;
  await session.edits.setSeed(7, '');
  await autosave.flush();
  expect([await kept(), unsaved(), run.getState().saved]).toEqual([[seeded(7)], [], true]);
});

test('without a database nothing claims to be saved, and a page that goes away still hands it over', async () => {
  const store = new HandStore();
  store.error = 'SecurityError';
  let said = 0;
  const { opened, told, unsaved, kept, run } = page(new DegradingStore(store, () => said++));
  await opened();
  expect([said, told, unsaved(), run.getState().saved]).toEqual([1, [], [TEXT], false]);
  expect(await kept()).toEqual([TEXT]);
});

test('one draft too many is told, and none goes by itself', async () => {
  const { drafts, opened, told } = page(new MemoryStore());
  for (let n = 1; n <= MAX_DRAFTS; n++) {
    const of = { slug: undefined, time: 0, pinned: false, file: undefined };
    await drafts.save({
      id: `old-${String(n)}`,
      title: '',
      text: TEXT,
      sound: TEXT,
      savedAt: n - 1000,
      ...of,
    });
  }
  await opened();
  await expect.poll(() => told).toEqual(['surplus']);
  expect(await drafts.list()).toHaveLength(MAX_DRAFTS + 1);
});
