/** Built-in scenarios are parsed when the app is built: the parser stays out of what a visitor loads. */
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runnerImport, type Plugin } from 'vite';
import { kinds } from '../src/kinds/index.ts';
import { contentHash } from '../src/scenario/content-hash.ts';
import { parseScenario } from '../src/scenario/parse.ts';
import type { Scenario } from '../src/scenario/scenario.ts';
import type { ScenarioCard } from '../src/shell/scenario-card.ts';

const SCENARIO = /^(.*\.yaml)(?:\?(outline|card))?$/u;
const CARDS = fileURLToPath(new URL('./scenario-card.ts', import.meta.url));

interface Cards {
  cardOf(scenario: Scenario): ScenarioCard;
}

/** `name.yaml` is its scenario, `name.yaml?outline` what a menu says of it, and `name.yaml?card` what the library adds. */
export function scenarioPlugin(): Plugin {
  let cards: Promise<Cards> | undefined;
  return {
    name: 'ensemble-scenarios',
    enforce: 'pre',
    async load(id) {
      const [, file, query] = SCENARIO.exec(id) ?? [];
      if (file === undefined) return undefined;
      const text = await readFile(file, 'utf8');
      const scenario = parsed(text, basename(file));
      if (query === undefined) return plain(scenario);
      if (query === 'outline') return plain({ ...outline(scenario), hash: contentHash(text) });
      cards ??= runnerImport<Cards>(CARDS).then(({ module }) => module);
      return plain((await cards).cardOf(scenario));
    },
  };
}

/** Text that is parsed when it is needed: engines read JSON faster than code. */
function plain(value: unknown) {
  return { code: `export default JSON.parse(${JSON.stringify(JSON.stringify(value))});`, map: null };
}

function parsed(text: string, file: string): Scenario {
  const result = parseScenario(text, kinds, file);
  if (result.ok) return result.value.scenario;
  const [problem] = result.error;
  throw new Error(
    `${file}:${String(problem?.line)}:${String(problem?.column)} ${problem?.message ?? 'is not a scenario'}`,
  );
}

function outline({ title, summary, chapter, level }: Scenario) {
  return { title, summary, chapter, level };
}
