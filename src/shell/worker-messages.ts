import type { RunQuestions } from '../analysis/run-service.ts';
import type { Part } from '../lib/missing-part.ts';

/** What the page asks of the worker: a question of the run service, with its arguments. */
export interface WorkerRequest {
  readonly request: number;
  readonly question: keyof RunQuestions;
  readonly args: readonly unknown[];
}

export type WorkerResponse =
  | { readonly request: number; readonly type: 'answer'; readonly value: unknown }
  | { readonly request: number; readonly type: 'failed'; readonly message: string }
  /** The worker lacks a part of its code. */
  | { readonly request: number; readonly type: 'missing'; readonly part: Part };
