/** JSON Schema of the scenario format lies beside the built app, so that code editors complete and check. */
import type { Plugin } from 'vite';
import { kinds } from '../src/kinds/index.ts';
import { scenarioJsonSchema } from '../src/scenario/schema.ts';

export function schemaPlugin(): Plugin {
  return {
    name: 'ensemble-schema',
    apply: 'build',
    generateBundle() {
      const source = `${JSON.stringify(scenarioJsonSchema(kinds))}\n`;
      this.emitFile({ type: 'asset', fileName: 'scenario.schema.json', source });
    },
  };
}
