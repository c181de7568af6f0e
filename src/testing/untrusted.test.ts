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
import { failure } from '../lib/result.ts';
import { readAddress, writeAddress } from '../shell/address.ts';
import { seal } from '../shell/share/envelope.ts';
import { openShared } from '../shell/share/share.ts';
import { DICTIONARIES, PRESENT } from '../shell/share/versions.ts';
import { shareWords } from '../words/share.ts';
import { editMutations, mutations, place } from './mutations.ts';

/** 10,000 cases; more than that: INPUT_RUNS=10 makes them 100,000. */
const FACTOR = Number(process.env.INPUT_RUNS ?? 1);
const TIMEOUT = 120_000 * FACTOR;
const [FILES, LINKS, CODES] = [8_000 * FACTOR, 1_000 * FACTOR, 1_000 * FACTOR];
/** So many files get the same mutation, each elsewhere: to draw one takes half as long as to read a file. */
const AT_ONCE = 4;
/** Of what can be read after all, one in so many is run: that takes as long as reading thirty files. */
const RUN_EVERY = 20;
const SHORT: Limits = { ...HEADLESS_LIMITS, events: 3_000, queue: 100_000 };

const folder = new URL('../../scenarios/', import.meta.url);
const texts = readdirSync(folder)
  .filter((name) => name.endsWith('.yaml'))
  .sort()
  .map((name) => readFileSync(new URL(name, folder), 'utf8'));

/** Top-level keys that a scenario is short without; their sections stand at the beginning of a line. */
const KEPT = /^(?:ensemble|title|seed|duration|nodes)\b/u;

/** A scenario with its nodes and one other section. Most of the time that it takes to read a file is its length. */
function narrowed(text: string, where: number): string {
  const sections = text.split(/^(?=[a-z])/mu);
  const others = sections.filter((section) => !KEPT.test(section));
  const chosen = others[Math.floor(where * others.length)];
  return sections.filter((section) => KEPT.test(section) || section === chosen).join('');
}

const whole = fc.constantFrom(...texts);
const file = fc.oneof(
  { weight: 1, arbitrary: whole },
  { weight: 9, arbitrary: fc.tuple(whole, place).map(([text, where]) => narrowed(text, where)) },
);
const files = fc.array(file, { minLength: AT_ONCE, maxLength: AT_ONCE });

type Read = ReturnType<typeof parseScenario>;

/** The scenario, or undefined where there are problems, each with a sentence and a place, which is in the text. */
function judged(read: Read, text?: string): Scenario | undefined {
  if (read.ok) return read.value.scenario;
  expect(read.error.length).toBeGreaterThan(0);
  const lines = text?.split('\n').length ?? Infinity;
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
      fc.property(files, mutations, (originals, mutate) => {
        for (const text of originals.map(mutate)) {
          const scenario = judged(parseScenario(text, kinds), text);
          if (scenario === undefined) continue;
          readable += 1;
          if (readable % RUN_EVERY === 0) tryOut(scenario);
        }
      }),
      { numRuns: FILES / AT_ONCE },
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
/** Without its story, which edits do not touch. */
const edited = narrowed(readFileSync(new URL('who-is-the-primary.yaml', folder), 'utf8'), 0);
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
        const scenario = judged(parseEdited(edited, address.edits, kinds, 'link'));
        if (scenario === undefined) return;
        readable += 1;
        if (readable % RUN_EVERY === 0) tryOut(scenario);
      }),
      { numRuns: LINKS },
    );
    expect(readable).toBeGreaterThan(LINKS / 10);
  },
);

const BODY = {
  f: 'mine.yaml',
  x: narrowed(readFileSync(new URL('leader-crash.yaml', folder), 'utf8'), 0),
  e: { seed: 7, faults: [{ at: '3s', crash: 'zk-1', for: '5s' }], options: { 'app.sessionTimeout': '8s' } },
  t: 6_250_000,
  n: 'zk-1',
  d: '9f0c41d7be2a6583',
  m: '4',
};

function sealed(body: string): string {
  const code = seal(PRESENT, body, DICTIONARIES[PRESENT]);
  return code.ok ? code.value : '';
}

/** What stands behind `#share=`: letters that were mutated, and whole codes of a mutated body. */
const code = fc.oneof(
  mutations.map((mutate) => mutate(sealed(JSON.stringify(BODY)))),
  editMutations(BODY).map(sealed),
  mutations.map((mutate) => sealed(JSON.stringify({ ...BODY, x: mutate(BODY.x) }))),
);

test('any code is a shared run, or says why it is none', { timeout: TIMEOUT }, async () => {
  let readable = 0;
  await fc.assert(
    fc.asyncProperty(code, async (letters) => {
      const opened = await openShared(letters);
      if (opened.ok) {
        readable += 1;
        if (readable % RUN_EVERY === 0) tryOut(opened.value.scenario);
      } else if (opened.error.type === 'problems') {
        judged(failure(opened.error.problems));
      } else if (opened.error.type === 'damaged') {
        expect(shareWords.damage[opened.error.damage].sentence.length).toBeGreaterThan(10);
      }
    }),
    { numRuns: CODES },
  );
  expect(readable).toBeGreaterThan(CODES / 10);
});
