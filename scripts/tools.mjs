// What the scripts share: the project's root, its tools, and running stages one after another.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** The command that runs a tool of node_modules without npm's wrapper. */
export const bin = (path) => [process.execPath, `node_modules/${path}`];

/**
 * Runs one stage `{ name, command, mend, env? }` with its output on ours and says how it ended.
 * Returns whether it passed.
 */
export function runStage({ name, command, mend, env = {} }) {
  console.log(`\n[${name}]`);
  const started = performance.now();
  const [program, ...args] = command;
  const { status } = spawnSync(program, args, {
    cwd: ROOT,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, ...env },
  });
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  const passed = status === 0;
  console.log(`[${name}] ${passed ? 'ok' : 'FAILED'} after ${seconds} s`);
  if (!passed) console.log(`[${name}] to mend: ${mend}`);
  return passed;
}
