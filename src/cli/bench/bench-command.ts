import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import hundredText from '../../../scenarios/hundred-servers.yaml?raw';
import productionText from '../../../scenarios/who-is-the-primary.yaml?raw';
import { forkTime, rerun, type Run } from '../../analysis/run.ts';
import { runScenario } from '../../analysis/run-scenario.ts';
import { HEADLESS_LIMITS } from '../../kernel/world.ts';
import { kinds } from '../../kinds/index.ts';
import { defined } from '../../lib/assert.ts';
import { RandomStream } from '../../lib/prng.ts';
import { MINUTE, SECOND } from '../../lib/units.ts';
import { addFault } from '../../scenario/edit.ts';
import { parseScenario } from '../../scenario/parse.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import type { Arguments } from '../arguments.ts';
import { EXIT, print, printJson } from '../output.ts';
import { runBareKernel, runHeapLoop } from './bare-kernel.ts';
import { playCases, runFuzz } from './suites.ts';
import { runWriteLoad } from './write-load.ts';

interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly target?: string;
}

const ROUNDS = 7;
const READS = 1000;
const HEAP_EVENTS = 500_000;
const FUZZ_RUNS = 200;

/** `bench`: the figures of the performance goals, medians of several rounds in one process. */
export function benchCommand(args: Arguments): number {
  const figures = [
    ...kernelFigures(),
    ...writeFigures(),
    ...productionFigures(),
    ...hundredFigures(),
    ...suiteFigures(),
  ];
  if (args.json) printJson({ node: process.version, figures });
  else for (const { name, value, unit, target } of figures) print(line(name, value, unit, target));
  return EXIT.holds;
}

function line(name: string, value: number, unit: string, target = ''): string {
  const rounded = value >= 100 ? Math.round(value).toLocaleString('en') : value.toPrecision(3);
  return `${name.padEnd(48)} ${rounded.padStart(12)} ${unit.padEnd(10)} ${target}`.trimEnd();
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? 0;
}

/** Wall milliseconds of each round. */
function timed(rounds: number, act: () => void): number {
  return median(
    Array.from({ length: rounds }, () => {
      const begin = performance.now();
      act();
      return performance.now() - begin;
    }),
  );
}

function kernelFigures(): readonly Figure[] {
  const loopMs = timed(ROUNDS, () => runHeapLoop(HEAP_EVENTS));
  let events = 0;
  const kernelMs = timed(ROUNDS, () => {
    ({ events } = runBareKernel().recording);
  });
  return [
    { name: 'heap and call alone', value: (1000 * HEAP_EVENTS) / loopMs, unit: 'events/s' },
    {
      name: 'bare kernel, 1,000 nodes',
      value: (1000 * events) / kernelMs,
      unit: 'events/s',
      target: '≥ 800,000',
    },
  ];
}

/** Writes through all servers of an ensemble; few rounds, because each of them is long. */
function writeFigures(): readonly Figure[] {
  return [3, 5].map((servers) => {
    let events = 0;
    const wallMs = timed(3, () => {
      ({ events } = runWriteLoad(servers, 6000).recording);
    });
    const name = `writes through ${String(servers)} servers, headless`;
    return { name, value: (1000 * events) / wallMs, unit: 'events/s', target: '≥ 400,000' };
  });
}

/** What tests and builds wait for, measured once. */
function suiteFigures(): readonly Figure[] {
  let cases = 0;
  const fuzzMs = timed(1, () => {
    runFuzz(FUZZ_RUNS);
  });
  const casesMs = timed(1, () => {
    cases = playCases();
  });
  const fuzz = { name: `fuzz, ${String(FUZZ_RUNS)} runs`, value: fuzzMs / 1000, unit: 's' };
  const conform = { name: `conform zookeeper, ${String(cases)} cases`, value: casesMs / 1000, unit: 's' };
  return cases === 0 ? [fuzz] : [fuzz, conform];
}

function parsed(text: string): Scenario {
  const result = parseScenario(text, kinds);
  if (!result.ok) throw new RangeError('a scenario of the bench does not parse');
  return result.value.scenario;
}

/** A system of 185 nodes; few rounds, because each of them is long. */
function hundredFigures(): readonly Figure[] {
  const scenario = parsed(hundredText);
  let events = 0;
  const wallMs = timed(3, () => {
    ({ events } = runScenario(scenario, scenario.duration, HEADLESS_LIMITS).simulation.recording);
  });
  const detailedMs = timed(3, () => runScenario(scenario));
  const name = (what: string): string => `hundred servers, ${what}`;
  return [
    { name: name('events'), value: events, unit: 'events' },
    { name: name('median run'), value: wallMs / 1000, unit: 's', target: '≤ 5' },
    { name: name('headless'), value: (1000 * events) / wallMs, unit: 'events/s', target: '≥ 300,000' },
    { name: name('all detail kept'), value: (1000 * events) / detailedMs, unit: 'events/s' },
    { name: name('heap after the run'), value: heapOf(scenario), unit: 'MB', target: '≤ 600' },
    {
      name: name('10 minutes, heap'),
      value: heapOf({ ...scenario, duration: 10 * MINUTE }),
      unit: 'MB',
      target: '≤ 1,000',
    },
  ];
}

function productionFigures(): readonly Figure[] {
  const scenario = parsed(productionText);
  const firstMs = timed(1, () => runScenario(scenario));
  let run: Run | undefined;
  const wallMs = timed(ROUNDS, () => {
    run = runScenario(scenario);
  });
  const done = defined(run, 'run');
  const { events } = done.simulation.recording;
  const seconds = scenario.duration / SECOND;
  return [
    { name: 'production scenario, events', value: events, unit: 'events' },
    { name: 'production scenario, first run', value: firstMs, unit: 'ms', target: '≤ 250' },
    { name: 'production scenario, median run', value: wallMs, unit: 'ms', target: '≤ 250' },
    {
      name: 'production scenario, recorded',
      value: (1000 * events) / wallMs,
      unit: 'events/s',
      target: '≥ 300,000',
    },
    { name: 'production scenario, simulated', value: (1000 * seconds) / wallMs, unit: 's/s' },
    { name: 'heap after the run', value: heapOf(scenario), unit: 'MB' },
    { name: '1,000 random states at t', value: readsMs(done), unit: 'ms' },
    { name: 'fork at half', value: forkMs(done), unit: 'ms' },
    { name: 'fork at half, run to the end', value: rerunMs(done), unit: 'ms' },
    {
      name: '10 minutes, heap after the run',
      value: heapOf({ ...scenario, duration: 10 * MINUTE }),
      unit: 'MB',
    },
  ];
}

function readsMs({ simulation, scenario }: Run): number {
  const stream = RandomStream.named(1, 'bench');
  return timed(ROUNDS, () => {
    for (let i = 0; i < READS; i++) simulation.recording.statesAt(stream.below(scenario.duration));
  });
}

function withCrash(scenario: Scenario): Scenario {
  return addFault(scenario, { at: scenario.duration / 2, verb: 'crash', target: { nodes: ['api-2'] } });
}

/** Until the fork stands at half of the run, ready to go on. */
function forkMs({ simulation, scenario }: Run): number {
  const edited = withCrash(scenario);
  const time = defined(forkTime(scenario, edited), 'fork time');
  return timed(ROUNDS, () => {
    simulation.fork(time, { ...simulation.world, faults: edited.faults }).run(time);
  });
}

function rerunMs(run: Run): number {
  const edited = withCrash(run.scenario);
  return timed(ROUNDS, () => rerun(run, edited));
}

/** Megabytes of heap that a run and its recording hold. */
function heapOf(scenario: Scenario): number {
  setFlagsFromString('--expose-gc');
  const gc = runInNewContext('gc') as () => void;
  // What the first collection finalises, the second takes away.
  const collect = (): void => {
    gc();
    gc();
  };
  collect();
  const before = process.memoryUsage().heapUsed + process.memoryUsage().arrayBuffers;
  const run = runScenario(scenario);
  collect();
  const after = process.memoryUsage().heapUsed + process.memoryUsage().arrayBuffers;
  return run.simulation.recording.events > 0 ? (after - before) / 1_000_000 : 0;
}
