import type { CauseLink, Picture, RunSummary } from '../analysis/picture.ts';
import type { SimTime } from '../lib/units.ts';
import type { Scenario } from '../scenario/scenario.ts';

/** What the page asks of the worker, and what comes back, by question. */
export interface Questions {
  readonly run: { readonly ask: { readonly scenario: Scenario }; readonly answer: RunSummary };
  readonly picture: {
    readonly ask: { readonly time: SimTime; readonly selected: string | undefined };
    readonly answer: Picture;
  };
  readonly why: { readonly ask: { readonly id: string }; readonly answer: readonly CauseLink[] };
  readonly step: {
    readonly ask: { readonly time: SimTime; readonly direction: 'forward' | 'back' };
    readonly answer: SimTime | undefined;
  };
}

export type Question = {
  [Q in keyof Questions]: { readonly type: Q } & Questions[Q]['ask'];
}[keyof Questions];

export interface WorkerRequest {
  readonly request: number;
  readonly question: Question;
}

export type WorkerResponse =
  | { readonly request: number; readonly type: 'answer'; readonly value: unknown }
  | { readonly request: number; readonly type: 'failed'; readonly message: string };
