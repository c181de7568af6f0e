import type { MilestoneValue } from '../kernel/kind.ts';
import { telling } from '../words/index.ts';
import type { Sentence } from '../words/sentence.ts';

/** Longer lists are cut. */
const NAMED_IN_FULL = 4;

interface Told {
  readonly type: string;
  readonly node: string;
  readonly reason: string;
  readonly data: Readonly<Record<string, MilestoneValue>>;
}

const SENTENCES: Readonly<Record<string, Sentence>> = telling.milestones;

/** A milestone in one line, such as "db-2 became primary at LSN 1042". */
export function milestoneText({ type, node, reason, data }: Told): string {
  const sentence = SENTENCES[type];
  return sentence?.(node, (name) => textOf(data[name]), reason) ?? telling.otherMilestone(node, type);
}

function textOf(value: MilestoneValue | undefined): string {
  if (value === undefined) return '';
  return typeof value === 'object' ? telling.joined(value.map(shortened)) : String(value);
}

/** The ends of a link may be whole zones: `api-1, api-2, 48 more`. */
function shortened(names: string): string {
  const all = names.split(', ');
  if (all.length <= NAMED_IN_FULL) return names;
  const shown = all.slice(0, NAMED_IN_FULL - 2);
  return [...shown, telling.more(all.length - shown.length)].join(', ');
}
