import type { LaterQuestions } from '../analysis/later-answers.ts';
import type { FirstQuestions } from '../analysis/run-holder.ts';
import { MissingPart } from '../lib/missing-part.ts';
import type { Scenario } from '../scenario/scenario.ts';
import type { WorkerRequest, WorkerResponse } from './worker-messages.ts';

/** The worker's end of the line: what it needs of its global scope. */
export interface WorkerScope {
  addEventListener(type: 'message', listener: (event: MessageEvent<WorkerRequest>) => void): void;
  postMessage(message: WorkerResponse): void;
}

export interface HostedRuns {
  readonly first: FirstQuestions;
  /** Loads the code of the other answers, unless it is there. */
  readonly later: () => Promise<LaterQuestions>;
  /** Loads what a scenario needs to run, unless it is there. */
  readonly prepare: (scenario: Scenario) => Promise<void>;
}

/**
 * Answers the page's questions, one after the other, in the order in which they were asked: each is about the run that
 * was the newest then, even where code has to be loaded first.
 */
export function hostRuns(runs: HostedRuns, scope: WorkerScope): void {
  let last = Promise.resolve();
  scope.addEventListener('message', ({ data }) => {
    last = last.then(async () => scope.postMessage(await respond(runs, data)));
  });
}

/** What begins a run, for which its kinds must be there. */
const BEGINNING: ReadonlySet<string> = new Set(['run', 'begin', 'start']);

async function respond(
  { first, later, prepare }: HostedRuns,
  { request, question, args }: WorkerRequest,
): Promise<WorkerResponse> {
  try {
    // The page's end asks with the arguments that RunQuestions says; the two are compiled together.
    if (BEGINNING.has(question)) await prepare(args[0] as Scenario);
    const answers = question in first ? first : await later();
    const answer = answers[question as keyof typeof answers] as (...given: readonly unknown[]) => unknown;
    return { request, type: 'answer', value: answer(...args) };
  } catch (error) {
    if (error instanceof MissingPart) return { request, type: 'missing', part: error.part };
    const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { request, type: 'failed', message };
  }
}
