import type { Scenario } from '../scenario/scenario.ts';
import { growRun } from './growing-run.ts';
import { newestWins } from './newest-wins.ts';
import type { OnGrowth, SimulationPort } from './simulation-port.ts';
import type { WorkerRequest, WorkerResponse } from './worker-messages.ts';

/** What the port needs of a Worker. */
export interface WorkerLine {
  postMessage(message: WorkerRequest): void;
  addEventListener(type: 'message', listener: (event: MessageEvent<WorkerResponse>) => void): void;
  addEventListener(type: 'error', listener: (event: ErrorEvent) => void): void;
  terminate(): void;
}

interface Pending {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
}

interface RunRequest {
  readonly scenario: Scenario;
  readonly onGrowth: OnGrowth | undefined;
}

/** Runs in a worker, so that a long one never holds up the page. Of runs the newest wins. */
export function createWorkerPort(worker: WorkerLine, nowMs: () => number): SimulationPort {
  const pending = new Map<number, Pending>();
  let lastRequest = 0;

  worker.addEventListener('message', ({ data }) => {
    const waiting = pending.get(data.request);
    pending.delete(data.request);
    if (data.type === 'answer') waiting?.resolve(data.value);
    else waiting?.reject(new Error(data.message));
  });
  worker.addEventListener('error', (event) => {
    for (const waiting of pending.values())
      waiting.reject(new Error(event.message || 'the worker did not start'));
    pending.clear();
  });

  const ask: SimulationPort['ask'] = (question, ...args) => {
    lastRequest += 1;
    const request = lastRequest;
    return new Promise((resolve, reject) => {
      // The worker answers a question with what RunQuestions says for it; the two are compiled together.
      pending.set(request, { resolve: resolve as (value: unknown) => void, reject });
      worker.postMessage({ request, question, args });
    });
  };

  const run = newestWins(({ scenario, onGrowth }: RunRequest, overtaken: () => boolean) =>
    growRun(ask, scenario, { onGrowth, overtaken, nowMs }),
  );

  return {
    run: (scenario, onGrowth) => run({ scenario, onGrowth }),
    ask,
    dispose: () => worker.terminate(),
  };
}
