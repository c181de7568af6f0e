/** The picture of the first page. Method: frames by hand over the real simulator. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createRunService } from '../analysis/run-service.ts';
import { Demo } from './demo.ts';
import { createInProcessPort } from './in-process-port.ts';
import { scenarioLanguage } from './scenario-reader.ts';
import { Session } from './session.ts';
import { createStores } from './stores.ts';

const CRASH = 12_000_000;

async function opened(still: boolean) {
  const stores = createStores();
  let next: ((nowMs: number) => void) | undefined;
  let nowMs = 0;
  const frames = {
    request: (onFrame: (nowMs: number) => void) => {
      next = onFrame;
      return 1;
    },
    cancel: () => {
      next = undefined;
    },
    reducedMotion: () => false,
  };
  const port = createInProcessPort(createRunService());
  const session = new Session(
    stores,
    port,
    scenarioLanguage,
    frames,
    { tooLarge: '', unreadable: '' },
    () => 0,
  );
  const demo = new Demo(session, still);
  demo.watch(true);
  await demo.open('who-is-the-primary');
  /** Lets seconds of the wall pass, 50 ms a frame. */
  const pass = (seconds: number) => {
    for (let frame = 0; frame < seconds * 20; frame += 1) {
      nowMs += 50;
      const call = next;
      next = undefined;
      call?.(nowMs);
    }
  };
  return { demo, pass, cursor: () => stores.cursor.getState() };
}

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

test('the failover plays in twenty seconds, rests, and begins again', async () => {
  const { pass, cursor } = await opened(false);
  const start = cursor().time;
  expect(start).toBeLessThan(CRASH);
  pass(18);
  expect(cursor().mode).toBe('playing');
  expect(cursor().time).toBeGreaterThan(CRASH);
  pass(3);
  const end = cursor();
  expect(end.mode).toBe('paused');
  // Writes work again.
  expect(end.time).toBeGreaterThan(20_000_000);
  expect(end.time).toBeLessThan(25_000_000);
  vi.runAllTimers();
  expect(cursor()).toMatchObject({ time: start, mode: 'playing' });
});

test('it plays only while it can be seen', async () => {
  const { demo, pass, cursor } = await opened(false);
  pass(2);
  const { time } = cursor();
  demo.watch(false);
  pass(2);
  expect(cursor()).toMatchObject({ time, mode: 'paused' });
  demo.watch(true);
  pass(2);
  expect(cursor().time).toBeGreaterThan(time);
});

test('it stands still at the new primary where nothing may move', async () => {
  const { pass, cursor } = await opened(true);
  const { time, mode } = cursor();
  expect(time).toBeGreaterThan(CRASH);
  expect(mode).toBe('paused');
  pass(2);
  expect(cursor().time).toBe(time);
});
