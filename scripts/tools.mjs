// What the scripts share: the project's root, its tools, and running stages one after another, or one beside others.
import { spawn, spawnSync } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
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
  return tell({ name, mend }, status === 0, started);
}

/** Starts a stage beside others; the answer waits for its end, and then prints what it wrote to the file `log`. */
export function startStage({ name, command, mend }, log) {
  const started = performance.now();
  const [program, ...args] = command;
  const output = openSync(log, 'w');
  const child = spawn(program, args, { cwd: ROOT, stdio: ['ignore', output, output] });
  const ended = new Promise((resolve) => {
    child.once('exit', resolve);
    child.once('error', () => resolve(1));
  });
  return async () => {
    const status = await ended;
    closeSync(output);
    console.log(`\n[${name}]\n${readFileSync(log, 'utf8')}`);
    return tell({ name, mend }, status === 0, started);
  };
}

function tell({ name, mend }, passed, started) {
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(`[${name}] ${passed ? 'ok' : 'FAILED'} after ${seconds} s`);
  if (!passed) console.log(`[${name}] to mend: ${mend}`);
  return passed;
}
