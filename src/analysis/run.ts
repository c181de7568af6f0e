import type { KindDefinition } from '../kernel/kind.ts';
import { faultSteps } from '../kernel/fault-schedule.ts';
import { Simulation } from '../kernel/simulation.ts';
import { DEFAULT_LIMITS, type Limits } from '../kernel/world.ts';
import { NEVER } from '../kernel/occurrence.ts';
import type { SimTime } from '../lib/units.ts';
import { askedInvariants, buildWorld } from '../scenario/build.ts';
import type { Scenario } from '../scenario/scenario.ts';

/** Changes whenever the same scenario may run differently than before. */
export const MODEL_VERSION = '4';

/** A scenario and the run that it determines. */
export interface Run {
  readonly scenario: Scenario;
  readonly simulation: Simulation;
  /** The component kinds that its nodes may have. */
  readonly components: readonly KindDefinition[];
  /** How far it went. */
  readonly end: SimTime;
}

/** Runs a scenario of nodes of the given kinds, to its end or until a given time. */
export function startRun(
  scenario: Scenario,
  components: readonly KindDefinition[],
  until: SimTime = scenario.duration,
  limits: Limits = DEFAULT_LIMITS,
): Run {
  const simulation = Simulation.create(buildWorld(scenario, components, limits));
  return finish({ scenario, simulation, components }, until);
}

/** Runs an edited scenario. What the edit leaves as it was is taken over from the earlier run. */
export function rerun(
  earlier: Run,
  scenario: Scenario,
  until: SimTime = scenario.duration,
  components: readonly KindDefinition[] = earlier.components,
): Run {
  const fork = forkTime(earlier.scenario, scenario);
  if (fork === undefined || fork <= 0 || earlier.end < earlier.scenario.duration)
    return startRun(scenario, components, until);
  const world = buildWorld(scenario, components, earlier.simulation.world.limits);
  return finish({ scenario, simulation: earlier.simulation.fork(fork, world), components }, until);
}

/** Runs more, or the rest, of a run that was not run to its end; at most so many steps. */
export function continueRun(run: Run, until: SimTime = run.scenario.duration, most?: number): Run {
  return finish(run, until, most);
}

/** Whether a run came to its end, or was stopped before. */
export function isOver({ scenario, simulation, end }: Run): boolean {
  return end >= scenario.duration || simulation.recording.outcome.type !== 'running';
}

function finish({ scenario, simulation, components }: Omit<Run, 'end'>, until: SimTime, most?: number): Run {
  const outcome = simulation.run(until, most);
  // A fork is where it forked even if it was to go less far.
  const passed = Math.min(Math.max(until, simulation.now), scenario.duration);
  // More may happen at the instant at which it was interrupted.
  const reached = simulation.interrupted ? Math.max(0, simulation.now - 1) : passed;
  const end = outcome.type === 'limit' || outcome.type === 'bug' ? outcome.time : reached;
  return { scenario, simulation, components, end };
}

/**
 * The time until which two scenarios run alike; undefined if they differ in more than faults, or in the invariants that
 * are asked for. NEVER: for ever.
 */
export function forkTime(a: Scenario, b: Scenario): SimTime | undefined {
  const system = (one: Scenario): string => {
    const { seed, duration, nodes, groups, network } = one;
    return JSON.stringify([seed, duration, nodes, groups, network, askedInvariants(one)]);
  };
  if (system(a) !== system(b)) return undefined;
  const [first, second] = [faultSteps(a.faults), faultSteps(b.faults)];
  for (let i = 0; i < Math.max(first.length, second.length); i++) {
    const [one, other] = [first[i], second[i]];
    if (JSON.stringify(one) === JSON.stringify(other)) continue;
    return Math.min(one?.at ?? NEVER, other?.at ?? NEVER);
  }
  return NEVER;
}
