import type { Invariant } from '../../kernel/kind.ts';
import type { Access, ResourceState } from './state.ts';

/** Who had the latest turn at a resource, of all and of those who wrote. */
interface Turns {
  readonly latest: Turn;
  readonly writer: Turn;
}

interface Turn {
  readonly turn: number;
  readonly holder: string;
}

type Memory = Readonly<Record<string, Turns>>;

const NOBODY: Turn = { turn: 0, holder: '' };
const UNTOUCHED: Turns = { latest: NOBODY, writer: NOBODY };

function later(one: Turn, other: Turn): Turn {
  return other.turn > one.turn ? other : one;
}

/** Whose turn came before and is not over for everybody, by this access. */
function overtakenBy({ latest, writer }: Turns, { access }: Access): Turn | undefined {
  const bar = access.type === 'resource-write' ? latest : writer;
  return access.turn < bar.turn ? bar : undefined;
}

/**
 * Turns at a resource do not overlap: no access of a holder is carried out once one of a later holder has been. Readers
 * may come in any order among themselves.
 */
const lockExclusion: Invariant<ResourceState, Memory> = {
  name: 'lock-exclusion',
  initial: {},
  concerns: (before, after) => after?.last !== undefined && after.last !== before?.last,
  check: (memory, { step }) => {
    const access = step.after?.last;
    if (access === undefined) return undefined;
    const turns = memory[step.node] ?? UNTOUCHED;
    const overtaken = overtakenBy(turns, access);
    const mine = { turn: access.access.turn, holder: access.holder };
    const wrote = access.access.type === 'resource-write';
    const next: Turns = {
      latest: later(turns.latest, mine),
      writer: wrote ? later(turns.writer, mine) : turns.writer,
    };
    return {
      memory: { ...memory, [step.node]: next },
      violation: overtaken && {
        node: access.holder,
        reason: `its ${wrote ? 'write' : 'read'} was carried out after ${overtaken.holder} had taken its turn`,
        data: { holders: [overtaken.holder, access.holder], resource: step.node },
      },
    };
  },
};

export const resourceInvariants: readonly Invariant[] = [lockExclusion];
