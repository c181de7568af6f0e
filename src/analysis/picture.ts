import type { BalancerDecision } from './balancer-decisions.ts';
import type { DatabaseStanding } from '../kinds/database/standing.ts';
import type { RequestEnd } from '../kinds/client/protocol.ts';
import type { Edge, Face, MilestoneValue } from '../kernel/kind.ts';
import type { OccurrenceType } from '../kernel/occurrence.ts';
import type { NodeStatus } from '../kernel/recording.ts';
import type { CountedFact } from '../scenario/scenario.ts';
import type { Duration, SimTime } from '../lib/units.ts';

/** The system at one moment: all that the stage and the inspector show. Plain data, fit for a message. */
export interface Picture {
  readonly time: SimTime;
  /** Events at or before this moment. */
  readonly event: number;
  readonly nodes: readonly NodePicture[];
  readonly packets: readonly PacketPicture[];
  /** Pairs of nodes between which nothing passes (each pair once a direction). */
  readonly cuts: readonly { readonly from: string; readonly to: string }[];
  /** The faults that lie on links. */
  readonly linkFaults: readonly LinkFaultPicture[];
  /** The selected node in full. */
  readonly detail: NodeDetail | undefined;
}

export interface NodePicture {
  readonly name: string;
  readonly status: NodeStatus;
  readonly isolated: boolean;
  /** Since when it has this status. */
  readonly since: SimTime;
  readonly face: Face;
  /** What matters most of what it waits for; the ring. */
  readonly ring: TimerPicture | undefined;
  readonly session: SessionPicture | undefined;
  /** The lasting faults that it is under besides what its status tells: slow, hang, fail-health ... */
  readonly conditions: readonly string[];
}

/** A node's session with ZooKeeper, as the leader of the ensemble sees it. */
export interface SessionPicture {
  /** The server that the node is connected to, if the leader knows. */
  readonly server: string | undefined;
  readonly heardAt: SimTime;
  readonly expiresAt: SimTime;
  /** Whether nothing is heard of the node, so that its session runs out. */
  readonly silent: boolean;
}

/** A cut or degraded link; a partition is a cut of more than two sets. Sets are names of nodes. */
export interface LinkFaultPicture {
  readonly kind: 'cut' | 'degrade';
  readonly sets: readonly (readonly string[])[];
  readonly oneWay: boolean;
}

export interface TimerPicture {
  readonly name: string;
  readonly key: number;
  readonly setAt: SimTime;
  readonly firesAt: SimTime;
}

export interface PacketPicture {
  /** Stable within a run, so that a message can be selected and asked about. */
  readonly id: string;
  readonly from: string;
  readonly to: string;
  /** A message's type, or connect, accept, close, reset, refuse. */
  readonly label: string;
  readonly family: 'request' | 'reply' | 'protocol' | 'watch-event' | 'failed';
  readonly sentAt: SimTime;
  /** Undefined while a cut holds it. */
  readonly arrivesAt: SimTime | undefined;
  /** How much of the way it has travelled, from 0 to 1. */
  readonly fraction: number;
}

export interface NodeDetail {
  readonly name: string;
  /** The kind's own state, for its view; undefined when no process runs. */
  readonly state: unknown;
  /** Its state just before what happened to it at the cursor's time; undefined if nothing did, or if it started then. */
  readonly before: unknown;
  /** Its state a moment earlier, so that what is gone can still be shown; undefined if it is the same. */
  readonly lately: unknown;
  /** How far the databases of its group have come, itself included; none of other kinds. */
  readonly peers: readonly DatabaseStanding[];
  readonly timers: readonly TimerPicture[];
}

/** One event in an account of what a node did. */
export interface EventLine {
  readonly id: string;
  readonly time: SimTime;
  readonly text: string;
}

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

/** One link of an answer to "why?": effect first. */
export interface CauseLink {
  readonly id: string;
  readonly cause: string | undefined;
  /** The event that it is, or that noted it; links of one event stand together. */
  readonly event: string;
  readonly time: SimTime;
  readonly kind: 'milestone' | 'event';
  readonly type: string;
  readonly node: string;
  readonly text: string;
  /** From this link's cause to it. */
  readonly delta: Duration;
  /** What its event was: a message that arrived, a timer that fired ... */
  readonly how: OccurrenceType;
  /** The name of the timer or write, or the type of the message. */
  readonly name: string;
  /** Who sent the message; empty where nobody did. */
  readonly from: string;
  /** A timer that fired because nothing was heard of this node. */
  readonly silentNode: string | undefined;
  /** It did not bring about the link before it, but made it turn out as it did. */
  readonly condition: boolean;
}

export type PhaseName = 'detection' | 'commit' | 'notification' | 'election' | 'promotion' | 'rerouting';

/** The parameter of the scenario that sets how long a phase takes, with its values. */
export type PhaseSetting =
  | { readonly key: 'session-timeout'; readonly timeout: Duration; readonly tick: Duration }
  | { readonly key: 'silence'; readonly every: Duration; readonly rounds: number }
  | { readonly key: 'quorum'; readonly diskSync: Duration; readonly quorum: number; readonly servers: number }
  | { readonly key: 'network'; readonly latency: Duration }
  | { readonly key: 'recipe'; readonly recipe: string; readonly latency: Duration }
  | { readonly key: 'promotion'; readonly promotion: Duration }
  | { readonly key: 'next-write'; readonly perSecond: number };

export interface FailoverPhase {
  readonly name: PhaseName;
  readonly from: SimTime;
  readonly to: SimTime;
  readonly setBy: PhaseSetting;
}

/** A primary that stopped accepting writes, and the next one. */
export interface Failover {
  readonly group: string;
  readonly before: string;
  /** Undefined: nobody was promoted since. */
  readonly after: string | undefined;
  /** The milestone of the fault, or else of the primary's stepping down. */
  readonly cause: string;
  readonly from: SimTime;
  readonly to: SimTime;
  /** One after the other without a gap; a piece that the run does not show is left out. */
  readonly phases: readonly FailoverPhase[];
  /** The milestones on the way from the fault to the first write. */
  readonly milestones: readonly string[];
  /** The sum of the phases. */
  readonly totalUs: Duration;
}

/** What a milestone or event caused. */
export interface Effects {
  /** The asked one in a line. */
  readonly text: string;
  readonly time: SimTime;
  /** Milestones in order of time. */
  readonly effects: readonly Effect[];
  /** How many more milestones there are. */
  readonly more: number;
  /** Events of any sort. */
  readonly events: number;
  readonly failedRequests: number;
}

export interface Effect {
  readonly id: string;
  readonly time: SimTime;
  readonly type: string;
  readonly node: string;
  readonly text: string;
  /** Since the asked one. */
  readonly delta: Duration;
  /** The nearest effect that caused it; undefined: the asked one itself. */
  readonly parent: string | undefined;
}

/** A request that ended. */
export interface RequestOutline {
  /** Names it in the question `request`. */
  readonly id: string;
  /** The event that ended it. */
  readonly end: string;
  readonly client: string;
  readonly kind: 'read' | 'write';
  readonly sentAt: SimTime;
  readonly took: Duration;
  readonly ok: boolean;
  readonly outcome: string;
}

/** The requests of one outcome. */
export interface RequestTally {
  readonly outcome: string;
  readonly ok: boolean;
  readonly count: number;
  readonly reads: number;
  readonly writes: number;
  /** When the first and the last of them ended. */
  readonly first: SimTime;
  readonly last: SimTime;
}

export interface Requests {
  readonly count: number;
  /** Successes first, then by how many there are. */
  readonly tallies: readonly RequestTally[];
  /** Failing ones first, by the time of their end; a capped selection. */
  readonly list: readonly RequestOutline[];
  readonly failed: number;
}

/** One request through the nodes that it touched. */
export interface RequestStory extends RequestOutline {
  readonly hops: readonly RequestHop[];
  /** The load balancers that it went through, with what each decided for it. */
  readonly balancers: readonly { readonly name: string; readonly decisions: readonly BalancerDecision[] }[];
}

export interface RequestHop {
  readonly id: string;
  readonly time: SimTime;
  readonly node: string;
  readonly text: string;
  /** Since the hop before. */
  readonly delta: Duration;
  readonly how: OccurrenceType;
  /** The name of the timer or write, or the type of the message. */
  readonly name: string;
  readonly from: string;
}
