import type { RunQuestions } from '../analysis/run-service.ts';
import type { SimulationPort } from './simulation-port.ts';

/** Runs in the same thread: for tests, and where there are no workers. */
export function createInProcessPort(service: RunQuestions): SimulationPort {
  return {
    run: (scenario) => answer(() => service.run(scenario)),
    ask: (question, ...args) =>
      answer(() => {
        const ask = service[question] as (...given: typeof args) => ReturnType<RunQuestions[typeof question]>;
        return ask(...args);
      }),
    dispose: () => undefined,
  };
}

/** What `compute` throws rejects the promise, as an error in the worker would. */
async function answer<T>(compute: () => T): Promise<T> {
  await Promise.resolve();
  return compute();
}
