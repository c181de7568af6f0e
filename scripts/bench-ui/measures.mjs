// What is measured on the screen, one function a figure, each on a fresh page of the production scenario.
import { gzipSync } from 'node:zlib';
import { cpuMs } from './processes.mjs';

const CURSOR = 25;

export function quantile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
}

const median = (values) => quantile(values, 0.5);

/** Waits for the first picture. */
export async function ready(page) {
  await page.waitForFunction(() => window.bench.first !== undefined);
}

/** JavaScript until the first picture, worker included: kB gzip, and ms from navigation to that picture's paint. */
export async function open(page, address) {
  const scripts = [];
  page.context().on('response', (response) => {
    if (/\.js($|\?)/u.test(response.url())) scripts.push(response);
  });
  await page.goto(address);
  await ready(page);
  const first = await page.evaluate(() => window.bench.first);
  const seen = new Map();
  for (const response of scripts) {
    const body = await response.body().catch(() => undefined);
    if (body !== undefined) seen.set(response.url(), gzipSync(body, { level: 9 }).length);
  }
  return { firstPictureMs: first, scriptKb: [...seen.values()].reduce((sum, size) => sum + size, 0) / 1024 };
}

/** Where the timeline's plot lies on the screen. */
async function plotOf(page) {
  return page.getByRole('slider', { name: 'Time', exact: true }).boundingBox();
}

/** ms from a pointer move to the picture of its time, painted, for `moves` positions all over the run. */
export async function scrub(page, moves) {
  const box = await plotOf(page);
  const y = box.y + box.height - 4;
  const x = (index) => box.x + 4 + ((index * 0.381966) % 1) * (box.width - 8);
  await page.mouse.move(x(0), y);
  await page.mouse.down();
  const times = [];
  for (let index = 1; index <= moves; index++) {
    const shown = page.evaluate(
      (before) => {
        const { stageTime, sliderTime, untilShown } = window.bench;
        return untilShown(() => sliderTime() !== before && stageTime() === sliderTime(), 2000);
      },
      await page.evaluate(() => window.bench.sliderTime()),
    );
    await page.mouse.move(x(index), y);
    times.push(await shown);
    await page.waitForTimeout(20);
  }
  await page.mouse.up();
  return times;
}

/** Puts the cursor at whole seconds by the keys of the slider. */
async function goTo(page, seconds) {
  await page.getByRole('slider', { name: 'Time', exact: true }).focus();
  await page.keyboard.press('Home');
  for (let left = seconds; left > 0; left -= left >= 5 ? 5 : 1) {
    await page.keyboard.press(left >= 5 ? 'PageUp' : 'Shift+ArrowRight');
  }
  await page.waitForFunction((at) => window.bench.stageTime() === at, seconds.toFixed(3));
}

/**
 * Drags the crash of db-1 to `moves` places before the cursor. ms from each pointer move until the stage says how long
 * db-1 has been down at the cursor, and until the timeline shows its lane; both say it of the newest place only.
 */
export async function drag(page, moves) {
  await goTo(page, CURSOR);
  const chip = page.getByRole('slider', { name: 'Crash db-1, at', exact: true });
  const [from, box] = [await chip.boundingBox(), await plotOf(page)];
  const y = from.y + from.height / 2;
  const grip = from.x + 6;
  const second = box.width / 60;
  await page.mouse.move(grip, y);
  await page.mouse.down();
  await page.mouse.move(grip + 6, y);
  await page.waitForTimeout(500);
  const pictures = [];
  const timelines = [];
  for (let index = 0; index < moves; index++) {
    const at = 8 + ((index * 3.7) % 8);
    const down = (CURSOR - at).toFixed(1);
    const shown = page.evaluate((length) => {
      const { label, untilShown } = window.bench;
      return untilShown(
        () => label('main [role=button]', 'db-1,').includes(`down for ${length} seconds`),
        3000,
      );
    }, down);
    const whole = page.evaluate((time) => {
      const { label, untilShown } = window.bench;
      return untilShown(() => label('[role=img]', 'db-1:').includes(`to ${time}, down`), 3000);
    }, at.toFixed(1));
    await page.mouse.move(grip + (at - 12) * second, y);
    pictures.push(await shown);
    timelines.push(await whole);
  }
  await page.keyboard.press('Escape');
  await page.mouse.up();
  return { pictures, timelines };
}

/** Processor time of all processes a frame while playing at constant speed, in windows of a second; and dropped frames. */
export async function play(page, pid, windows) {
  await goTo(page, 5);
  await page.getByRole('switch', { name: 'Director pace' }).click();
  await page.getByRole('button', { name: 'Play', exact: true }).click();
  await page.waitForTimeout(500);
  const perFrame = [];
  let dropped = 0;
  for (let index = 0; index < windows; index++) {
    const before = cpuMs(pid);
    const counted = await page.evaluate(() => window.bench.play(1000));
    if (before !== undefined) perFrame.push((cpuMs(pid) - before) / counted.frames);
    dropped += counted.dropped;
  }
  await page.getByRole('button', { name: 'Pause', exact: true }).click();
  return { cpuMsAFrame: perFrame.length === 0 ? undefined : median(perFrame), dropped };
}

/** The share of a core that all processes use while the app is paused for ten seconds. */
export async function rest(page, pid, lengthMs) {
  await page.waitForTimeout(3000);
  const before = cpuMs(pid);
  await page.waitForTimeout(lengthMs);
  return before === undefined ? undefined : (cpuMs(pid) - before) / lengthMs;
}

/** MB that the page's and the worker's heaps have grown by after `scrubs` scrubs from end to end. */
export async function grow(page, scrubs) {
  const heap = async () => {
    const used = () => {
      globalThis.gc?.();
      return globalThis.performance.memory?.usedJSHeapSize ?? 0;
    };
    const sizes = await Promise.all([
      page.evaluate(used),
      ...page.workers().map((worker) => worker.evaluate(used)),
    ]);
    return sizes.reduce((sum, size) => sum + size, 0) / 1024 / 1024;
  };
  const box = await plotOf(page);
  const y = box.y + box.height - 4;
  const ends = async (times) => {
    for (let index = 0; index < times; index++) {
      await page.mouse.move(box.x + 2, y);
      await page.mouse.down();
      await page.mouse.move(box.x + box.width - 2, y, { steps: 12 });
      await page.mouse.up();
    }
    await page.waitForTimeout(300);
  };
  await ends(10);
  const before = await heap();
  await ends(scrubs);
  return (await heap()) - before;
}
