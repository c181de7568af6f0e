/** The shell without a screen: a session over the in-process port, the real simulator and the real parser. */
import { expect, test } from 'vitest';
import { createRunService } from '../analysis/run-service.ts';
import { createInProcessPort } from './in-process-port.ts';
import type { Frames } from './playback.ts';
import { readScenario } from './scenario-reader.ts';
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
  const session = new Session(stores, port, readScenario, frames, texts, () => 0);
  await session.openBuiltIn('who-is-the-primary');
  return { session, stores, frames };
}

/** Lets the picture of the cursor arrive. */
async function settled(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 0));
}

test('a crash at the cursor keeps the past and changes the future', async () => {
  const { session, stores } = await opened();
  const before = stores.run.getState().summary;
  session.playback.jumpTo(6 * SECOND);
  await session.act('crash', 'db-1', 'crashed');
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

test('undo gives the digest of the run before the edit', async () => {
  const { session, stores } = await opened();
  const digest = stores.run.getState().summary?.digest;
  session.playback.jumpTo(6 * SECOND);
  await session.act('pause', 'zk-1', '');
  await session.act('isolate', 'db-2', '');
  await session.undo('');
  await session.undo('');
  expect(stores.run.getState().summary?.digest).toBe(digest);
  expect(stores.run.getState().undo).toEqual([]);
});

test('playing moves the cursor by the wall clock times the speed and stops at the end', async () => {
  const { session, stores, frames } = await opened();
  session.playback.setSpeed(10);
  session.playback.play();
  frames.tick(1000);
  frames.tick(1100);
  expect(stores.cursor.getState().time).toBe(SECOND);
  session.playback.moveTo(60 * SECOND - 1);
  frames.tick(1200);
  expect(stores.cursor.getState()).toMatchObject({ time: 60 * SECOND, mode: 'paused' });
});

test('a fault that is dragged shows its run at the cursor, and goes back when it is let go of', async () => {
  const { session, stores } = await opened();
  const before = stores.run.getState();
  session.playback.jumpTo(20 * SECOND);
  session.dragFault(0, 25 * SECOND);
  session.dragFault(0, 8 * SECOND);
  await session.dropFault(false, '');
  expect(stores.run.getState()).toMatchObject({ scenario: before.scenario, draft: undefined, undo: [] });
  expect(stores.run.getState().summary?.digest).toBe(before.summary?.digest);

  session.dragFault(0, 8 * SECOND);
  await session.dropFault(true, '');
  const primary = stores.cursor.getState().picture?.nodes.find((node) => node.face.role === 'primary');
  expect(primary?.name).toBe('db-2');
  expect(stores.run.getState().summary?.faults[0]?.at).toBe(8 * SECOND);
  await session.undo('');
  expect(stores.run.getState().summary?.digest).toBe(before.summary?.digest);
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
  await session.openText('ensemble: 1\ntitle: Bad\nnodes: { a: { kind: cliend } }\n', 'bad.yaml', undefined);
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
