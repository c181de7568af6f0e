import type { Duration, SimTime } from '../lib/units.ts';
import type { Fault } from './fault.ts';
import type { KindDefinition } from './kind.ts';

/** Everything that a run is a function of. */
export interface World {
  readonly seed: number;
  readonly duration: Duration;
  readonly nodes: readonly WorldNode[];
  readonly network: WorldNetwork;
  readonly faults: readonly Fault[];
  readonly limits: Limits;
  /** The invariants whose verdict somebody wants, by name; none, if absent. */
  readonly asked?: readonly string[];
}

export interface WorldNode {
  readonly name: string;
  /** Its group, or its own name. */
  readonly group: string;
  readonly kind: KindDefinition;
  readonly config: unknown;
  readonly start: SimTime;
  /** It is not there until autoscaling adds it. */
  readonly later?: boolean;
  /** Its configuration with some options set otherwise. */
  readonly reconfigured?: (options: Readonly<Record<string, unknown>>) => unknown;
}

export interface LinkQuality {
  readonly latency: Duration;
  /** A packet takes latency ± jitter, uniformly. */
  readonly jitter: Duration;
}

export interface WorldNetwork {
  /** The quality of the link from one node to another, by name. */
  quality(from: string, to: string): LinkQuality;
}

/** Reaching one of these ends the run with a named outcome, never a hang. */
export interface Limits {
  readonly events: number;
  /** Events at one instant: where causes take no time, a circle of them would never let time pass. */
  readonly instant: number;
  /** Occurrences that are due at once: a checkpoint holds them all. */
  readonly queue: number;
  readonly milestones: number;
  /** Events whose full detail is kept at once; older detail is recomputed when it is looked at. */
  readonly detail: number;
}

export const DEFAULT_LIMITS: Limits = {
  events: 10_000_000,
  instant: 1_000_000,
  queue: 250_000,
  milestones: 200_000,
  detail: 600_000,
};

/** For runs that nobody scrubs through: detail dies young, which costs the collector next to nothing. */
export const HEADLESS_LIMITS: Limits = { ...DEFAULT_LIMITS, detail: 0 };
