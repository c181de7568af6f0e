import type { KindDefinition } from '../kernel/kind.ts';
import { DEFAULT_LIMITS, type Limits } from '../kernel/world.ts';
import { kinds } from '../kinds/index.ts';
import type { SimTime } from '../lib/units.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { type Run, startRun } from './run.ts';

/** Runs a scenario of any kinds, to its end or until a given time. */
export function runScenario(
  scenario: Scenario,
  until: SimTime = scenario.duration,
  limits: Limits = DEFAULT_LIMITS,
  components: readonly KindDefinition[] = kinds,
): Run {
  return startRun(scenario, components, until, limits);
}
