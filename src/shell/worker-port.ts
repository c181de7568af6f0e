import { MissingPart } from '../lib/missing-part.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { growRun } from './growing-run.ts';
import { newestWins } from './newest-wins.ts';
import type { OnGrowth, SimulationPort } from './simulation-port.ts';
import type { WorkerRequest, WorkerResponse } from './worker-messages.ts';

/** What the port needs of a Worker. */
export interface WorkerLine {
  postMessage(message: WorkerRequest): void;
  addEventListener(type: 'message', listener: (event: MessageEvent<WorkerResponse>) => void): void;
  addEventListener(type: 'error', listener: (event: { readonly message?: string }) => void): void;
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
  let absent: MissingPart | undefined;

  worker.addEventListener('message', ({ data }) => {
    const waiting = pending.get(data.request);
    pending.delete(data.request);
    if (data.type === 'answer') waiting?.resolve(data.value);
    else waiting?.reject(data.type === 'missing' ? new MissingPart(data.part) : new Error(data.message));
  });
  worker.addEventListener('error', ({ message }) => {
    // An error without a message is no error of the code: there is no code.
    if (message === undefined) absent = new MissingPart('simulator');
    for (const waiting of pending.values()) waiting.reject(absent ?? new Error(message));
    pending.clear();
  });

  const ask: SimulationPort['ask'] = (question, ...args) => {
    if (absent !== undefined) return Promise.reject(absent);
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
