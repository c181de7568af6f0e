/** Which of a scenario's faults breaks an expectation: found by running it without each; loaded with the editor. */
import type { CounterfactualVerdict } from '../analysis/counterfactuals.ts';
import type { SimulationPort } from './simulation-port.ts';

export interface TriedFaults {
  /** For each fault that was tried, in the order of the file: what the expectations come to without it. */
  readonly verdicts: readonly (readonly CounterfactualVerdict[])[];
  readonly of: number;
  /** No more are tried. */
  readonly ended: boolean;
}

/** The one fault without which an expectation holds. */
export interface Culprit {
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
  let verdicts: TriedFaults['verdicts'] = [];
  while (verdicts.length < faults && nowMs() < until) {
    const one = await ask('withoutFault', verdicts.length);
    if (!wanted()) return;
    if (!one.done) continue;
    verdicts = [...verdicts, one.verdicts];
    onTried({ verdicts, of: faults, ended: false });
  }
  onTried({ verdicts, of: faults, ended: true });
}

/** Undefined where none alone breaks it, where several do, or where not all were tried. */
export function culpritOf({ verdicts, of }: TriedFaults, expectation: number): Culprit | undefined {
  const culprits = verdicts.flatMap((without, fault): readonly Culprit[] => {
    const verdict = without[expectation];
    return verdict?.holds === true ? [{ fault, measured: verdict.measured }] : [];
  });
  const [only, second] = culprits;
  return verdicts.length === of && second === undefined ? only : undefined;
}
