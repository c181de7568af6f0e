import { lostWrites } from '../analysis/metrics.ts';
import { continueRun, type Run } from '../analysis/run.ts';
import { runScenario } from '../analysis/run-scenario.ts';
import type { KindDefinition } from '../kernel/kind.ts';
import { HEADLESS_LIMITS, type Limits } from '../kernel/world.ts';
import type { SessionId } from '../kinds/zookeeper/protocol.ts';
import { SECOND, type SimTime } from '../lib/units.ts';
import { parseScenario } from '../scenario/parse.ts';
import { backlogOf, missed, missedByDatabases } from './liveness.ts';
import { type Plan, scenarioText } from './plan.ts';

/** What a run did wrong first. */
export interface Failure {
  readonly kind: 'invariant' | 'loss' | 'liveness' | 'limit' | 'bug';
  /** The invariant's name; shrinking keeps it. */
  readonly name: string;
  readonly text: string;
}

export interface Trial {
  readonly plan: Plan;
  readonly events: number;
  readonly failure: Failure | undefined;
}

/** How long before the end of the run everything that was asked for is to be done by its end. */
const GRACE = 5 * SECOND;
const LIMITS: Limits = { ...HEADLESS_LIMITS, events: 5_000_000, queue: 200_000 };

/** Runs a plan as the scenario that it is written as. */
export function tryPlan(plan: Plan, kinds: readonly KindDefinition[]): Trial {
  const parsed = parseScenario(scenarioText(plan, 'Trial'), kinds);
  if (!parsed.ok) throw new Error(`the plan is no scenario: ${parsed.error[0]?.message ?? ''}`);
  const { scenario } = parsed.value;
  const run = runScenario(scenario, scenario.duration - GRACE, LIMITS, kinds);
  const backlog = backlogOf(run.simulation.nodes);
  const { simulation } = run.simulation.recording.outcome.type === 'running' ? continueRun(run) : run;
  const expired = expiredSince(simulation, run.end);
  const failure =
    failureOf(simulation) ??
    lossOf({ ...run, simulation }) ??
    livenessOf(missed(simulation.nodes, backlog, expired) ?? missedByDatabases(simulation, run.end));
  return { plan, events: simulation.recording.events, failure };
}

function failureOf({ recording }: Run['simulation']): Failure | undefined {
  const broken = recording.milestones.find(({ type }) => type === 'invariant-violated');
  if (broken !== undefined) {
    const name = String(broken.data.invariant);
    const seconds = (broken.time / SECOND).toFixed(6);
    return { kind: 'invariant', name, text: `${name} at ${seconds} s: ${broken.node}: ${broken.reason}` };
  }
  const { outcome } = recording;
  if (outcome.type === 'bug') return { kind: 'bug', name: outcome.message, text: outcome.message };
  if (outcome.type === 'limit') return { kind: 'limit', name: 'limit', text: 'a limit was reached' };
  return undefined;
}

/** Whether anything that was acknowledged is gone in the end. */
function lossOf(run: Run): Failure | undefined {
  const lost = lostWrites(run);
  if (lost === 0) return undefined;
  return {
    kind: 'loss',
    name: 'lost-writes',
    text: `${String(lost)} acknowledged writes are gone in the end`,
  };
}

function expiredSince({ recording }: Run['simulation'], time: SimTime): readonly SessionId[] {
  return recording.milestones.flatMap((one) =>
    one.type === 'session-expired' && one.time >= time ? [Number(one.data.session)] : [],
  );
}

function livenessOf(text: string | undefined): Failure | undefined {
  return text === undefined ? undefined : { kind: 'liveness', name: 'liveness', text: `in the end ${text}` };
}
