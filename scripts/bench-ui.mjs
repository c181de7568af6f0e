// Figures of the built app in a real Chromium: `npm run bench:ui [-- --json] [--runs N]`. Medians of several runs.
import { spawn, spawnSync } from 'node:child_process';
import { chromium as playwright } from '@playwright/test';
import { chromium } from './chromium.mjs';
import { drag, grow, open, play, quantile, ready, rest, scrub } from './bench-ui/measures.mjs';
import { watch } from './bench-ui/page.mjs';
import { ROOT, bin } from './tools.mjs';

const json = process.argv.includes('--json');
const runsAt = process.argv.indexOf('--runs');
const runs = runsAt < 0 ? 3 : Number(process.argv[runsAt + 1]);
const port = process.env.ENSEMBLE_BENCH_PORT ?? '4391';
const address = `http://127.0.0.1:${port}/`;
const production = `${address}#scenario=who-is-the-primary`;
const SIZE = { width: 1440, height: 900 };

const say = (text) => process.stderr.write(`[bench:ui] ${text}\n`);

function build() {
  const [node, ...vite] = bin('vite/bin/vite.js');
  const built = spawnSync(node, [...vite, 'build', '--logLevel', 'warn'], {
    cwd: ROOT,
    stdio: ['ignore', 2, 2],
  });
  if (built.status !== 0) process.exit(built.status ?? 1);
}

async function serve() {
  const [node, ...vite] = bin('vite/bin/vite.js');
  const args = [...vite, 'preview', '--host', '127.0.0.1', '--port', port, '--strictPort'];
  const server = spawn(node, args, { cwd: ROOT, stdio: 'ignore' });
  for (let tries = 0; tries < 100; tries++) {
    const answer = await fetch(address).catch(() => undefined);
    if (answer?.ok === true) return server;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  server.kill();
  throw new Error(`The built app is not served at ${address}.`);
}

async function withPage(executablePath, measure) {
  const server = await playwright.launchServer({
    executablePath,
    chromiumSandbox: process.getuid?.() !== 0,
    args: ['--disable-gpu', '--js-flags=--expose-gc', '--enable-precise-memory-info'],
  });
  const browser = await playwright.connect(server.wsEndpoint());
  try {
    const page = await browser.newPage({ viewport: SIZE, serviceWorkers: 'block' });
    await page.addInitScript(watch);
    return await measure(page, server.process().pid);
  } finally {
    await browser.close();
    await server.close();
  }
}

async function opened(page) {
  await page.goto(production);
  await ready(page);
  await answer(page);
}

/**
 * A question of the story would hold the cursor back: all of them are answered first, on the way through the story of
 * the whole run. A run that is still growing asks none yet.
 */
async function answer(page) {
  await page.waitForFunction(() => document.querySelector('[role=progressbar]') === null);
  const question = page.getByRole('radiogroup', { name: /Predict/u });
  const time = () => page.evaluate(() => window.bench.sliderTime());
  let [before, now] = [undefined, await time()];
  while (now !== before) {
    await page.keyboard.press('n');
    await page.waitForTimeout(100);
    if (await question.isVisible()) await page.keyboard.press('2');
    [before, now] = [now, await time()];
  }
  await page.keyboard.press('Home');
  await page.waitForTimeout(500);
}

/** A system of a hundred servers: its first picture, and the cursor over the whole of it. */
async function fleet(page) {
  await page.goto(`${address}#scenario=hundred-servers`);
  await ready(page);
  const firstPictureMs = await page.evaluate(() => window.bench.first);
  await answer(page);
  return { firstPictureMs, scrubs: await scrub(page, 60) };
}

async function measureOnce(path) {
  const first = await withPage(path, (page) => open(page, production));
  const scrubs = await withPage(path, async (page) => {
    await opened(page);
    return scrub(page, 60);
  });
  const dragged = await withPage(path, async (page) => {
    await opened(page);
    return drag(page, 40);
  });
  const played = await withPage(path, async (page, pid) => {
    await opened(page);
    return play(page, pid, 5);
  });
  const rested = await withPage(path, async (page, pid) => {
    await opened(page);
    return rest(page, pid, 10_000);
  });
  const grown = await withPage(path, async (page) => {
    await opened(page);
    return grow(page, 100);
  });
  const fleets = await withPage(path, fleet);
  const lost = [...scrubs, ...fleets.scrubs, ...dragged.pictures, ...dragged.timelines].filter(
    (time) => time === undefined,
  ).length;
  const known = (times) => times.filter((time) => time !== undefined);
  return {
    scriptKb: first.scriptKb,
    firstPictureMs: first.firstPictureMs,
    scrubP50Ms: quantile(known(scrubs), 0.5),
    scrubP95Ms: quantile(known(scrubs), 0.95),
    dragP50Ms: quantile(known(dragged.pictures), 0.5),
    dragP95Ms: quantile(known(dragged.pictures), 0.95),
    dragTimelineP95Ms: quantile(known(dragged.timelines), 0.95),
    playCpuMsAFrame: played.cpuMsAFrame,
    playDroppedFrames: played.dropped,
    pausedCoreShare: rested,
    heapGrowthMb: grown,
    fleetFirstPictureMs: fleets.firstPictureMs,
    fleetScrubP95Ms: quantile(known(fleets.scrubs), 0.95),
    neverShown: lost,
  };
}

/** What is measured, how it is called, and the most it may be. */
const FIGURES = [
  ['scriptKb', 'JavaScript before the first picture, gzip', 'KB', 200],
  ['firstPictureMs', 'navigation to the first picture', 'ms', 1000],
  ['scrubP50Ms', 'scrub, pointer to painted picture, p50', 'ms', 25],
  ['scrubP95Ms', 'scrub, p95', 'ms', 50],
  ['dragP50Ms', 'drag a fault, pointer to painted picture, p50', 'ms', 50],
  ['dragP95Ms', 'drag a fault, p95', 'ms', 120],
  ['dragTimelineP95Ms', 'drag a fault, the rest of the timeline, p95', 'ms', 300],
  ['playCpuMsAFrame', 'play at 1x, processor time a frame, all processes', 'ms', 10],
  ['playDroppedFrames', 'play at 1x, frames dropped in 5 s', '', undefined],
  ['pausedCoreShare', 'paused for 10 s, share of a core', '', 0.01],
  ['heapGrowthMb', 'heap growth over 100 scrubs', 'MB', 5],
  ['fleetFirstPictureMs', 'a hundred servers, navigation to the first picture', 'ms', 1000],
  ['fleetScrubP95Ms', 'a hundred servers, scrub, p95', 'ms', 100],
  ['neverShown', 'pictures that never came', '', 0],
];

build();
const path = await chromium();
const server = await serve();
try {
  const measured = [];
  for (let run = 1; run <= runs; run++) {
    say(`run ${run} of ${runs}`);
    measured.push(await measureOnce(path));
  }
  const figures = Object.fromEntries(
    FIGURES.map(([key]) => {
      const values = measured.map((one) => one[key]).filter((value) => value !== undefined);
      return [key, values.length === 0 ? null : quantile(values, 0.5)];
    }),
  );
  if (json) console.log(JSON.stringify({ runs, figures, measured }));
  else {
    for (const [key, name, unit, most] of FIGURES) {
      const value = figures[key];
      const text =
        value === null ? 'not measured' : `${Number(value.toFixed(value < 1 ? 3 : 1))} ${unit}`.trim();
      const target = most === undefined ? '' : `  (at most ${most})`;
      const mark = value === null || most === undefined || value <= most ? ' ' : '!';
      console.log(`${mark} ${name.padEnd(52)} ${text.padStart(12)}${target}`);
    }
  }
} finally {
  server.kill();
}
