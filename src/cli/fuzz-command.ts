import { type Campaign, runCampaign, type System, SYSTEMS } from '../fuzz/campaign.ts';
import { scenarioText } from '../fuzz/plan.ts';
import type { Trial } from '../fuzz/trial.ts';
import { kinds } from '../kinds/index.ts';
import { type Arguments, UsageError } from './arguments.ts';
import { complain, EXIT, print, printJson } from './output.ts';

const RUNS = 100;

/** `fuzz`: random systems and fault schedules against the invariants; a failure as a scenario that repeats it. */
export function fuzzCommand(args: Arguments): number {
  if (args.files.length > 0) throw new UsageError('fuzz draws its own systems; it takes no file');
  const runs = args.runs ?? RUNS;
  const seed = args.seed ?? 1;
  const begin = performance.now();
  const progress = (done: number): void => {
    if (done % 50 === 0 || done === runs) complain(`${String(done)} of ${String(runs)} runs`);
  };
  const campaign = runCampaign(runs, seed, kinds, progress, systemOf(args));
  const wallMs = Math.round(performance.now() - begin);
  const { failed } = campaign;
  if (args.json) printJson({ seed, wallMs, ...summaryOf(campaign) });
  else printSummary(campaign, seed, wallMs);
  if (failed === undefined) return EXIT.holds;
  if (!args.json) print(reproduction(failed));
  return failed.failure?.kind === 'bug'
    ? EXIT.bug
    : failed.failure?.kind === 'limit'
      ? EXIT.limit
      : EXIT.fails;
}

function systemOf({ of = 'ensembles' }: Arguments): System {
  const system = SYSTEMS.find((one) => one === of);
  if (system === undefined) throw new UsageError(`--of ${of}: write one of ${SYSTEMS.join(', ')}`);
  return system;
}

function summaryOf({ runs, events, faults, failed }: Campaign): object {
  const failure = failed && { ...failed.failure, scenario: reproduction(failed) };
  return { runs, events, faults, failure: failure ?? null };
}

function printSummary({ runs, events, faults }: Campaign, seed: number, wallMs: number): void {
  print(
    `seed ${String(seed)}: ${String(runs)} runs, ${String(events)} events in ${(wallMs / 1000).toFixed(1)} s`,
  );
  const counts = Object.entries(faults).map(([trouble, count]) => `${String(count)} ${trouble}`);
  print(`faults: ${counts.join(', ')}`);
}

/** What failed, and the file that `run` and `check` see it in again. */
function reproduction({ plan, failure }: Trial): string {
  const claim =
    failure?.kind === 'invariant'
      ? `invariant: ${failure.name}`
      : failure?.kind === 'loss'
        ? 'lost-writes: 0'
        : undefined;
  return `# ${failure?.text ?? ''}\n${scenarioText(plan, 'Found by fuzzing', claim)}`;
}
