import type { CauseLink } from '../analysis/answer.ts';
import { findMilestone, readMilestoneName } from '../analysis/milestone-name.ts';
import { milestonesOf } from '../analysis/summary.ts';
import { causeChain } from '../analysis/why.ts';
import { type Arguments, UsageError } from './arguments.ts';
import { complain, EXIT, print, printJson, timeColumn } from './output.ts';
import { runFile } from './run-command.ts';

/** `why FILE --milestone TYPE[:NODE][@T]`: the chain of causes of the first such milestone, effect first. */
export function whyCommand(args: Arguments): number {
  if (args.milestone === undefined) throw new UsageError('which milestone? --milestone TYPE[:NODE][@T]');
  const asked = readMilestoneName(args.milestone);
  if (asked === undefined)
    throw new UsageError(`--milestone ${args.milestone}: write TYPE, TYPE:NODE or TYPE:NODE@12s`);
  const { run } = runFile(args);
  const milestone = findMilestone(milestonesOf(run), asked);
  if (milestone === undefined) {
    complain(`There is no milestone ${args.milestone} in this run.`);
    return EXIT.fails;
  }
  const chain = causeChain(run, milestone.id);
  if (args.json) printJson({ chain: chain.map(linkJson) });
  else for (const link of chain) print(`${timeColumn(link.time)}  ${link.text}  [${link.id}]`);
  return EXIT.holds;
}

function linkJson({ time, type, node, text, id, cause, delta }: CauseLink): unknown {
  return { t: time, type, node, text, id, cause: cause ?? null, deltaUs: delta };
}
