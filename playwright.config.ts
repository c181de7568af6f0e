import { defineConfig } from '@playwright/test';

// A port of the tests' own, away from `npm start` and `npm run dev`; scripts/e2e.mjs names another if it is taken.
const port = process.env.ENSEMBLE_E2E_PORT ?? '4317';
const address = `http://127.0.0.1:${port}/`;
const executablePath = process.env.CHROMIUM_PATH;
const root = process.getuid?.() === 0;

export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results',
  fullyParallel: true,
  workers: 2,
  retries: 0,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  forbidOnly: process.env.CI !== undefined,
  reporter: 'list',
  use: {
    baseURL: address,
    browserName: 'chromium',
    // Tests see the build, not a copy of it; e2e/offline.spec.ts is about the copy.
    serviceWorkers: 'block',
    viewport: { width: 1280, height: 800 },
    trace: 'retain-on-failure',
    launchOptions: {
      ...(executablePath === undefined ? {} : { executablePath }),
      chromiumSandbox: !root,
      args: [
        // Without a GPU, Chromium's software GL makes canvas frames take half a second; plain raster does not.
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--force-color-profile=srgb',
        '--font-render-hinting=none',
      ],
    },
  },
  webServer: {
    // Vite itself rather than an npm script, so that the signal to stop reaches it.
    command: `node node_modules/vite/bin/vite.js preview --host 127.0.0.1 --port ${port} --strictPort`,
    url: address,
    reuseExistingServer: false,
    timeout: 60_000,
    gracefulShutdown: { signal: 'SIGTERM', timeout: 2000 },
  },
});
