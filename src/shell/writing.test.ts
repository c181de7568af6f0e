/** Text and stage are two views of one document, which is kept. */
import { expect, test } from 'vitest';
import { createRunService } from '../analysis/run-service.ts';
import { Autosave } from './autosave.ts';
import { Drafts, MemoryStore } from './drafts.ts';
import { createInProcessPort } from './in-process-port.ts';
import { scenarioLanguage } from './scenario-reader.ts';
import { Session } from './session.ts';
import { createStores } from './stores.ts';

const TEXT = `ensemble: 1
title: Small   # as it was typed
duration: 5s
nodes:
  # three of them
  zk: { kind: zookeeper, count: 3 }

faults:
  - { at: 2s, crash: zk-1 } # the first
`;

async function opened() {
  const stores = createStores();
  const port = createInProcessPort(createRunService());
  const frames = { request: () => 1, cancel: () => undefined, reducedMotion: () => false };
  const words = { tooLarge: 'large', unreadable: 'unreadable' };
  const session = new Session(stores, port, scenarioLanguage, frames, words, () => 0);
  await session.openText(TEXT, 'small.yaml');
  return { session, run: stores.run };
}

test('what is done on the stage is in the text, with its comments, and is undone in the same history', async () => {
  const { session, run } = await opened();
  expect(await session.text.current()).toBe(TEXT);
  await session.edits.write(TEXT.replace('5s', '6s'));
  expect(run.getState().summary?.duration).toBe(6_000_000);
  session.edits.rested();
  session.playback.jumpTo(3_000_000);
  await session.edits.toggle('power', 'zk-2', () => '');
  expect(await session.text.current()).toBe(`${TEXT.replace('5s', '6s')}  - { at: 3s, crash: zk-2 }\n`);
  await session.edits.undo('');
  await session.edits.undo('');
  expect(await session.text.current()).toBe(TEXT);
  expect(run.getState().summary?.duration).toBe(5_000_000);
});

test('typing that goes on is one step to undo', async () => {
  const { session, run } = await opened();
  await session.text.current();
  for (const title of ['S', 'Sm', 'Sma']) await session.edits.write(TEXT.replace('Small', title));
  expect(run.getState().undo).toHaveLength(1);
  await session.edits.undo('');
  expect(await session.text.current()).toBe(TEXT);
  await session.edits.redo('');
  expect(run.getState().scenario?.title).toBe('Sma');
});

test('typing in what was opened later is a step of its own, also after a draft that had a problem', async () => {
  const { session, run } = await opened();
  const draft = {
    title: 'Small',
    sound: TEXT,
    slug: undefined,
    time: 0,
    savedAt: 0,
    pinned: false,
    file: undefined,
  };
  await session.openDraft({ ...draft, id: 'broken', text: `${TEXT}nonsense` });
  expect(run.getState()).toMatchObject({ undo: { length: 1 }, problems: { length: 1 } });
  await session.edits.write(`${TEXT}nonsense: 1`);
  expect(run.getState().undo).toHaveLength(2);
  await session.openDraft({ ...draft, id: 'sound', text: TEXT });
  await session.edits.write(`${TEXT}# more\n`);
  expect(run.getState().undo).toHaveLength(1);
  await session.edits.undo('');
  expect(await session.text.current()).toBe(TEXT);
});

test('a text with a problem is kept as it is, and what ran goes on; the stage can be changed meanwhile', async () => {
  const { session, run } = await opened();
  await session.text.current();
  const bad = TEXT.replace('zk-1', 'zk-9');
  await session.edits.write(bad);
  expect(run.getState().problems).toMatchObject([{ line: 9, hint: 'zk-3' }]);
  expect(run.getState().scenario?.faults).toMatchObject([{ target: { nodes: ['zk-1'] } }]);
  await session.edits.setSeed(7, '');
  const merged = await session.text.current();
  expect(merged).toContain('crash: zk-9');
  expect(merged).toContain('seed: 7');
  await session.edits.write(merged.replace('zk-9', 'zk-2'));
  expect(run.getState()).toMatchObject({ problems: [], scenario: { seed: 7 } });
});

test('what was changed is found again after the page is gone, a problem in the text included', async () => {
  const { session, run } = await opened();
  const drafts = new Drafts(new MemoryStore());
  let ids = 0;
  const autosave = new Autosave(session, drafts, {
    nowMs: () => 1,
    newId: () => `draft-${String(++ids)}`,
    notice: () => Promise.reject(new Error('everything can be saved')),
  });
  autosave.start();
  await session.text.current();
  await session.edits.write(TEXT.replace('zk-1', 'zk-9'));
  await autosave.flush();
  const [kept] = await drafts.list();
  expect(kept).toMatchObject({ id: 'draft-1', title: 'Small', sound: TEXT });
  expect(run.getState().saved).toBe(true);

  const later = await opened();
  if (kept !== undefined) await later.session.openDraft(kept);
  expect(later.run.getState()).toMatchObject({ draft: 'draft-1', problems: [{ line: 9 }] });
  expect(await later.session.text.current()).toBe(TEXT.replace('zk-1', 'zk-9'));
  expect(ids).toBe(1);
});

test('a file that is no scenario is opened to be mended, and runs once it is', async () => {
  const { session, run } = await opened();
  const bad = TEXT.replace('zk: {', 'zk {');
  await session.openText(bad, 'bad.yaml');
  expect(run.getState().file?.name).toBe('small.yaml');
  await session.mend();
  expect(await session.text.current()).toBe(bad);
  expect(run.getState()).toMatchObject({ file: { name: 'bad.yaml' }, typed: true, undo: [] });
  expect(run.getState().problems[0]?.message).toBe('a colon is missing after zk');
  expect(session.stores.layout.getState().editing).toBe(true);
  await session.edits.write(TEXT);
  expect(run.getState()).toMatchObject({ problems: [], scenario: { title: 'Small' } });
  expect(session.stores.file.getState().problems).toEqual([]);
});
