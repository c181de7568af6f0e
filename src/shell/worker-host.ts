import type { RunService } from './in-process-port.ts';
import type { Question, WorkerRequest, WorkerResponse } from './worker-messages.ts';

/** The worker's end of the line: what it needs of its global scope. */
export interface WorkerScope {
  addEventListener(type: 'message', listener: (event: MessageEvent<WorkerRequest>) => void): void;
  postMessage(message: WorkerResponse): void;
}

/** Answers the page's questions, one after the other, in the order in which they were asked. */
export function hostRuns(service: RunService, scope: WorkerScope): void {
  scope.addEventListener('message', (event) => {
    const { request, question } = event.data;
    scope.postMessage(respond(service, request, question));
  });
}

function respond(service: RunService, request: number, question: Question): WorkerResponse {
  try {
    return { request, type: 'answer', value: answer(service, question) };
  } catch (error) {
    const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { request, type: 'failed', message };
  }
}

function answer(service: RunService, question: Question): unknown {
  switch (question.type) {
    case 'run':
      return service.run(question.scenario);
    case 'picture':
      return service.picture(question.time, question.selected);
    case 'why':
      return service.why(question.id);
    case 'step':
      return service.step(question.time, question.direction);
  }
}
