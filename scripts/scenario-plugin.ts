/** Built-in scenarios are parsed when the app is built: the parser stays out of what a visitor loads. */
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Plugin } from 'vite';
import { kinds } from '../src/kinds/index.ts';
import { contentHash } from '../src/scenario/content-hash.ts';
import { parseScenario } from '../src/scenario/parse.ts';
import type { Scenario } from '../src/scenario/scenario.ts';

const SCENARIO = /\.yaml(\?outline)?$/u;

/** `name.yaml` is its scenario, and `name.yaml?outline` what a menu says of it. */
export function scenarioPlugin(): Plugin {
  return {
    name: 'ensemble-scenarios',
    enforce: 'pre',
    async load(id) {
      const match = SCENARIO.exec(id);
      if (match === null) return undefined;
      const file = id.replace(/\?outline$/u, '');
      const text = await readFile(file, 'utf8');
      const scenario = parsed(text, basename(file));
      const value = match[1] === undefined ? scenario : { ...outline(scenario), hash: contentHash(text) };
      return { code: `export default JSON.parse(${JSON.stringify(JSON.stringify(value))});`, map: null };
    },
  };
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
