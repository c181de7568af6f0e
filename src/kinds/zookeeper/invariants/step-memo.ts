import type { Step } from '../../../kernel/kind.ts';
import type { ServerState } from '../state.ts';

/**
 * What several invariants ask of the same step is computed once: the last answer is kept. As long as they agree in
 * what they remember, they remember the same object, and also the next step is shared.
 */
export function sharedByStep<Memory, Value>(
  compute: (memory: Memory, step: Step<ServerState>) => Value,
): (memory: Memory, step: Step<ServerState>) => Value {
  let known: Value;
  let ofStep: Step<ServerState> | undefined;
  let ofMemory: Memory;
  return (memory, step) => {
    if (ofStep === step && ofMemory === memory) return known;
    known = compute(memory, step);
    ofStep = step;
    ofMemory = memory;
    return known;
  };
}
