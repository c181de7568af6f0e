import type { LaterQuestions } from '../analysis/later-answers.ts';
import type { FirstQuestions } from '../analysis/run-holder.ts';
import type { WorkerRequest, WorkerResponse } from './worker-messages.ts';

/** The worker's end of the line: what it needs of its global scope. */
export interface WorkerScope {
  addEventListener(type: 'message', listener: (event: MessageEvent<WorkerRequest>) => void): void;
  postMessage(message: WorkerResponse): void;
}

/**
 * Answers the page's questions, one after the other, in the order in which they were asked: each is about the run that
 * was the newest then, even if the code of an earlier answer has to be loaded first.
 */
export function hostRuns(
  first: FirstQuestions,
  loadLater: () => Promise<LaterQuestions>,
  scope: WorkerScope,
): void {
  let last = Promise.resolve();
  scope.addEventListener('message', ({ data }) => {
    last = last.then(async () => scope.postMessage(await respond(first, loadLater, data)));
  });
}

async function respond(
  first: FirstQuestions,
  loadLater: () => Promise<LaterQuestions>,
  { request, question, args }: WorkerRequest,
): Promise<WorkerResponse> {
  try {
    const answers = question in first ? first : await loadLater();
    // The page's end asks with the arguments that RunQuestions says; the two are compiled together.
    const answer = answers[question as keyof typeof answers] as (...args: readonly unknown[]) => unknown;
    return { request, type: 'answer', value: answer(...args) };
  } catch (error) {
    const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { request, type: 'failed', message };
  }
}
