import type { Outcome } from '../kernel/recording.ts';

/** The simulation stopped by itself: a bug of the model, or a limit. */
export class Stopped extends Error {
  override readonly name = 'Stopped';

  constructor(
    readonly outcome: Exclude<Outcome, { type: 'running' }>,
    readonly bug: Error | undefined,
  ) {
    super(outcome.type);
  }
}
