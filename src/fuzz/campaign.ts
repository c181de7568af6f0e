import type { KindDefinition } from '../kernel/kind.ts';
import { avalanche } from '../lib/hash.ts';
import { defined } from '../lib/assert.ts';
import { drawDatabasesPlan } from './draw-databases.ts';
import { drawPlan } from './draw-plan.ts';
import { drawRecipesPlan } from './draw-recipes.ts';
import { type Plan, type Trouble, TROUBLES } from './plan.ts';
import { shrink } from './shrink.ts';
import { type Trial, tryPlan } from './trial.ts';

/** What is drawn: ensembles with clients; recipes and databases that keep their promises, or lack what it takes. */
export const SYSTEMS = [
  'ensembles', 'recipes', 'unfenced-recipes', 'databases', 'unfenced-databases', 'asynchronous-databases',
] as const; // prettier-ignore
export type System = (typeof SYSTEMS)[number];

/** What random runs came to. */
export interface Campaign {
  readonly runs: number;
  readonly events: number;
  readonly faults: Readonly<Record<Trouble, number>>;
  /** The first run that failed, as small as it could be made; no run follows it. */
  readonly failed: Trial | undefined;
}

/**
 * Random systems under random faults, one after the other until one fails. The n-th run of a seed is always the same,
 * however many there are.
 */
export function runCampaign(
  runs: number,
  seed: number,
  kinds: readonly KindDefinition[],
  progress: (done: number) => void = () => undefined,
  system: System = 'ensembles',
): Campaign {
  const draw = drawerOf(system, kinds);
  const faults = Object.fromEntries(TROUBLES.map((trouble) => [trouble, 0])) as Record<Trouble, number>;
  let events = 0;
  for (let run = 0; run < runs; run++) {
    const plan = draw(seedOf(seed, run));
    const trial = tryPlan(plan, kinds);
    events += trial.events;
    for (const { trouble } of plan.faults) faults[trouble]++;
    progress(run + 1);
    if (trial.failure === undefined) continue;
    const failed = shrink(trial, (smaller) => tryPlan(smaller, kinds));
    return { runs: run + 1, events, faults, failed };
  }
  return { runs, events, faults, failed: undefined };
}

function drawerOf(system: System, kinds: readonly KindDefinition[]): (seed: number) => Plan {
  switch (system) {
    case 'recipes':
    case 'unfenced-recipes':
      return (seed) => drawRecipesPlan(seed, system === 'recipes');
    case 'databases':
    case 'unfenced-databases':
    case 'asynchronous-databases': {
      const lacks = {
        fencing: system.startsWith('unfenced'),
        replication: system.startsWith('asynchronous'),
      };
      return (seed) => drawDatabasesPlan(seed, lacks);
    }
    case 'ensembles':
  }
  const { options } = defined(kinds.find(({ kind }) => kind === 'zookeeper'), 'kind zookeeper'); // prettier-ignore
  return (seed) => drawPlan(seed, options);
}

/** The seed of a run. */
export function seedOf(seed: number, run: number): number {
  return avalanche(avalanche(seed) + run) >>> 0;
}
