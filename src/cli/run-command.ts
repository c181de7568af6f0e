import { failoversOf } from '../analysis/anatomy.ts';
import type { Run } from '../analysis/run.ts';
import { runScenario } from '../analysis/run-scenario.ts';
import { summarise } from '../analysis/summary.ts';
import type { RunSummary } from '../analysis/outline.ts';
import { HEADLESS_LIMITS } from '../kernel/world.ts';
import { parseDuration } from '../lib/quantities.ts';
import { hundredthsOf } from '../lib/share.ts';
import type { Duration } from '../lib/units.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { withSeed } from '../scenario/edit.ts';
import { type Arguments, UsageError } from './arguments.ts';
import { loadScenario } from './load.ts';
import { complain, EXIT, print, printJson, problemLine, timeColumn } from './output.ts';

/** Runs the one file of a command line. */
export function runFile(args: Arguments): { readonly run: Run; readonly wallMs: number } {
  const [file, extra] = args.files;
  if (file === undefined)
    throw new UsageError('which scenario file?', undefined, undefined, undefined, 'run FILE');
  if (extra !== undefined) throw new UsageError(`one file at a time; ${extra} is one too many`);
  const { scenario, warnings } = loadScenario(file);
  for (const warning of warnings) {
    complain(problemLine(file, { ...warning, message: `warning: ${warning.message}` }));
  }
  const seeded = args.seed === undefined ? scenario : withSeed(scenario, args.seed);
  const until = untilOf(args, seeded);
  const begin = performance.now();
  const run = runScenario(seeded, until, HEADLESS_LIMITS);
  return { run, wallMs: performance.now() - begin };
}

function untilOf(args: Arguments, scenario: Scenario): number {
  if (args.until === undefined) return scenario.duration;
  const until = parseDuration(args.until);
  if (!until.ok) throw new UsageError(`--until ${args.until}: ${until.error.message}`);
  return Math.min(until.value, scenario.duration);
}

/** The exit status that a run deserves. */
export function statusOf(run: Run, summary: Pick<RunSummary, 'expectations'>): number {
  const { outcome } = run.simulation.recording;
  if (outcome.type === 'bug') return EXIT.bug;
  if (outcome.type === 'limit') return EXIT.limit;
  return summary.expectations.some(({ holds }) => holds === false) ? EXIT.fails : EXIT.holds;
}

/** `run FILE`: the milestones as a log, or everything as JSON. */
export function runCommand(args: Arguments): number {
  const { run, wallMs } = runFile(args);
  const summary = summarise(run);
  if (args.json) printJson(jsonOf(run, summary, wallMs));
  else printLog(summary, wallMs);
  reportStop(run, summary);
  return statusOf(run, summary);
}

/** Says on standard error why a run did not reach its end; of a bug, how to see it again. */
export function reportStop(run: Run, summary: RunSummary): void {
  if (summary.outcome.type === 'finished') return;
  complain(summary.outcome.sentence);
  if (summary.outcome.type === 'limit') return;
  complain(`To reproduce it: run this file with --seed ${String(summary.seed)}.`);
  if (run.simulation.bug?.stack !== undefined) complain(run.simulation.bug.stack);
}

function jsonOf(run: Run, summary: RunSummary, wallMs: number): unknown {
  return {
    digest: summary.digest,
    model: summary.modelVersion,
    events: summary.events,
    simulatedUs: summary.end,
    wallMs: Math.round(wallMs * 1000) / 1000,
    outcome: summary.outcome,
    milestones: summary.milestones.map(({ time, type, node, reason, data, id, cause }) => ({
      t: time, type, node, reason, data, id, cause,
    })), // prettier-ignore
    expectations: summary.expectations.map(({ text, holds, measured, why }) => ({
      text, holds: holds ?? null, measured, why: why ?? null,
    })), // prettier-ignore
    invariants: summary.invariants.map(({ name, violations }) => ({ name, violations })),
    metrics: { ...summary.metrics, failovers: failoversOf(run) },
  };
}

function writeOutageText(length: Duration): string {
  return length === 0 ? 'writes never down' : `writes down for ${(length / 1_000_000).toFixed(3)} s at most`;
}

function printLog(summary: RunSummary, wallMs: number): void {
  print(`${summary.title} (seed ${String(summary.seed)})`);
  for (const { time, text, id } of summary.milestones) print(`${timeColumn(time)}  ${text}  [${id}]`);
  print('');
  for (const { text, holds, measured } of summary.expectations) {
    const verdict = holds === undefined ? 'open ' : holds ? 'holds' : 'FAILS';
    print(`${verdict}  ${text}  (${measured})`);
  }
  const { metrics } = summary;
  print(
    `${String(metrics.requests)} requests, ${String(metrics.failed)} failed, ` +
      `availability ${hundredthsOf(metrics.availability)} %, ${String(metrics.lostWrites)} writes lost, ` +
      `${String(metrics.duplicatedWrites)} done more than once, ${String(metrics.staleReads)} reads stale, ` +
      writeOutageText(metrics.writeDowntimeUs),
  );
  for (const { text, inFlight, inWindow, after } of metrics.lost.toFaults) {
    print(
      `lost to ${text}: ${String(inFlight)} that were under way, ${String(inWindow)} until it was found out, ` +
        `${String(after)} afterwards`,
    );
  }
  print(`${String(summary.events)} events in ${wallMs.toFixed(0)} ms, digest ${summary.digest}`);
}
