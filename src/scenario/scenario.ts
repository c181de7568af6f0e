import type { Fault } from '../kernel/fault.ts';
import type { Duration, SimTime } from '../lib/units.ts';

export { NODE_FAULTS } from '../kernel/fault.ts';
export type { FaultAction, FaultTarget, NodeFaultVerb, ZnodeOrder } from '../kernel/fault.ts';

/** A fault of the scenario; see the kernel's. */
export type ScenarioFault = Fault;

/** A value of a node's options after parsing: durations in µs, rates per second, shares from 0 to 1, sizes in bytes. */
export type OptionValue =
  string | number | boolean | undefined | readonly OptionValue[] | { readonly [key: string]: OptionValue };

/**
 * A scenario after parsing: plain data with every default filled in, groups expanded, quantities in base units.
 * It is the only input of a run, and it survives structured cloning.
 */
export interface Scenario {
  readonly ensemble: 1;
  readonly title: string;
  readonly summary: string;
  readonly chapter: string;
  readonly level: 'starter' | 'working' | 'deep';
  readonly seed: number;
  readonly duration: Duration;
  /** Every node, in file order; the instances of a group in index order. */
  readonly nodes: readonly ScenarioNode[];
  /** Every group (`count` was given), in file order. */
  readonly groups: readonly ScenarioGroup[];
  readonly zones: readonly ScenarioZone[];
  readonly network: ScenarioNetwork;
  readonly faults: readonly ScenarioFault[];
  readonly story: readonly StoryStep[];
  readonly expect: readonly Expectation[];
}

export interface ScenarioNode {
  readonly name: string;
  readonly kind: string;
  /** The group that the node is an instance of. */
  readonly group: string | undefined;
  /** 1-based number within its group; 1 for a single node. */
  readonly index: number;
  readonly zone: string | undefined;
  readonly start: SimTime;
  /** It is not there until the fault `add` adds it. */
  readonly later?: boolean;
  /** No file declares it: it is there for the faults `zookeeper` that it does. */
  readonly implied?: boolean;
  /** The options of its kind, defaults filled in; references are names as written (node or group). */
  readonly options: Readonly<Record<string, OptionValue>>;
}

export interface ScenarioGroup {
  readonly name: string;
  readonly kind: string;
  readonly members: readonly string[];
}

export interface ScenarioZone {
  readonly name: string;
  readonly members: readonly string[];
}

export interface ScenarioNetwork {
  readonly default: LinkQuality;
  /** Later entries override earlier ones; ends are expanded to node names; both directions. */
  readonly links: readonly ScenarioLink[];
}

export interface LinkQuality {
  readonly latency: Duration;
  readonly jitter: Duration;
}

export interface ScenarioLink extends LinkQuality {
  readonly between: readonly [readonly string[], readonly string[]];
}

/** Matches milestones: by type, and by the node they are about or were seen by (`of`: names, groups expanded). */
export interface MilestonePattern {
  readonly milestone: string;
  readonly of?: readonly string[];
  readonly between?: readonly [SimTime, SimTime];
}

/** What is counted over a whole run, by the log that counts at its end. */
export type CountedFact = (typeof COUNTED_FACTS)[number];

export const COUNTED_FACTS = ['lost-writes', 'duplicated-writes', 'stale-reads'] as const;

export type Expectation = { readonly text: string } & (
  | { readonly check: 'invariant'; readonly name: string }
  | { readonly check: 'violated'; readonly name: string; readonly between?: readonly [SimTime, SimTime] }
  | { readonly check: 'count'; readonly of: CountedFact; readonly atLeast?: number; readonly atMost?: number }
  /** `role` is `primary` or `leader`; `is` undefined means none. */
  | {
      readonly check: 'role';
      readonly role: 'primary' | 'leader';
      readonly group: string;
      readonly is: string | undefined;
      readonly by: SimTime;
    }
  | {
      readonly check: 'milestone';
      readonly pattern: MilestonePattern;
      readonly within?: Duration;
      readonly after?: MilestonePattern;
    }
  | { readonly check: 'never'; readonly pattern: MilestonePattern }
  | {
      readonly check: 'availability';
      readonly clients: readonly string[];
      readonly atLeast?: number;
      readonly atMost?: number;
    }
  | {
      readonly check: 'hit-rate';
      readonly clients: readonly string[];
      readonly between?: readonly [SimTime, SimTime];
      readonly atLeast?: number;
      readonly atMost?: number;
    }
  | { readonly check: 'downtime'; readonly of: 'writes' | 'reads'; readonly atMost: Duration }
);

export interface StoryStep {
  readonly title: string | undefined;
  readonly say: string;
  /** Absolute time, or a milestone to wait for; a step with neither follows the one before it. */
  readonly at?: SimTime;
  readonly on?: MilestonePattern;
  readonly ask?: Question;
}

/** A question about the run: its answer is never written down but read from the run. */
export interface Question {
  readonly question: string;
  readonly choices: readonly QuestionChoice[];
  readonly answer: QuestionAnswer;
  /** The milestone at which the answer is read, counted from the step that asks; else the end of the run. */
  readonly after?: MilestonePattern;
  /** How far a choice may be from what was measured: µs, a share, or a count. */
  readonly tolerance?: number;
  /** One sentence of reason, told with the answer. */
  readonly because?: string;
}

export interface QuestionChoice {
  /** As written: the name of a node, an amount, or yes and no. */
  readonly text: string;
  /** Why one might think so: "lowest number". */
  readonly detail?: string;
  /** The amounts that it stands for, ends included; a single amount is a range of one. */
  readonly range?: readonly [number, number];
}

export type QuestionMetric = (typeof QUESTION_METRICS)[number];

export const QUESTION_METRICS = [
  'availability', 'requests', 'failed', ...COUNTED_FACTS, 'write-downtime', 'read-downtime',
] as const; // prettier-ignore

export type QuestionAnswer =
  | { readonly of: 'role'; readonly role: 'primary' | 'leader'; readonly group: string }
  | { readonly of: 'node'; readonly pattern: MilestonePattern }
  /** Absolute, or counted from the latest milestone of `since` before it. */
  | { readonly of: 'time'; readonly pattern: MilestonePattern; readonly since?: MilestonePattern }
  | { readonly of: 'count'; readonly pattern: MilestonePattern }
  | { readonly of: 'metric'; readonly metric: QuestionMetric }
  | { readonly of: 'holds'; readonly expectation: Expectation };
