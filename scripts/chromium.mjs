// Finds a Chromium for the end-to-end tests and installs one where there is none. Says what it does on standard error.
import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { fileURLToPath } from 'node:url';

const say = (text) => process.stderr.write(`[chromium] ${text}\n`);

function runs(path) {
  if (!path) return false;
  try {
    accessSync(path, constants.X_OK);
  } catch {
    return false;
  }
  return spawnSync(path, ['--version'], { timeout: 20_000 }).status === 0;
}

function onPath(name) {
  return spawnSync('sh', ['-c', `command -v ${name}`], { encoding: 'utf8' }).stdout?.trim() ?? '';
}

function install(command, args, timeout) {
  say(`${command} ${args.join(' ')}`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  return spawnSync(command, args, { stdio: ['ignore', 2, 2], timeout, env }).status === 0;
}

async function playwrightsOwn() {
  try {
    const { chromium } = await import('@playwright/test');
    return chromium.executablePath();
  } catch {
    return '';
  }
}

async function find() {
  const named = process.env.CHROMIUM_PATH;
  if (named) {
    if (runs(named)) return named;
    throw new Error(`CHROMIUM_PATH is ${named}, which does not run.`);
  }
  const places = [
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    onPath('chromium'),
    onPath('google-chrome-stable'),
    await playwrightsOwn(),
  ];
  return places.find(runs);
}

/** The path of a Chromium that runs. Throws, saying what to do, where none is found nor can be installed. */
export async function chromium() {
  const found = await find();
  if (found) return found;
  say("No Chromium found at CHROMIUM_PATH, in the usual places or as Playwright's own: installing one.");
  // As root on Debian or Ubuntu the package manager goes first: it brings the libraries too, and
  // Playwright's download hangs where only a package mirror can be reached.
  if (process.getuid?.() === 0 && onPath('apt-get')) {
    install('apt-get', ['-qq', 'update'], 180_000);
    const packages = ['chromium', 'fonts-dejavu-core'];
    install('apt-get', ['-qq', '-y', '--no-install-recommends', 'install', ...packages], 600_000);
    const installed = await find();
    if (installed) return installed;
  }
  // The whole browser, not the headless shell alone, because the shell has a path that Playwright does not tell.
  const cli = fileURLToPath(import.meta.resolve('@playwright/test/cli'));
  install(process.execPath, [cli, 'install', '--no-shell', 'chromium'], 600_000);
  const installed = await find();
  if (installed) return installed;
  throw new Error(
    'No Chromium. Set CHROMIUM_PATH, or install one: `apt-get install chromium` on Debian, ' +
      '`npx playwright install --with-deps chromium` elsewhere.',
  );
}

if (process.argv[1] === fileURLToPath(import.meta.url)) console.log(await chromium());
