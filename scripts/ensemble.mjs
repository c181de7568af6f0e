// The command line: builds dist-cli/ensemble.js when it is stale, says nothing of its own, then runs it in this
// process with the same arguments. Only a build that fails is reported, on standard error.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, renameSync, rmSync, statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ROOT, bin } from './tools.mjs';

const OUT = join(ROOT, 'dist-cli');
const BUNDLE = join(OUT, 'ensemble.js');
const SOURCES = ['src', 'scenarios', 'vite.cli.config.ts', 'package-lock.json'];

/** When the file, or anything below the folder, last changed (ms); a folder changes when a name in it comes or goes. */
function newestChange(path) {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat === undefined) return 0;
  if (!stat.isDirectory()) return stat.mtimeMs;
  return readdirSync(path).reduce(
    (newest, name) => Math.max(newest, newestChange(join(path, name))),
    stat.mtimeMs,
  );
}

function isStale() {
  const built = statSync(BUNDLE, { throwIfNoEntry: false })?.mtimeMs;
  return built === undefined || SOURCES.some((source) => newestChange(join(ROOT, source)) > built);
}

/** Builds beside the old bundle and moves the new one over it, so that commands running at once do not meet half a file. */
function build() {
  const begun = new Date();
  const scratch = `${OUT}.${process.pid}`;
  const [node, ...vite] = bin('vite/bin/vite.js');
  const args = ['build', '--config', 'vite.cli.config.ts', '--outDir', scratch, '--logLevel', 'error'];
  const run = spawnSync(node, [...vite, ...args], {
    cwd: ROOT,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  try {
    if (run.status !== 0) {
      process.stderr.write(`${run.stdout}${run.stderr}\nensemble: the command line could not be built.\n`);
      return false;
    }
    mkdirSync(OUT, { recursive: true });
    for (const name of readdirSync(scratch)) {
      // Dated at the start: a source saved during the build is newer than the bundle.
      utimesSync(join(scratch, name), begun, begun);
      renameSync(join(scratch, name), join(OUT, name));
    }
    return true;
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

if (isStale() && !build()) {
  process.exitCode = 3; // As for a bug of Ensemble.
} else {
  process.setSourceMapsEnabled(true);
  process.argv[1] = BUNDLE;
  await import(pathToFileURL(BUNDLE).href);
}
