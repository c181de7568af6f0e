/** Where one left the course. Method: sessions of two visits over one storage, with the real simulator. */
import { expect, test } from 'vitest';
import { createRunService } from '../analysis/run-service.ts';
import { defined } from '../lib/assert.ts';
import { createInProcessPort } from './in-process-port.ts';
import { rememberProgress, resume } from './progress.ts';
import { scenarioLanguage } from './scenario-reader.ts';
import { Session } from './session.ts';
import { createStores } from './stores.ts';

const SLUG = 'who-is-the-primary';
const FRAMES = { request: () => 1, cancel: () => undefined, reducedMotion: () => false };

function storageOf(kept = new Map<string, string>()): Storage {
  return {
    length: kept.size,
    key: () => null,
    clear: () => kept.clear(),
    removeItem: (key) => void kept.delete(key),
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
  };
}

function visit(storage: () => Storage) {
  const stores = createStores();
  rememberProgress(stores, storage);
  const port = createInProcessPort(createRunService());
  const words = { tooLarge: '', unreadable: '' };
  const session = new Session(stores, port, scenarioLanguage, FRAMES, words, () => 0);
  return { session, stores, progress: () => stores.progress.getState() };
}

test('a later visit goes on at the step that one left at, with what one answered', async () => {
  const storage = storageOf();
  const first = visit(() => storage);
  await first.session.openBuiltIn(SLUG);
  first.session.story.next();
  first.session.story.answer(1);
  first.session.story.next();
  expect(first.progress().last).toMatchObject({ slug: SLUG, step: 2, steps: 8 });
  expect(first.progress().finished).toEqual([]);

  const second = visit(() => storage);
  const { last } = second.progress();
  expect(last).toEqual(first.progress().last);
  await resume(second.session, defined(last, 'the bookmark'));
  const { time } = second.stores.cursor.getState();
  expect(time).toBe(first.stores.cursor.getState().time);
  expect(second.stores.story.getState()).toMatchObject({ answers: last?.answers, beyond: undefined });
});

test('a story is finished at its last step, and stays finished', async () => {
  const storage = storageOf();
  const { session, progress } = visit(() => storage);
  await session.openBuiltIn(SLUG);
  session.story.next();
  session.story.skip();
  for (let step = 2; step < 8; step += 1) {
    expect(progress().finished).toEqual([]);
    session.story.next();
  }
  expect(progress().finished).toEqual([SLUG]);
  session.story.goTo(0);
  expect(visit(() => storage).progress()).toMatchObject({ last: { step: 0 }, finished: [SLUG] });
});

test('a link to the end of a story has not told it', async () => {
  const { session, stores, progress } = visit(() => storageOf());
  await session.openBuiltIn(SLUG);
  const view = { node: undefined, message: undefined, panel: undefined, window: undefined, editing: false };
  session.restore({ ...view, time: stores.run.getState().summary?.end });
  expect(progress()).toMatchObject({ last: { step: 0 }, finished: [] });
});

test('an edited run is no progress', async () => {
  const { session, stores, progress } = visit(() => storageOf());
  await session.openBuiltIn(SLUG);
  await session.edits.setSeed(7, '');
  session.story.next();
  expect(stores.cursor.getState().time).toBeGreaterThan(0);
  expect(progress().last).toMatchObject({ step: 0 });
});

test.each([
  '',
  '[]',
  '7',
  '{"last":{"slug":3},"finished":[1]}',
  '{"last":{"slug":"a","step":-1}}',
  '{"finished":"x"}',
])('what somebody else left in the storage does no harm: %s', (text) => {
  const storage = storageOf(new Map([['ensemble-progress', text]]));
  expect(visit(() => storage).progress()).toEqual({ last: undefined, finished: [] });
});

test('without storage the page works all the same', async () => {
  const { session, progress } = visit(() => {
    throw new Error('forbidden');
  });
  await session.openBuiltIn(SLUG);
  expect(progress().last?.slug).toBe(SLUG);
});
