/** The card of a scenario. Run by the plugin with Vite's own module runner, because the looks of kinds are React modules. */
import '../src/app/language.ts';
import { pictureAt } from '../src/analysis/picture-at.ts';
import { runScenario } from '../src/analysis/run-scenario.ts';
import { summariseSoFar } from '../src/analysis/summary.ts';
import { HEADLESS_LIMITS } from '../src/kernel/world.ts';
import { kindViews } from '../src/kinds/views.ts';
import { SECOND, type SimTime } from '../src/lib/units.ts';
import type { Scenario } from '../src/scenario/scenario.ts';
import { minutesOf } from '../src/scenario/story-length.ts';
import { termsOf } from '../src/scenario/terms.ts';
import type { ScenarioCard } from '../src/shell/scenario-card.ts';
import { cardPicture } from '../src/views/library/card-picture.ts';

/** What is drawn of a run without faults: long enough after its start to have elected whoever leads. */
const STARTED = 6 * SECOND;

export function cardOf(scenario: Scenario): ScenarioCard {
  const time = momentOf(scenario);
  const run = runScenario(scenario, time, HEADLESS_LIMITS);
  const { nodes } = summariseSoFar(run);
  return {
    minutes: minutesOf(scenario),
    questions: scenario.story.filter(({ ask }) => ask !== undefined).length,
    terms: termsOf(scenario),
    picture: cardPicture(nodes, pictureAt(run, time, undefined), kindViews),
  };
}

/** When the first fault strikes: later pictures would give away what a story asks. */
function momentOf({ faults, duration }: Scenario): SimTime {
  const first = Math.min(...faults.map(({ at }) => at));
  return Number.isFinite(first) ? first : Math.min(STARTED, duration);
}
