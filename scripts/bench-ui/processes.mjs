// What Chromium's processes use of the processor, read from /proc: Linux only.
import { readdirSync, readFileSync } from 'node:fs';

const TICKS_PER_SECOND = 100;

function statOf(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return { parent: Number(fields[1]), ticks: Number(fields[11]) + Number(fields[12]) };
  } catch {
    return undefined;
  }
}

/** Milliseconds of processor time that a process and all its descendants have used so far; undefined elsewhere than on Linux. */
export function cpuMs(root) {
  if (process.platform !== 'linux') return undefined;
  const stats = new Map();
  for (const name of readdirSync('/proc')) {
    const stat = /^\d+$/u.test(name) ? statOf(Number(name)) : undefined;
    if (stat !== undefined) stats.set(Number(name), stat);
  }
  let ticks = 0;
  for (const [pid, stat] of stats) {
    let at = pid;
    while (at !== root && stats.has(at)) at = stats.get(at).parent;
    if (at === root) ticks += stat.ticks;
  }
  return (ticks * 1000) / TICKS_PER_SECOND;
}
