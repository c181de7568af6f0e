/** What somebody who begins a scenario is given. Method: read and run as a file would be. */
import { expect, it } from 'vitest';
import { runScenario } from '../analysis/run-scenario.ts';
import { summarise } from '../analysis/summary.ts';
import { kinds } from '../kinds/index.ts';
import { parseScenario } from '../scenario/parse.ts';
import { NEW_SCENARIO } from './new-scenario.ts';

it('is a scenario without warnings whose story is told whole and whose expectations hold', () => {
  const read = parseScenario(NEW_SCENARIO.text, kinds, NEW_SCENARIO.name);
  if (!read.ok) throw new Error(read.error.map(({ message }) => message).join('; '));
  const { scenario, warnings } = read.value;
  expect(warnings).toEqual([]);
  const { story, expectations } = summarise(runScenario(scenario));
  expect(story).toHaveLength(scenario.story.length);
  expect(story.flatMap(({ ask }) => ask?.answers ?? [])).toHaveLength(1);
  expect(expectations.map(({ holds }) => holds)).toEqual([true, true]);
});
