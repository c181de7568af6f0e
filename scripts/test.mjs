// Everything, in order: the checks, both builds, end to end. Stops at the first stage that fails. Its last line is
// `N passed, N failed`, the tests of vitest and Playwright together; any other failing stage counts as one failure.
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { checks } from './check.mjs';
import { ROOT, bin, runStage, startStage } from './tools.mjs';

const REPORTS = join(ROOT, 'node_modules/.cache/ensemble');
const UNIT = join(REPORTS, 'unit.json');
const E2E = join(REPORTS, 'e2e.json');

const stages = [
  ...checks.map((check) =>
    check.name === 'unit'
      ? {
          ...check,
          command: [...check.command, '--reporter=default', '--reporter=json', `--outputFile.json=${UNIT}`],
          count: countUnit,
        }
      : check,
  ),
  {
    name: 'build',
    command: [...bin('vite/bin/vite.js'), 'build', '--logLevel', 'warn'],
    mend: 'npm run build',
  },
  {
    name: 'build-cli',
    command: [...bin('vite/bin/vite.js'), 'build', '--config', 'vite.cli.config.ts', '--logLevel', 'warn'],
    mend: 'npm run build:cli',
  },
  {
    name: 'e2e',
    command: [process.execPath, 'scripts/e2e.mjs', '--reporter=list,json'],
    env: { PLAYWRIGHT_JSON_OUTPUT_FILE: E2E },
    mend: 'by hand; `npx playwright show-trace test-results/…/trace.zip` shows what happened, `npm run test:e2e` repeats it',
    count: countE2e,
  },
];

function countUnit() {
  const report = JSON.parse(readFileSync(UNIT, 'utf8'));
  // A file that could not be loaded has failed without any test of its own.
  const broken = report.testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.length === 0,
  );
  return { passed: report.numPassedTests, failed: report.numFailedTests + broken.length };
}

function countE2e() {
  const { stats, errors } = JSON.parse(readFileSync(E2E, 'utf8'));
  return { passed: stats.expected + stats.flaky, failed: stats.unexpected + errors.length };
}

function countOf(stage) {
  try {
    return stage.count?.() ?? { passed: 0, failed: 0 };
  } catch {
    return { passed: 0, failed: 0 }; // No report: the runner did not get as far as writing one.
  }
}

rmSync(REPORTS, { recursive: true, force: true });
mkdirSync(REPORTS, { recursive: true });

const total = { passed: 0, failed: 0 };

/** Whether to go on. */
function add(stage, ok) {
  const { passed, failed } = countOf(stage);
  total.passed += passed;
  total.failed += ok ? failed : Math.max(failed, 1);
  return ok;
}

// The linter keeps one core busy for as long as the other checks together.
const lint = stages.find(({ name }) => name === 'lint');
const others = stages.filter((stage) => stage !== lint);
const first = others.findIndex(({ name }) => name === 'unit');
const linted = startStage(lint, join(REPORTS, 'lint.log'));
const checked = others.slice(0, first).every((stage) => add(stage, runStage(stage)));
if (add(lint, await linted()) && checked) others.slice(first).every((stage) => add(stage, runStage(stage)));

console.log(`\n${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed > 0 ? 1 : 0;
