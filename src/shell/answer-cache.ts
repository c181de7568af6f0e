import type { RunQuestions } from '../analysis/run-service.ts';
import { MissingPart } from '../lib/missing-part.ts';
import type { SimulationPort } from './simulation-port.ts';
import type { Stores } from './stores.ts';

interface Entry {
  value: unknown;
  /** The run that it was asked of. */
  run: unknown;
}

/** Most questions are asked of one selection after another; those that nobody looked at for longest are dropped. */
const MAX_ENTRIES = 64;

/**
 * Answers about the run, for views: asked once for each run and kept. Of a run that was replaced the old answer
 * stands until the new one is there, so that nothing flickers while a fault is dragged.
 */
export class AnswerCache {
  private readonly entries = new Map<string, Entry>();
  private readonly listeners = new Set<() => void>();

  constructor(
    private readonly port: SimulationPort,
    private readonly stores: Stores,
    private readonly onError: (error: unknown) => void,
  ) {
    stores.run.subscribe((state, before) => {
      if (state.slug !== before.slug || state.original !== before.original) this.entries.clear();
      if (state.summary !== before.summary) this.notify();
    });
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** Asks anew, what is not worth keeping. */
  readonly ask: SimulationPort['ask'] = async (question, ...args) => {
    try {
      return await this.port.ask(question, ...args);
    } catch (error) {
      this.onError(error);
      throw error;
    }
  };

  /** The newest answer known; asks if there is none of the run that is shown. */
  get<Q extends keyof RunQuestions>(
    question: Q,
    ...args: Parameters<RunQuestions[Q]>
  ): ReturnType<RunQuestions[Q]> | undefined {
    const { summary } = this.stores.run.getState();
    const key = JSON.stringify([question, args]);
    const entry = this.entries.get(key) ?? { value: undefined, run: undefined };
    this.remember(key, entry);
    if (summary !== undefined && entry.run !== summary) {
      entry.run = summary;
      this.port.ask(question, ...args).then(
        (value) => {
          if (entry.run !== summary) return;
          entry.value = value;
          this.notify();
        },
        (error: unknown) => {
          // It has no answer yet: whoever looks next asks again.
          if (error instanceof MissingPart && entry.run === summary) entry.run = undefined;
          this.onError(error);
        },
      );
    }
    // What `ask` answers to a question is of the question's type.
    return entry.value as ReturnType<RunQuestions[Q]> | undefined;
  }

  /** Asks what is still looked at and could not be answered. */
  askAgain(): void {
    this.notify();
  }

  private remember(key: string, entry: Entry): void {
    this.entries.delete(key);
    this.entries.set(key, entry);
    const [oldest] = this.entries.keys();
    if (this.entries.size > MAX_ENTRIES && oldest !== undefined) this.entries.delete(oldest);
  }

  private notify(): void {
    for (const listener of this.listeners) listener();
  }
}
