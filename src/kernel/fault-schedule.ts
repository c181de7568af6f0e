import type { SimTime } from '../lib/units.ts';
import { defined } from '../lib/assert.ts';
import { type Fault, type FaultAction, NODE_COUNTERPARTS } from './fault.ts';

/** A fault begins, or the `for:` of one runs out. */
export interface FaultStep {
  readonly at: SimTime;
  /** The index of its line in the fault list. */
  readonly fault: number;
  readonly action: FaultAction;
  readonly expires: boolean;
}

/** Which line set an option of a node last, and which options of it were set before. */
export interface Setting {
  readonly fault: number;
  readonly before: Readonly<Record<string, unknown>>;
}

/** What the kernel remembers of faults: how many steps are done, and which line each standing fault came from. */
export interface FaultLedger {
  readonly stepsDone: number;
  /** Ends (such as `pause db-1`) → line, and the nodes that its selector was resolved to. */
  readonly standing: ReadonlyMap<string, { readonly fault: number }>;
  readonly resolved: ReadonlyMap<number, readonly string[]>;
  /** Option and node (such as `rate users-1`) → the line that set it, and what was set before. */
  readonly set: ReadonlyMap<string, Setting>;
}

export const NO_FAULTS: FaultLedger = {
  stepsDone: 0,
  standing: new Map(),
  resolved: new Map(),
  set: new Map(),
};

/** The steps of a fault list in the order they happen: by time, in file order among equals. */
export function faultSteps(faults: readonly Fault[]): readonly FaultStep[] {
  const steps = faults.flatMap((fault, index): FaultStep[] => {
    const begin = { at: fault.at, fault: index, action: fault, expires: false };
    if (fault.for === undefined) return [begin];
    return [begin, { at: fault.at + fault.for, fault: index, action: counterpart(fault), expires: true }];
  });
  return steps.sort((a, b) => a.at - b.at || a.fault - b.fault);
}

function counterpart(fault: Fault): FaultAction {
  switch (fault.verb) {
    case 'cut':
      return { verb: 'heal', ends: [fault.from, fault.to], oneWay: fault.oneWay };
    case 'partition':
      return { verb: 'heal', ends: fault.sets, oneWay: false };
    case 'degrade':
      return { verb: 'heal', ends: fault.between, oneWay: false };
    case 'add':
      return { verb: 'remove', group: fault.group, count: fault.count, abrupt: false };
    case 'heal':
    case 'remove':
    case 'set':
    case 'zookeeper':
      return fault;
    default:
      return {
        verb: defined(NODE_COUNTERPARTS[fault.verb], `the end of ${fault.verb}`),
        target: fault.target,
      };
  }
}

/** The canonical name of link ends: `heal` must name the same ones, in any order unless one way. */
export function endsKey(ends: readonly (readonly string[])[], oneWay: boolean): string {
  const sets = ends.map((set) => [...set].sort().join(','));
  return oneWay ? sets.join(' > ') : sets.sort().join(' | ');
}
