// The end-to-end tests against the built app (`vite build` first), in a real Chromium, on a free port of their own.
// Arguments go to Playwright: `node scripts/e2e.mjs crash --headed`.
import { spawnSync } from 'node:child_process';
import { createServer } from 'node:net';
import { chromium } from './chromium.mjs';
import { ROOT, bin } from './tools.mjs';

const FIRST_PORT = 4317;

function isFree(port) {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}

async function freePort() {
  for (let port = FIRST_PORT; port < FIRST_PORT + 100; port += 1) if (await isFree(port)) return port;
  throw new Error(`No free port from ${FIRST_PORT} to ${FIRST_PORT + 99}.`);
}

let path;
try {
  path = await chromium();
} catch (error) {
  console.error(`[e2e] ${error.message}`);
  process.exit(1);
}
const port = process.env.ENSEMBLE_E2E_PORT ?? String(await freePort());
console.log(`[e2e] ${path}, port ${port}`);
const [node, ...playwright] = bin('@playwright/test/cli.js');
const run = spawnSync(node, [...playwright, 'test', ...process.argv.slice(2)], {
  cwd: ROOT,
  stdio: 'inherit',
  env: { ...process.env, CHROMIUM_PATH: path, ENSEMBLE_E2E_PORT: port },
});
process.exit(run.status ?? 1);
