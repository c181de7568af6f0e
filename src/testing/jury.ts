import type { Invariant, InvariantScope, RecordedObservation, StepEvent } from '../kernel/kind.ts';

/** What happens to one node in a history made by hand. */
export interface Move {
  readonly node: string;
  /** The state after it; undefined when the process stops. */
  readonly state: unknown;
  readonly event?: StepEvent;
  /** What its disk holds for sure from now on. */
  readonly synced?: unknown;
  readonly observed?: RecordedObservation['value'];
  readonly at?: number;
}

interface Seat {
  readonly name: string;
  state: unknown;
  synced: unknown;
}

const WAKE: StepEvent = { type: 'timer', name: 'test', key: 0, setAt: 0 };

/** Shows an invariant a history, step by step, as the kernel's monitor would; the reasons of the violations it sees. */
export function violationsOf(
  invariants: readonly Invariant[],
  name: string,
  nodes: readonly string[],
  moves: readonly Move[],
): readonly string[] {
  const invariant = invariants.find((one) => one.name === name);
  if (invariant === undefined) throw new RangeError(`no invariant ${name}`);
  const seats = nodes.map((node): Seat => ({ name: node, state: undefined, synced: undefined }));
  const observations: RecordedObservation[] = [];
  const reasons: string[] = [];
  let memory = invariant.initial;
  for (const { node, state, event = WAKE, synced, observed, at = 0 } of moves) {
    const seat = seats.find((one) => one.name === node);
    if (seat === undefined) throw new RangeError(`no node ${node}`);
    const before = seat.state;
    seat.state = state;
    seat.synced = synced ?? seat.synced;
    if (observed !== undefined) {
      observations.push({ time: at, event: observations.length, node, value: observed });
    }
    if (!invariant.concerns(before, state, event)) continue;
    const scope: InvariantScope = {
      now: at,
      group: 'zk',
      step: { node, before, after: state, event },
      members: seats.map((one) => ({
        name: one.name, running: one.state !== undefined, paused: false, state: one.state, durable: one.synced,
        synced: one.synced,
      })), // prettier-ignore
      observations,
      milestone: () => undefined,
    };
    const verdict = invariant.check(memory, scope);
    if (verdict === undefined) continue;
    ({ memory } = verdict);
    if (verdict.violation !== undefined)
      reasons.push(`${verdict.violation.node} ${verdict.violation.reason}`);
  }
  return reasons;
}
