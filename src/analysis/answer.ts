/** What questions about a run are answered with: causes, failovers, effects, requests. Plain data, fit for a message. */
import type { BalancerDecision } from './balancer-decisions.ts';
import type { OccurrenceType } from '../kernel/occurrence.ts';
import type { Duration, SimTime } from '../lib/units.ts';

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
  /** The server through which that node's session was kept, if it is another than the one that heard nothing: the leader. */
  readonly silentThrough: string | undefined;
  /** Both ends of a link fault, each as names with commas between them; empty: it is none. */
  readonly ends: readonly string[];
  /** It did not bring about the link before it, but made it turn out as it did. */
  readonly condition: boolean;
}

export type PhaseName = 'detection' | 'commit' | 'notification' | 'election' | 'promotion' | 'rerouting';

/** The parameter of the scenario that sets how long a phase takes, with its values. */
export type PhaseSetting =
  | { readonly key: 'session-timeout'; readonly timeout: Duration; readonly tick: Duration }
  /** How long a client hears nothing before it gives up its server: two thirds of the timeout of its session. */
  | { readonly key: 'read-timeout'; readonly timeout: Duration }
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
