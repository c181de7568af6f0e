/** The app's service worker (src/app/offline-worker.ts), with the list of the files that it keeps: all that a page may ask for. */
import { createHash } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';
import type { Build } from '../src/shell/offline-copy.ts';

const WORKER = 'offline-worker.js';
const PAGE = 'index.html';
/** What is there for developers. */
const NOT_KEPT = /\.map$|^(offline-worker\.js|scenario\.schema\.json|screenshot\.png)$/u;

export function offlinePlugin(): Plugin {
  return {
    name: 'ensemble-offline',
    apply: 'build',
    buildStart() {
      const id = fileURLToPath(new URL('../src/app/offline-worker.ts', import.meta.url));
      this.emitFile({ type: 'chunk', id, fileName: WORKER });
    },
    // What was written is what will be served, whichever plugin made it.
    writeBundle: {
      order: 'post',
      sequential: true,
      async handler({ dir = 'dist' }) {
        const worker = join(dir, WORKER);
        const code = await readFile(worker, 'utf8');
        const build = JSON.stringify(await buildIn(dir));
        await writeFile(worker, `const BUILD=${build};${code}`);
      },
    },
  };
}

async function buildIn(dir: string): Promise<Build> {
  const entries = await readdir(dir, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(dir, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .filter((file) => !NOT_KEPT.test(file))
    .sort();
  const hash = createHash('sha256');
  for (const file of files) hash.update(`${file}\n`).update(await readFile(join(dir, file)));
  return {
    version: hash.digest('hex').slice(0, 16),
    files: files.map((file) => (file === PAGE ? '' : file)),
  };
}
