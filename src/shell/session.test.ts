/** The shell without a screen: a session over the in-process port, the real simulator and the real parser. */
import type { RunSummary } from '../analysis/outline.ts';
import { expect, test } from 'vitest';
import { createRunService } from '../analysis/run-service.ts';
import { defined } from '../lib/assert.ts';
import { createInProcessPort } from './in-process-port.ts';
import type { Frames } from './playback.ts';
import { scenarioLanguage } from './scenario-reader.ts';
import { Session } from './session.ts';
import { createStores } from './stores.ts';

const SECOND = 1_000_000;

/** Frames that come when the test says so. */
class HandFrames implements Frames {
  private callback: ((nowMs: number) => void) | undefined;

  request(onFrame: (nowMs: number) => void): number {
    this.callback = onFrame;
    return 1;
  }

  cancel(): void {
    this.callback = undefined;
  }

  reducedMotion(): boolean {
    return false;
  }

  tick(nowMs: number): void {
    const { callback } = this;
    this.callback = undefined;
    callback?.(nowMs);
  }
}

async function opened() {
  const stores = createStores();
  const frames = new HandFrames();
  const port = createInProcessPort(createRunService());
  const texts = { tooLarge: 'large', unreadable: 'unreadable' };
  const session = new Session(stores, port, scenarioLanguage, frames, texts, () => 0);
  await session.openBuiltIn('who-is-the-primary');
  // Without the story, whose question holds the cursor back.
  const scenario = defined(stores.run.getState().scenario, 'the scenario that was opened');
  await session.openScenario(
    { ...scenario, story: [] },
    { slug: 'who-is-the-primary', file: undefined, draft: undefined },
  );
  return { session, stores, frames };
}

/** Without fencing a primary that is cut off keeps accepting writes. */
const SPLIT_BRAIN = `
ensemble: 1
title: Two primaries
duration: 40s
nodes:
  users: { kind: client, target: api, rate: 20/s, writes: 50% }
  api: { kind: api-server, count: 2, database: db, register: { in: /services/api, through: zk } }
  zk: { kind: zookeeper, count: 3 }
  db: { kind: database, count: 2, election: { through: zk, recipe: queue, sessionTimeout: 4s }, fencing: none }
faults:
  - { at: 10s, cut: [db-1, zk] }
`;

/** In the production scenario: when db-1 has crashed and it is asked who is next. */
const ASKED = 12 * SECOND;

/** Lets the picture of the cursor arrive. */
async function settled(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 0));
}

/** A session whose runs grow: told in the outlines of `growth` up to the first, and on to the end once `finish` is called. */
function growing(growth: readonly ((whole: RunSummary) => RunSummary)[]) {
  const stores = createStores();
  const inner = createInProcessPort(createRunService());
  let finish = (): void => undefined;
  const wait = new Promise<void>((resolve) => {
    finish = resolve;
  });
  const port = {
    ...inner,
    run: async (...[scenario, onGrowth]: Parameters<typeof inner.run>) => {
      const whole = defined(await inner.run(scenario), 'the run');
      const [first, ...later] = growth.map((partOf) => partOf(whole));
      if (first !== undefined) onGrowth?.(first.end, first);
      await wait;
      for (const part of later) onGrowth?.(part.end, part);
      return whole;
    },
  };
  const texts = { tooLarge: '', unreadable: '' };
  const session = new Session(stores, port, scenarioLanguage, new HandFrames(), texts, () => 0);
  return { stores, session, finish };
}

test('the moment and the window of an address stand once the run is computed so far', async () => {
  const until = (end: number) => (whole: RunSummary) => ({ ...whole, end });
  const { stores, session, finish } = growing([until(5 * SECOND), until(10 * SECOND)]);
  await session.openBuiltIn('plain-web-app');
  const window = { from: 12 * SECOND, to: 14 * SECOND };
  const nothing = { node: undefined, message: undefined, panel: undefined, editing: false };
  session.restore({ ...nothing, time: 13 * SECOND, window });
  expect(stores.cursor.getState().time).toBe(5 * SECOND);
  finish();
  await settled();
  expect(stores.cursor.getState().time).toBe(13 * SECOND);
  expect(stores.layout.getState().window).toEqual(window);
});

test('whoever follows a link is there, whatever question is open on the way', async () => {
  const { stores, session, finish } = growing([]);
  finish();
  await session.openBuiltIn('who-is-the-primary');
  session.playback.jumpTo(ASKED);
  session.playback.toEnd();
  expect(stores.cursor.getState().time).toBeLessThan(14 * SECOND);
  const nothing = {
    node: undefined,
    message: undefined,
    panel: undefined,
    window: undefined,
    editing: false,
  };
  session.restore({ ...nothing, time: 25 * SECOND });
  expect(stores.cursor.getState().time).toBe(25 * SECOND);
  expect(stores.story.getState().beyond).toBeUndefined();
});

test('a milestone that an address names in words is asked about once the run has it', async () => {
  const part = (whole: RunSummary) => ({ ...whole, end: 5 * SECOND, milestones: [] });
  const { stores, session, finish } = growing([part]);
  const panel = () => stores.selection.getState().panel;
  const nothing = { node: undefined, message: undefined, time: undefined, window: undefined, editing: false };
  await session.openBuiltIn('plain-web-app');
  session.restore({ ...nothing, panel: { type: 'why', id: 'marked-down:api-2@12s' } });
  expect(panel()).toEqual({ type: 'why', id: 'marked-down:api-2@12s' });
  finish();
  await settled();
  const found = stores.run.getState().summary?.milestones.find(({ type }) => type === 'marked-down');
  expect(panel()).toEqual({ type: 'why', id: found?.id });
  session.restore({ ...nothing, panel: { type: 'why', id: 'quorum-lost' } });
  expect(panel()).toBeUndefined();
});

test('a moment that is waited for is come to, whatever question the run turns out to ask before it', async () => {
  const { stores, session, finish } = growing([(whole) => ({ ...whole, end: ASKED + SECOND, story: [] })]);
  await session.openBuiltIn('who-is-the-primary');
  session.restore({
    node: undefined,
    message: undefined,
    panel: undefined,
    time: 25 * SECOND,
    window: undefined,
    editing: false,
  });
  expect(stores.cursor.getState().time).toBe(ASKED + SECOND);
  finish();
  await settled();
  const asking = stores.run.getState().summary?.story.find(({ ask }) => ask !== undefined);
  expect(asking?.time).toBeLessThan(ASKED + SECOND);
  expect(asking?.ask?.when).toBeGreaterThan(ASKED + SECOND);
  expect(stores.cursor.getState().time).toBe(25 * SECOND);
});

test('a crash at the cursor keeps the past and changes the future', async () => {
  const { session, stores } = await opened();
  const before = stores.run.getState().summary;
  session.playback.jumpTo(6 * SECOND);
  await session.edits.toggle('power', 'db-1', () => 'crashed');
  const after = stores.run.getState().summary;
  const past = (summary: typeof before) =>
    summary?.milestones.filter((milestone) => milestone.time < 6 * SECOND).map((milestone) => milestone.text);
  expect(past(after)).toEqual(past(before));
  expect(after?.digest).not.toBe(before?.digest);

  session.playback.jumpTo(17 * SECOND);
  await settled();
  const primary = stores.cursor.getState().picture?.nodes.find((node) => node.face.role === 'primary');
  expect(primary?.name).toBe('db-2');
});

test('acts that come faster than runs see what the one before has made of the node', async () => {
  const { session, stores } = await opened();
  session.playback.jumpTo(6 * SECOND);
  await settled();
  const acts = [1, 2, 3, 4].map(() => session.edits.toggle('power', 'db-1', () => ''));
  await Promise.all(acts);
  const verbs = stores.run
    .getState()
    .scenario?.faults.slice(2)
    .map(({ verb }) => verb);
  expect(verbs).toEqual(['crash', 'restart', 'crash', 'restart']);
});

test('nothing can be done to a node that is not there yet, or not any more', async () => {
  const { session, stores } = await opened();
  const removal = { verb: 'remove', group: 'api', count: 1, abrupt: true } as const;
  await session.edits.addFault({ ...removal, at: 6 * SECOND }, '');
  const { faults } = defined(stores.run.getState().scenario, 'scenario');
  for (const time of [SECOND, 9 * SECOND]) {
    session.playback.jumpTo(time);
    await settled();
    for (const action of ['power', 'process', 'cable'] as const) {
      await session.edits.toggle(action, 'api-3', () => '');
    }
  }
  expect(stores.run.getState().scenario?.faults).toEqual(faults);
});

test('a fault moved by keys faster than runs moves each time', async () => {
  const { session, stores } = await opened();
  await Promise.all([1, 2, 3].map(() => session.edits.moveFault(0, -SECOND)));
  expect(stores.run.getState().scenario?.faults[0]?.at).toBe(9 * SECOND);
  expect(stores.run.getState().summary?.faults[0]?.at).toBe(9 * SECOND);
});

test('what was undone can be done again, until something else is done', async () => {
  const { session, stores } = await opened();
  session.playback.jumpTo(6 * SECOND);
  await session.edits.toggle('process', 'zk-1', () => '');
  const digest = stores.run.getState().summary?.digest;
  await session.edits.undo('');
  await session.edits.redo('');
  expect(stores.run.getState().summary?.digest).toBe(digest);
  await session.edits.undo('');
  await session.edits.toggle('power', 'zk-2', () => '');
  await session.edits.redo('');
  const verbs = stores.run
    .getState()
    .scenario?.faults.flatMap(({ at, verb }) => (at === 6 * SECOND ? verb : []));
  expect(verbs).toEqual(['crash']);
});

test('while a scenario is being opened, all that is shown is of the one before', async () => {
  const { session, stores } = await opened();
  const before = stores.run.getState();
  const opening = session.openText(SPLIT_BRAIN, 'split.yaml');
  await settled();
  expect(stores.run.getState()).toMatchObject({ scenario: before.scenario, summary: before.summary });
  await opening;
  expect(stores.run.getState().summary?.title).toBe(stores.run.getState().scenario?.title);
});

test('undo gives the digest of the run before the edit', async () => {
  const { session, stores } = await opened();
  const digest = stores.run.getState().summary?.digest;
  session.playback.jumpTo(6 * SECOND);
  await session.edits.toggle('process', 'zk-1', () => '');
  await session.edits.toggle('cable', 'db-2', () => '');
  await session.edits.undo('');
  await session.edits.undo('');
  expect(stores.run.getState().summary?.digest).toBe(digest);
  expect(stores.run.getState().undo).toEqual([]);
});

test('playing moves the cursor by the wall clock times the speed and stops at the end', async () => {
  const { session, stores, frames } = await opened();
  session.playback.setSpeed(10);
  session.playback.setDirector(false);
  session.playback.play();
  frames.tick(1000);
  frames.tick(1100);
  expect(stores.cursor.getState().time).toBe(SECOND);
  session.playback.moveTo(60 * SECOND - 1);
  frames.tick(1200);
  expect(stores.cursor.getState()).toMatchObject({ time: 60 * SECOND, mode: 'paused' });
});

test('with the director pace a failover is stretched, and what it shows depends on the run alone', async () => {
  const { session, stores, frames } = await opened();
  const play = (from: number, framesMs: readonly number[]) => {
    session.playback.jumpTo(from);
    session.playback.play();
    let now = 0;
    frames.tick(now);
    for (const length of framesMs) frames.tick((now += length));
    session.playback.pause();
    return stores.cursor.getState().time;
  };
  expect(play(16 * SECOND, [200]) - 16 * SECOND).toBeGreaterThan(0.5 * SECOND);
  expect(play(12 * SECOND, [200]) - 12 * SECOND).toBeLessThan(0.001 * SECOND);
  const evenly = play(
    12 * SECOND,
    Array.from({ length: 20 }, () => 10),
  );
  expect(play(12 * SECOND, [7, 23, 50, 120])).toBe(evenly);
});

const TWO_STEPS = `ensemble: 1
title: Two steps
duration: 10s
nodes:
  zk: { kind: zookeeper, count: 3 }
story:
  - { at: 2s, say: one two three four five six seven eight nine ten }
  - { at: 2001ms, say: eleven }
`;

test('the director gives a step of the story the time to be read before the next one replaces it', async () => {
  const { session, stores, frames } = await opened();
  await session.openText(TWO_STEPS, 'two-steps.yaml');
  let now = 0;
  const playsFor = (ms: number) => {
    session.playback.jumpTo(2 * SECOND - 1);
    session.playback.play();
    frames.tick(now);
    for (const end = now + ms; now < end;) frames.tick((now += 100));
    session.playback.pause();
    return stores.cursor.getState().time;
  };
  // Ten words take three seconds.
  expect(playsFor(2900)).toBe(2_000_999);
  expect(playsFor(3400)).toBeGreaterThan(2_001_000);
  session.playback.setSpeed(4);
  expect(playsFor(1100)).toBeGreaterThan(2_001_000);
  session.playback.setSpeed(1);
  session.playback.setDirector(false);
  expect(playsFor(500)).toBeGreaterThan(2_001_000);
});

test('whoever presses Play at a step of the story has read it', async () => {
  const { session, stores, frames } = await opened();
  await session.openText(TWO_STEPS, 'two-steps.yaml');
  session.playback.jumpTo(2 * SECOND);
  session.playback.play();
  frames.tick(0);
  frames.tick(200);
  expect(stores.cursor.getState().time).toBeGreaterThan(2_001_000);
});

test('playing pauses at a violation, once', async () => {
  const { session, stores, frames } = await opened();
  await session.openText(SPLIT_BRAIN, 'split.yaml');
  const violation = stores.run
    .getState()
    .summary?.milestones.find(({ type }) => type === 'invariant-violated');
  const start = (violation?.time ?? 0) - 10_000;
  session.playback.setDirector(false);
  session.playback.jumpTo(start);
  session.playback.play();
  frames.tick(0);
  frames.tick(100);
  expect(stores.cursor.getState()).toMatchObject({ mode: 'paused', time: violation?.time });
  session.playback.jumpTo(start);
  session.playback.play();
  frames.tick(0);
  frames.tick(100);
  expect(stores.cursor.getState()).toMatchObject({ mode: 'playing', time: start + 100_000 });
});

test('a fault that is dragged shows its run at the cursor, and goes back when it is let go of', async () => {
  const { session, stores } = await opened();
  const before = stores.run.getState();
  session.playback.jumpTo(20 * SECOND);
  session.edits.dragFault(0, 25 * SECOND);
  session.edits.dragFault(0, 8 * SECOND);
  await session.edits.dropFault(false, '');
  expect(stores.run.getState()).toMatchObject({ scenario: before.scenario, dragged: undefined, undo: [] });
  expect(stores.run.getState().summary?.digest).toBe(before.summary?.digest);

  session.edits.dragFault(0, 8 * SECOND);
  await session.edits.dropFault(true, '');
  const primary = stores.cursor.getState().picture?.nodes.find((node) => node.face.role === 'primary');
  expect(primary?.name).toBe('db-2');
  expect(stores.run.getState().summary?.faults[0]?.at).toBe(8 * SECOND);
  await session.edits.undo('');
  expect(stores.run.getState().summary?.digest).toBe(before.summary?.digest);
});

test('what was just dropped can be undone before its run is whole', async () => {
  const { session, stores } = await opened();
  const before = stores.run.getState();
  session.edits.dragFault(0, 8 * SECOND);
  const dropped = session.edits.dropFault(true, '');
  expect(stores.run.getState().scenario?.faults[0]?.at).toBe(8 * SECOND);
  await Promise.all([dropped, session.edits.undo('')]);
  expect(stores.run.getState()).toMatchObject({ scenario: before.scenario, dragged: undefined, undo: [] });
  expect(stores.run.getState().summary?.digest).toBe(before.summary?.digest);
});

test('zooming glides about the cursor, which comes into view, and a newer zoom goes on from the goal', async () => {
  const { session, stores, frames } = await opened();
  const { layout } = stores;
  const glide = () => [1000, 1160, 1320].forEach((ms) => frames.tick(ms));
  session.playback.jumpTo(20 * SECOND);
  session.window.zoom(1 / 2);
  expect(layout.getState().window).toBeUndefined();
  frames.tick(1000);
  frames.tick(1100);
  const { window } = layout.getState();
  expect((window?.to ?? 0) - (window?.from ?? 0)).toBeLessThan(60 * SECOND);
  expect((window?.to ?? 0) - (window?.from ?? 0)).toBeGreaterThan(30 * SECOND);
  session.window.zoom(1 / 2);
  glide();
  expect(layout.getState().window).toEqual({ from: 15 * SECOND, to: 30 * SECOND });

  session.window.set({ from: 40 * SECOND, to: 44 * SECOND });
  session.window.zoom(1 / 2);
  glide();
  expect(layout.getState().window).toEqual({ from: 19 * SECOND, to: 21 * SECOND });
  session.window.glideTo(undefined);
  session.window.set({ from: 0, to: SECOND });
  glide();
  expect(layout.getState().window).toEqual({ from: 0, to: SECOND });
});

test('steps go from event to event and back', async () => {
  const { session, stores } = await opened();
  await session.playback.step('forward');
  const first = stores.cursor.getState().time;
  await session.playback.step('forward');
  const second = stores.cursor.getState().time;
  expect(second).toBeGreaterThan(first);
  await session.playback.step('back');
  expect(stores.cursor.getState().time).toBe(first);
});

test('steps to one node go to its events alone, and to effects when users notice', async () => {
  const { session, stores } = await opened();
  session.playback.jumpTo(11 * SECOND);
  await session.playback.step('forward', { type: 'effect' });
  const noticed = stores.cursor.getState().time;
  expect(noticed).toBeGreaterThanOrEqual(12 * SECOND);
  expect(noticed).toBeLessThan(12.5 * SECOND);
  await session.playback.step('forward', { type: 'effect' });
  expect(stores.cursor.getState().time).toBeGreaterThan(20 * SECOND);
  await session.playback.step('back', { type: 'effect' });
  expect(stores.cursor.getState().time).toBe(noticed);

  session.playback.jumpTo(11 * SECOND);
  await session.playback.step('forward', { type: 'node', node: 'db-1' });
  await session.playback.step('back', { type: 'node', node: 'db-1' });
  expect(stores.cursor.getState().time).toBeLessThanOrEqual(11 * SECOND);
  session.playback.jumpTo(12 * SECOND);
  await session.playback.step('forward', { type: 'node', node: 'db-1' });
  expect(stores.cursor.getState().time).toBe(30 * SECOND);
});

test('scrubbing while playing goes on playing when let go', async () => {
  const { session, stores } = await opened();
  session.playback.play();
  session.playback.grab(3 * SECOND);
  expect(stores.cursor.getState()).toMatchObject({ time: 3 * SECOND, mode: 'scrubbing' });
  session.playback.release();
  expect(stores.cursor.getState().mode).toBe('playing');
});

test('a bad file is reported and leaves the run as it was', async () => {
  const { session, stores } = await opened();
  const { summary } = stores.run.getState();
  await session.openText('ensemble: 1\ntitle: Bad\nnodes: { a: { kind: cliend } }\n', 'bad.yaml');
  const { problems, file } = stores.file.getState();
  expect(file).toBe('bad.yaml');
  expect(problems[0]?.message).toContain('client');
  expect(stores.run.getState().summary).toBe(summary);
});

test('a file that is too large is not read', async () => {
  const { session, stores } = await opened();
  await session.openFile({
    name: 'huge.yaml',
    size: 10_000_000,
    text: () => Promise.reject(new Error('must not be read')),
  });
  expect(stores.file.getState().problems[0]?.message).toBe('large');
});
