import type { RunQuestions } from '../analysis/run-service.ts';
import type { WorkerRequest, WorkerResponse } from './worker-messages.ts';

/** The worker's end of the line: what it needs of its global scope. */
export interface WorkerScope {
  addEventListener(type: 'message', listener: (event: MessageEvent<WorkerRequest>) => void): void;
  postMessage(message: WorkerResponse): void;
}

/** Answers the page's questions, one after the other, in the order in which they were asked. */
export function hostRuns(service: RunQuestions, scope: WorkerScope): void {
  scope.addEventListener('message', (event) => {
    scope.postMessage(respond(service, event.data));
  });
}

function respond(service: RunQuestions, { request, question, args }: WorkerRequest): WorkerResponse {
  try {
    // The page's end asks with the arguments that RunQuestions says; the two are compiled together.
    const answer = service[question] as (...args: readonly unknown[]) => unknown;
    return { request, type: 'answer', value: answer(...args) };
  } catch (error) {
    const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { request, type: 'failed', message };
  }
}
