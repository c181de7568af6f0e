import type { Invariant, MilestoneNote, RecordedObservation, Violation } from '../../kernel/kind.ts';
import { NEVER } from '../../kernel/occurrence.ts';
import { hasKey, lookUp, type SortedMap, withEntry } from '../../lib/sorted-map.ts';
import type { RequestObservation } from '../client/protocol.ts';
import { writeName } from '../database/protocol.ts';
import { conflictText, operationsOf } from './conflict-text.ts';
import { EMPTY_REGISTER, type Operation, type Register, withOperation } from './register.ts';

/** Keys with more operations are judged no further. */
const OPERATIONS_MAX = 100_000;

/** A key that is judged no further. */
const CLOSED = 'closed';

/** What the clients of a run were told, by database and key. */
interface History {
  /** How many observations of the run were looked at. */
  readonly count: number;
  readonly databases: readonly string[];
  readonly registers: SortedMap<string, Register | typeof CLOSED>;
  /** By name, the writes that failed: nobody knows in which database they may be done. */
  readonly failed: SortedMap<string, Operation>;
}

/** What the states of all kinds that send requests have. */
interface Counted {
  readonly succeeded: number;
  readonly failed: number;
}

/**
 * To all clients of a run together each key of a database looks like one register that does one thing at a time. A write
 * with its retries is one operation from the first sending to the last answer. Told once for each key.
 */
export const linearizable: Invariant<Counted, History> = {
  name: 'linearizable',
  wholeRun: true,
  onlyIfAsked: true,
  initial: { count: 0, databases: [], registers: undefined, failed: undefined },
  concerns: (before, after) => before?.succeeded !== after?.succeeded || before?.failed !== after?.failed,
  check: (memory, { observations, milestone }) => {
    let history = memory;
    let violation: Violation | undefined;
    for (let index = memory.count; index < observations.length; index++) {
      const recorded = observations[index];
      if (recorded?.value.type !== 'request') continue;
      const next = withRequest(history, recorded, recorded.value as RequestObservation, milestone);
      history = next.history;
      violation ??= next.violation;
    }
    return { memory: { ...history, count: observations.length }, violation };
  },
};

interface Step {
  readonly history: History;
  readonly violation?: Violation | undefined;
}

function withRequest(
  history: History,
  { node, time: to }: RecordedObservation,
  request: RequestObservation,
  milestone: (note: MilestoneNote) => void,
): Step {
  const { kind, ok, database, key, sentAt: from } = request;
  const name = writeName({ client: node, request: request.request });
  if (ok && database === '') return { history };
  if (ok) {
    const value = kind === 'write' ? name : request.value;
    return withAnswer(history, { name, kind, value, from, to }, { node, database, key }, milestone);
  }
  return kind === 'read'
    ? { history }
    : withFailure(history, { name, kind, value: name, from, to: NEVER }, node, key);
}

/** Where an operation was done, and by whom. */
interface Place {
  readonly node: string;
  readonly database: string;
  readonly key: string;
}

function withAnswer(
  history: History,
  operation: Operation,
  place: Place,
  milestone: (note: MilestoneNote) => void,
): Step {
  const { database, key } = place;
  const known = history.databases.includes(database);
  const grown = known ? history : { ...history, databases: [...history.databases, database] };
  const register = registerOf(grown, database, key);
  if (register === CLOSED) return { history };
  if (register.operations >= OPERATIONS_MAX) {
    milestone(stopped(place));
    return { history: withRegister(grown, place, CLOSED) };
  }
  const step = withDone(grown, register, operation, place);
  // A failed write that is seen for the first time was done after all.
  const write = hasKey(register.clusters, operation.value)
    ? undefined
    : lookUp(grown.failed, operation.value);
  const after = registerOf(step.history, database, key);
  return write === undefined || after === CLOSED ? step : withDone(step.history, after, write, place);
}

/** It counts if it was seen, or once it is. */
function withFailure(history: History, write: Operation, node: string, key: string): Step {
  let step: Step = { history: { ...history, failed: withEntry(history.failed, write.name, write) } };
  for (const database of history.databases) {
    const register = registerOf(step.history, database, key);
    if (register === CLOSED) continue;
    const { history: next, violation } = withDone(step.history, register, write, { node, database, key });
    step = { history: next, violation: step.violation ?? violation };
  }
  return step;
}

function withDone(history: History, before: Register, operation: Operation, place: Place): Step {
  const { register, conflict } = withOperation(before, operation);
  if (conflict === undefined) return { history: withRegister(history, place, register) };
  const { node, database, key } = place;
  const data = { database, key, operations: operationsOf(conflict) };
  const violation = { node, reason: `${key}: ${conflictText(conflict)}`, data };
  return { history: withRegister(history, place, CLOSED), violation };
}

function registerOf({ registers }: History, database: string, key: string): Register | typeof CLOSED {
  return lookUp(registers, `${database} ${key}`) ?? EMPTY_REGISTER;
}

function withRegister(
  history: History,
  { database, key }: Place,
  register: Register | typeof CLOSED,
): History {
  return { ...history, registers: withEntry(history.registers, `${database} ${key}`, register) };
}

function stopped({ node, database, key }: Place): MilestoneNote {
  return {
    type: 'limit-reached',
    about: node,
    reason: `operations on ${key} of ${database}: what comes now is not judged any more`,
    data: { limit: OPERATIONS_MAX, invariant: 'linearizable', database, key },
  };
}
