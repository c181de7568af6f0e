import type { SimulationPort } from '../shell/simulation-port.ts';
import { createWorkerPort } from '../shell/worker-port.ts';

/** Runs in a worker of its own. */
export function openPort(): SimulationPort {
  const worker = new Worker(new URL('../shell/simulation-worker.ts', import.meta.url), { type: 'module' });
  return createWorkerPort(worker, () => performance.now());
}
