/** Which of a scenario's faults breaks an expectation: found by running it without each; loaded with the editor. */
import type { TrialVerdict } from '../analysis/fault-trials.ts';
import type { SimulationPort } from './simulation-port.ts';

export interface TriedFaults {
  /** For each fault that was tried, in the order of the file: what the expectations come to without it. */
  readonly trials: readonly (readonly TrialVerdict[])[];
  readonly of: number;
  /** No more are tried. */
  readonly ended: boolean;
}

/** The one fault without which an expectation holds. */
export interface Breaker {
  readonly fault: number;
  readonly measured: string;
}

/** Scenarios of more faults are not tried, and none for longer. */
const MOST_FAULTS = 16;
const MOST_MS = 15_000;

interface Trying {
  readonly onTried: (tried: TriedFaults) => void;
  /** Whether the run is still the one that was asked about, and somebody waits. */
  readonly wanted: () => boolean;
  readonly nowMs: () => number;
}

export function canTry(faults: number): boolean {
  return faults > 0 && faults <= MOST_FAULTS;
}

/** Runs what is open without each of its `faults` faults, one after the other, in pieces between which others are answered. */
export async function tryFaults(
  ask: SimulationPort['ask'],
  faults: number,
  { onTried, wanted, nowMs }: Trying,
): Promise<void> {
  if (!canTry(faults)) return;
  const until = nowMs() + MOST_MS;
  let trials: TriedFaults['trials'] = [];
  while (trials.length < faults && nowMs() < until) {
    const { done, verdicts } = await ask('withoutFault', trials.length);
    if (!wanted()) return;
    if (!done) continue;
    trials = [...trials, verdicts];
    onTried({ trials, of: faults, ended: false });
  }
  onTried({ trials, of: faults, ended: true });
}

/** Undefined where none alone breaks it, where several do, or where not all were tried. */
export function breakerOf({ trials, of }: TriedFaults, expectation: number): Breaker | undefined {
  const breakers = trials.flatMap((verdicts, fault): readonly Breaker[] => {
    const verdict = verdicts[expectation];
    return verdict?.holds === true ? [{ fault, measured: verdict.measured }] : [];
  });
  const [only, second] = breakers;
  return trials.length === of && second === undefined ? only : undefined;
}
