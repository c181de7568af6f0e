import type { CauseLink } from '../analysis/answer.ts';
import type { MilestoneView } from '../analysis/outline.ts';
import { milestonesOf } from '../analysis/summary.ts';
import { causeChain } from '../analysis/why.ts';
import { parseDuration } from '../lib/quantities.ts';
import { type Arguments, UsageError } from './arguments.ts';
import { complain, EXIT, print, printJson, timeColumn } from './output.ts';
import { runFile } from './run-command.ts';

interface Asked {
  readonly type: string;
  readonly node: string | undefined;
  readonly from: number;
}

/** `why FILE --milestone TYPE[:NODE][@T]`: the chain of causes of the first such milestone, effect first. */
export function whyCommand(args: Arguments): number {
  if (args.milestone === undefined) throw new UsageError('which milestone? --milestone TYPE[:NODE][@T]');
  const asked = parseAsked(args.milestone);
  const { run } = runFile(args);
  const milestone = milestonesOf(run).find((candidate) => fits(candidate, asked));
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

function fits(milestone: MilestoneView, asked: Asked): boolean {
  if (milestone.type !== asked.type || milestone.time < asked.from) return false;
  return asked.node === undefined || milestone.node === asked.node || milestone.data.by === asked.node;
}

function parseAsked(text: string): Asked {
  const [, type = '', node, time] = /^([a-z-]+)(?::([a-z0-9-]+))?(?:@(.+))?$/.exec(text) ?? [];
  if (type === '') throw new UsageError(`--milestone ${text}: write TYPE, TYPE:NODE or TYPE:NODE@12s`);
  if (time === undefined) return { type, node, from: 0 };
  const from = parseDuration(time);
  if (!from.ok) throw new UsageError(`--milestone ${text}: ${from.error.message}`);
  return { type, node, from: from.value };
}
