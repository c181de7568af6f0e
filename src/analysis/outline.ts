import type { RequestEnd } from '../kinds/client/protocol.ts';
import type { Edge, MilestoneValue } from '../kernel/kind.ts';
import type { CountedFact } from '../scenario/scenario.ts';
import type { Duration, SimTime } from '../lib/units.ts';

/** A whole run in outline: what the timeline, the lists and the verdicts show. */
export interface RunSummary {
  readonly digest: string;
  readonly modelVersion: string;
  readonly title: string;
  readonly seed: number;
  readonly duration: Duration;
  /** How far the run got; less than `duration` if it was stopped. */
  readonly end: SimTime;
  readonly events: number;
  readonly outcome: { readonly type: 'finished' | 'limit' | 'bug'; readonly sentence: string };
  readonly nodes: readonly NodeOutline[];
  readonly milestones: readonly MilestoneView[];
  readonly lanes: readonly Lane[];
  readonly faults: readonly FaultView[];
  /** The steps that happen in this run, in order. */
  readonly story: readonly StoryStepView[];
  readonly expectations: readonly Verdict[];
  readonly invariants: readonly {
    readonly name: string;
    readonly violations: number;
    readonly first: SimTime | undefined;
  }[];
  readonly metrics: Metrics;
  /** Success share of requests in equal steps over the run. */
  readonly success: readonly SuccessPoint[];
  /** How far each replica is behind its primary, in equal steps over the run. */
  readonly replication: readonly ReplicaLag[];
  /** The director pace, linear between its points, from 0 to the end. */
  readonly pace: readonly PacePoint[];
}

export interface NodeOutline {
  readonly name: string;
  readonly kind: string;
  readonly group: string;
  /** 1-based number within its group. */
  readonly index: number;
  readonly zone: string | undefined;
  readonly edges: readonly Edge[];
}

export interface MilestoneView {
  readonly id: string;
  readonly cause: string | undefined;
  readonly time: SimTime;
  readonly type: string;
  readonly node: string;
  readonly reason: string;
  readonly data: Readonly<Record<string, MilestoneValue>>;
  /** One line: "db-2 became primary". */
  readonly text: string;
}

export interface Lane {
  readonly node: string;
  readonly bands: readonly Band[];
}

export interface Band {
  readonly from: SimTime;
  readonly to: SimTime;
  readonly band:
    'waiting' | 'serving' | 'follower' | 'leader' | 'electing' | 'paused' | 'isolated' | 'down' | 'removed';
  /** The role's own word. */
  readonly role: string;
}

export interface FaultView {
  /** Its index in the scenario's list. */
  readonly fault: number;
  readonly at: SimTime;
  readonly until: SimTime | undefined;
  readonly text: string;
  /** What it is to the system: trouble, its end, or a change that an operator makes. */
  readonly tone: FaultTone;
}

export type FaultTone = 'breaks' | 'heals' | 'adds' | 'removes' | 'sets';

/** A step of the story where this run places it. */
export interface StoryStepView {
  /** Its place in the scenario's list, from 0; steps that do not happen are missing. */
  readonly index: number;
  readonly time: SimTime;
  /** The id of the milestone that it waited for. */
  readonly milestone: string | undefined;
  /** Empty where neither the scenario nor a milestone gives it one. */
  readonly title: string;
  /** Markdown: bold and code. */
  readonly say: string;
  readonly ask: StoryQuestion | undefined;
}

export interface StoryQuestion {
  readonly question: string;
  readonly choices: readonly {
    readonly id: string;
    readonly text: string;
    readonly detail: string | undefined;
  }[];
  /** The ids of the choices that are right in this run; none where the run gives another answer. */
  readonly answers: readonly string[];
  /** What the run answers: a name or yes or no, or an amount in `unit`s (µs, a share from 0 to 1, a count). */
  readonly value: string | number | undefined;
  readonly unit: 'word' | 'time' | 'share' | 'count';
  /** From this moment on the run gives the answer away. */
  readonly when: SimTime;
  /** The milestone that settled it, in one line. */
  readonly happened: string | undefined;
  readonly because: string | undefined;
}

/** What a verdict is about, for words shorter than its expectation's. */
export type VerdictSubject =
  | { readonly check: 'invariant' | 'violated'; readonly name: string }
  | { readonly check: 'count'; readonly of: CountedFact; readonly count: number }
  | {
      readonly check: 'role';
      readonly role: 'primary' | 'leader';
      readonly group: string;
      readonly is: string | undefined;
      readonly by: SimTime;
    }
  | { readonly check: 'milestone' | 'never'; readonly milestone: string; readonly of: string | undefined }
  | { readonly check: 'availability'; readonly share: number; readonly of: string | undefined }
  | { readonly check: 'hit-rate'; readonly share: number; readonly of: string | undefined }
  | { readonly check: 'downtime'; readonly of: 'writes' | 'reads'; readonly longest: Duration };

export interface Verdict {
  readonly text: string;
  readonly subject: VerdictSubject;
  /** Undefined: it looks later than the run went. */
  readonly holds: boolean | undefined;
  readonly measured: string;
  /** The id of the milestone that decided it, where there is one. */
  readonly why: string | undefined;
}

/** What became of writes by the log that counts at the end, and what reads missed. */
export interface WriteFates {
  /** Acknowledged writes that it does not have. */
  readonly lostWrites: number;
  /** Writes that it has more than once, acknowledged or not. */
  readonly duplicatedWrites: number;
  /** Writes that it has although they failed for their client. */
  readonly unacknowledgedWrites: number;
  /**
   * Reads that returned less than a write to their key that had been acknowledged before they began. Writes count as
   * far as the log has them where they were acknowledged; of what a read returned and the log lost nothing is said.
   */
  readonly staleReads: number;
}

export interface Metrics extends WriteFates {
  readonly requests: number;
  readonly failed: number;
  readonly availability: number;
  readonly readAvailability: number;
  readonly writeAvailability: number;
  readonly writeDowntimeUs: Duration;
  readonly readDowntimeUs: Duration;
  readonly outcomes: Readonly<Record<string, number>>;
  /** How many requests ended in each way, by reason: a closed list. */
  readonly reasons: Readonly<Partial<Record<RequestEnd, number>>>;
  readonly lost: LostRequests;
  /** How many writes each replica was behind its primary. */
  readonly replication: readonly ReplicationMetric[];
  /** Undefined where nobody looks anything up in a cache. */
  readonly cache: CacheMetrics | undefined;
}

/** A moment in the life of a replica. */
export interface LagPoint {
  readonly time: SimTime;
  /** How many writes that its primary shows to readers it does not; undefined: it is down, or a primary, or there is none. */
  readonly behind: number | undefined;
  /** For at least how long its primary has shown the first of them; 0 if it was not yet so at the step before. */
  readonly late: Duration;
}

export interface ReplicaLag {
  readonly group: string;
  readonly replica: string;
  readonly points: readonly LagPoint[];
}

export interface ReplicationMetric {
  readonly group: string;
  readonly replica: string;
  readonly most: number;
  readonly mean: number;
}

export interface CacheMetrics {
  readonly lookups: number;
  readonly hits: number;
  readonly hitRate: number;
}

/** The failed requests by the fault that they were lost to. */
export interface LostRequests {
  readonly toFaults: readonly LostToFault[];
  /** Those on whose way no fault held: of overload, for one. */
  readonly toNoFault: number;
}

export interface LostToFault {
  /** The milestone of the fault, and its text. */
  readonly fault: string;
  readonly text: string;
  readonly node: string;
  /** From the fault until the last load balancer had marked the node down; undefined if none did. */
  readonly window: { readonly from: SimTime; readonly to: SimTime | undefined };
  /** Sent before the fault, while it was not found out, and afterwards. */
  readonly inFlight: number;
  readonly inWindow: number;
  readonly after: number;
}

/** A point of the director pace: how much screen time has passed at a time of the run, at normal speed. */
export interface PacePoint {
  readonly time: SimTime;
  readonly screen: Duration;
}

export interface SuccessPoint {
  readonly time: SimTime;
  readonly requests: number;
  readonly failed: number;
}
