import type { MilestoneValue } from '../kernel/kind.ts';
import { telling } from '../words/index.ts';
import type { Sentence } from '../words/sentence.ts';

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
  return typeof value === 'object' ? telling.joined(value) : String(value);
}
