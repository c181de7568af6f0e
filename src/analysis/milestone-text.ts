import type { MilestoneValue } from '../kernel/kind.ts';
import { telling } from '../words/index.ts';
import type { Sentence } from '../words/sentence.ts';
import { listed, namedSets, sidesOf, type Naming } from './node-list.ts';

interface Told {
  readonly type: string;
  readonly node: string;
  readonly reason: string;
  readonly data: Readonly<Record<string, MilestoneValue>>;
}

const SENTENCES: Readonly<Record<string, Sentence>> = telling.milestones;

/** A milestone in one line, such as "db-2 became primary at LSN 1042"; ends of a link by the names that they have together. */
export function milestoneText({ type, node, reason, data }: Told, naming: Naming): string {
  const sentence = SENTENCES[type];
  const valueOf = (name: string) => (name === 'ends' ? endsText(data[name], naming) : textOf(data[name]));
  return sentence?.(node, valueOf, reason) ?? telling.otherMilestone(node, type);
}

/** Each end is the names of its nodes, with commas between them. */
function endsText(ends: MilestoneValue | undefined, naming: Naming): string {
  if (typeof ends !== 'object') return textOf(ends);
  const named = namedSets(naming);
  return sidesOf(
    ends.map((end) => end.split(', ')),
    (names) => listed(names, named),
  );
}

function textOf(value: MilestoneValue | undefined): string {
  if (value === undefined) return '';
  return typeof value === 'object' ? telling.joined(value) : String(value);
}
