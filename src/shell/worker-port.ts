import type { Picture, RunSummary } from '../analysis/picture.ts';
import { newestWins } from './newest-wins.ts';
import type { SimulationPort } from './simulation-port.ts';
import type { Question, Questions, WorkerRequest, WorkerResponse } from './worker-messages.ts';

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

/** Runs in a worker, so that a long one never holds up the page. Of runs and pictures the newest wins. */
export function createWorkerPort(worker: WorkerLine): SimulationPort {
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

  function ask<Q extends keyof Questions>(question: Question & { type: Q }): Promise<Questions[Q]['answer']> {
    lastRequest += 1;
    const request = lastRequest;
    return new Promise<Questions[Q]['answer']>((resolve, reject) => {
      // The worker answers a question with what Questions says for it; the two are compiled together.
      pending.set(request, { resolve: resolve as (value: unknown) => void, reject });
      worker.postMessage({ request, question });
    });
  }

  const run = newestWins<Questions['run']['ask'], RunSummary>(({ scenario }) =>
    ask({ type: 'run', scenario }),
  );
  const picture = newestWins<Questions['picture']['ask'], Picture>(({ time, selected }) =>
    ask({ type: 'picture', time, selected }),
  );
  return {
    run: (scenario) => run({ scenario }),
    picture: (time, selected) => picture({ time, selected }),
    why: (id) => ask({ type: 'why', id }),
    step: (time, direction) => ask({ type: 'step', time, direction }),
    dispose: () => worker.terminate(),
  };
}
