import { describe, expect, test } from 'vitest';
import { createRunService } from '../analysis/run-service.ts';
import { scenarioOf } from '../testing/driver.ts';
import { createInProcessPort } from './in-process-port.ts';
import { scenarioLanguage } from './scenario-reader.ts';
import { nodeFault } from './node-actions.ts';
import { Session } from './session.ts';
import { createStores } from './stores.ts';
import { storyPlace, tellingOf } from './story-place.ts';

const STORY = `ensemble: 1
title: T
duration: 40s
nodes:
  zk: { kind: zookeeper, count: 3 }
  db: { kind: database, count: 2, election: { through: zk, sessionTimeout: 6s } }
faults: [{ at: 15s, crash: db-1 }]
story:
  - { at: 0s, title: Before, say: a }
  - on: { milestone: node-crashed }
    say: b
    ask: { question: Who?, choices: { nodes: db }, answer: { primary: db, after: { milestone: primary-elected } } }
  - { on: { milestone: primary-elected }, say: c }
  - { say: d }
`;

async function opened() {
  const stores = createStores();
  const frames = { request: () => 1, cancel: () => undefined, reducedMotion: () => false };
  const words = { tooLarge: '', unreadable: '' };
  const port = createInProcessPort(createRunService());
  const session = new Session(stores, port, scenarioLanguage, frames, words, () => 0);
  await session.openScenario(scenarioOf(STORY), { slug: undefined, file: undefined, draft: undefined });
  const place = () =>
    storyPlace(
      stores.run.getState().summary?.story ?? [],
      stores.cursor.getState().time,
      stores.story.getState(),
      tellingOf(stores),
    );
  return { session, stores, place, time: () => stores.cursor.getState().time };
}

describe('the story', () => {
  test('the next step is waited for while the run has yet to come to it', async () => {
    const { session, stores, time } = await opened();
    const whole = stores.run.getState().summary;
    const part = whole === undefined ? undefined : { ...whole, story: whole.story.slice(0, 1) };
    stores.run.setState({ summary: part, computed: 1_000_000 });
    session.story.next();
    expect(time()).toBe(0);
    session.story.reachAwaited();
    expect(time()).toBe(0);
    stores.run.setState({ summary: whole, computed: undefined });
    session.story.reachAwaited();
    expect(time()).toBe(15_000_000);
    session.story.reachAwaited();
    expect(time()).toBe(15_000_000);
  });

  test('whoever moves the cursor meanwhile stays there', async () => {
    const { session, stores, time } = await opened();
    const whole = stores.run.getState().summary;
    const part = whole === undefined ? undefined : { ...whole, story: whole.story.slice(0, 1) };
    stores.run.setState({ summary: part, computed: 6_000_000 });
    session.story.next();
    session.playback.jumpTo(5_000_000);
    stores.run.setState({ summary: whole, computed: undefined });
    session.story.reachAwaited();
    expect(time()).toBe(5_000_000);
  });

  test('is walked step by step; a question blocks the way until it is answered', async () => {
    const { session, place, time } = await opened();
    expect(place()).toEqual({ step: 0, open: false, asking: 1, horizon: 15_000_000 });
    session.story.next();
    expect(time()).toBe(15_000_000);
    expect(place()).toEqual({ step: 1, open: true, asking: 1, horizon: 15_000_000 });
    session.story.next();
    expect(time()).toBe(15_000_000);
    session.story.answer(1);
    expect(place()).toEqual({ step: 1, open: false, asking: -1, horizon: undefined });
    session.story.next();
    expect(place().step).toBe(2);
    const elected = time();
    session.story.next();
    expect([place().step, time()]).toEqual([3, elected]);
    session.story.previous();
    expect(place().step).toBe(2);
  });

  test('a step beyond a question that was not asked leads to the question', async () => {
    const { session, stores, place } = await opened();
    session.story.goTo(3);
    expect(place()).toMatchObject({ step: 1, open: true, asking: 1 });
    expect(stores.story.getState().beyond).toBe(stores.run.getState().summary?.story[3]?.time);
    session.story.answer(1);
    expect(place().step).toBe(1);
  });

  test('asks before the cursor goes beyond an open question, and goes there once revealed', async () => {
    const { session, stores, place, time } = await opened();
    session.playback.jumpTo(16_000_000);
    expect(place().open).toBe(true);
    session.playback.jumpTo(30_000_000);
    expect(stores.story.getState().beyond).toBe(30_000_000);
    expect(time()).toBeLessThan(stores.run.getState().summary?.story[1]?.ask?.when ?? 0);
    session.story.reveal();
    expect(time()).toBe(30_000_000);
    expect(stores.story.getState().beyond).toBeUndefined();
  });

  test('what comes after a question is hidden before it is asked, and the cursor is led to it', async () => {
    const { session, stores, place, time } = await opened();
    session.playback.jumpTo(30_000_000);
    expect(time()).toBe(15_000_000);
    expect(place()).toMatchObject({ open: true, horizon: 15_000_000 });
    expect(stores.story.getState().beyond).toBe(30_000_000);
    session.playback.jumpTo(5_000_000);
    expect(place()).toMatchObject({ open: false, asking: 1, horizon: 15_000_000 });
    session.story.revealAhead();
    expect(place().horizon).toBeUndefined();
    session.playback.jumpTo(30_000_000);
    expect(time()).toBe(30_000_000);
  });

  test('a link beyond a question does not ask it, and one before it does', async () => {
    const { session, place, time } = await opened();
    const view = { node: undefined, message: undefined, panel: undefined, window: undefined, editing: false };
    session.restore({ ...view, time: 30_000_000 });
    expect(time()).toBe(30_000_000);
    session.playback.jumpTo(16_000_000);
    expect(place()).toMatchObject({ open: false, horizon: undefined });
    session.restore({ ...view, time: 16_000_000 });
    expect([place().open, time()]).toEqual([true, 16_000_000]);
  });

  test('a run that was changed shows its future until it asks', async () => {
    const { session, place } = await opened();
    await session.edits.addFault(nodeFault('pause', 'db-2', 12_000_000), '');
    expect(place()).toMatchObject({ asking: -1, horizon: undefined });
  });

  test('goes on after a question was skipped, and hides the future until the run tells it', async () => {
    const { session, place } = await opened();
    session.story.next();
    session.story.skip();
    expect(place()).toEqual({ step: 1, open: false, asking: 1, horizon: 15_000_000 });
    session.story.next();
    expect(place()).toEqual({ step: 2, open: false, asking: -1, horizon: undefined });
  });

  test('does not ask again in a run that was changed since, but asks what nobody answered', async () => {
    const first = await opened();
    first.session.story.next();
    first.session.story.answer(0);
    await first.session.edits.addFault(nodeFault('pause', 'db-2', first.time()), '');
    expect(first.place()).toMatchObject({ step: 1, open: false, horizon: undefined });
    first.session.story.next();
    expect(first.place().open).toBe(false);

    const second = await opened();
    second.session.story.next();
    await second.session.edits.addFault(nodeFault('pause', 'db-2', second.time()), '');
    expect(second.place()).toMatchObject({ step: 1, open: true });
  });
});
