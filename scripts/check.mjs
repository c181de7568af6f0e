// The one command before a commit: format, lint, types, import table, dead code, unit tests. It runs all of them,
// so that one run tells everything; a stage that fails names what mends it. `npm run check -- lint types` runs two.
import { fileURLToPath } from 'node:url';
import { bin, runStage } from './tools.mjs';

export const checks = [
  {
    name: 'format',
    command: [...bin('prettier/bin/prettier.cjs'), '--check', '--log-level', 'warn', '.'],
    mend: 'npm run fix',
  },
  {
    name: 'lint',
    command: [...bin('eslint/bin/eslint.js'), '--max-warnings', '0', '.'],
    mend: 'npm run fix, then by hand what it still reports',
  },
  {
    name: 'types',
    command: [...bin('typescript/bin/tsc'), '-b'],
    mend: 'by hand, then `npm run check -- types`',
  },
  {
    name: 'imports',
    command: [
      ...bin('dependency-cruiser/bin/dependency-cruise.mjs'),
      '--output-type',
      'err-long',
      'src',
      'e2e',
    ],
    mend: 'move the code to the layer that may import it (table: .dependency-cruiser.cjs), then `npm run check -- imports`',
  },
  {
    name: 'dead-code',
    command: bin('knip/bin/knip.js'),
    mend: 'delete what it lists or stop exporting it, then `npm run check -- dead-code`',
  },
  {
    name: 'unit',
    command: [...bin('vitest/vitest.mjs'), 'run'],
    mend: 'by hand, with `npx vitest` open',
  },
];

function main(names) {
  const unknown = names.filter((name) => !checks.some((check) => check.name === name));
  if (unknown.length > 0) {
    console.error(
      `No such check: ${unknown.join(', ')}. There are: ${checks.map(({ name }) => name).join(', ')}.`,
    );
    return 2;
  }
  const chosen = checks.filter(({ name }) => names.length === 0 || names.includes(name));
  const failed = chosen.filter((check) => !runStage(check));
  if (failed.length === 0) {
    console.log('\nAll checks passed.');
    return 0;
  }
  console.log('\nFailed:');
  for (const { name, mend } of failed) console.log(`  ${name}: ${mend}`);
  return 1;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) process.exitCode = main(process.argv.slice(2));
