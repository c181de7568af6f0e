/** Files and links are somebody else's text: whatever they say, the answer is a scenario or problems with a place. */
import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { runScenario } from '../analysis/run-scenario.ts';
import { summarise } from '../analysis/summary.ts';
import { HEADLESS_LIMITS, type Limits } from '../kernel/world.ts';
import { kinds } from '../kinds/index.ts';
import { parseEdited } from '../scenario/edits.ts';
import { parseScenario } from '../scenario/parse.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { readAddress, writeAddress } from '../shell/address.ts';
import { editMutations, mutations } from './mutations.ts';

/** More cases than by default: INPUT_RUNS=5 makes them 10,000. */
const FACTOR = Number(process.env.INPUT_RUNS ?? 1);
const TIMEOUT = 120_000 * FACTOR;
const [FILES, LINKS] = [1_400 * FACTOR, 600 * FACTOR];
/** Of the files that can be read after all, one in so many is run. */
const RUN_EVERY = 10;
const SHORT: Limits = { ...HEADLESS_LIMITS, events: 3_000, queue: 100_000 };

const folder = new URL('../../scenarios/', import.meta.url);
const texts = readdirSync(folder)
  .filter((name) => name.endsWith('.yaml'))
  .sort()
  .map((name) => readFileSync(new URL(name, folder), 'utf8'));
const file = fc.constantFrom(...texts);

type Read = ReturnType<typeof parseScenario>;

/** The scenario, or undefined where there are problems, each with a sentence and a place. */
function judged(read: Read, text: string): Scenario | undefined {
  if (read.ok) return read.value.scenario;
  expect(read.error.length).toBeGreaterThan(0);
  const lines = text.split('\n').length;
  for (const { message, line, column } of read.error) {
    expect(message.length).toBeGreaterThan(10);
    expect(message.length).toBeLessThan(600);
    expect(line).toBeGreaterThanOrEqual(1);
    expect(line).toBeLessThanOrEqual(lines);
    expect(column).toBeGreaterThanOrEqual(1);
  }
  return undefined;
}

/** Runs the beginning of a scenario, and everything that is said of a run. */
function tryOut(scenario: Scenario): void {
  const run = runScenario(scenario, scenario.duration, SHORT);
  const { outcome } = run.simulation.recording;
  if (outcome.type === 'bug') throw run.simulation.bug ?? new Error(outcome.message);
  summarise(run);
}

test(
  'any file is a scenario or problems with a place, and what is a scenario runs',
  { timeout: TIMEOUT },
  () => {
    let readable = 0;
    fc.assert(
      fc.property(file, mutations, (original, mutate) => {
        const text = mutate(original);
        const scenario = judged(parseScenario(text, kinds), text);
        if (scenario === undefined) return;
        readable += 1;
        if (readable % RUN_EVERY === 0) tryOut(scenario);
      }),
      { numRuns: FILES },
    );
    // Otherwise the runs would prove nothing.
    expect(readable).toBeGreaterThan(FILES / 10);
  },
);

const EDITS = {
  seed: 7,
  faults: [
    { at: '3s', crash: 'db-1', for: '5s' },
    { at: '4s', set: { node: 'users', rate: '500/s' } },
    { at: '5s', degrade: { between: ['zk-1', 'db'], latency: '200ms', loss: '5%' } },
    { at: '6s', zookeeper: { through: 'zk', set: '/config/limit', data: '5' } },
  ],
  options: { 'users.rate': '120/s', 'db.election.sessionTimeout': '6s', 'lb-1.check.fall': 2 },
};
const edited = readFileSync(new URL('who-is-the-primary.yaml', folder), 'utf8');
const PLACES = '&t=6.25&node=db-1&message=zk-1%2312&panel=why%3Adb-1%2344&window=3-9.5';

/** What stands behind the #: mutated edits, or an address that was mutated as a text. */
const link = fc.oneof(
  editMutations(EDITS).map((edits) => `#scenario=who-is-the-primary&edits=${encodeURIComponent(edits)}`),
  mutations.map((mutate) => mutate(`#scenario=who-is-the-primary&edits=${JSON.stringify(EDITS)}${PLACES}`)),
);

test(
  'any link is an address whose edits are a scenario or problems with a place',
  { timeout: TIMEOUT },
  () => {
    let readable = 0;
    fc.assert(
      fc.property(link, (hash) => {
        const address = readAddress(hash);
        if (address.page !== 'scenario') return;
        for (const time of [address.time, address.window?.from, address.window?.to])
          expect(time === undefined || Number.isSafeInteger(time)).toBe(true);
        writeAddress(address);
        if (address.edits === undefined) return;
        const scenario = judged(parseEdited(edited, address.edits, kinds, 'link'), edited + '\n'.repeat(1e6));
        if (scenario === undefined) return;
        readable += 1;
        if (readable % RUN_EVERY === 0) tryOut(scenario);
      }),
      { numRuns: LINKS },
    );
    expect(readable).toBeGreaterThan(LINKS / 10);
  },
);
