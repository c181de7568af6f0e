/** Milestone patterns: `{ milestone: TYPE, of: NODE, between: [a, b] }`. */
import { MILESTONE_TYPES } from './milestones.ts';
import type { Located, LocatedRecord } from './positions.ts';
import { readRecord, readSpan, readWord, requireEntry } from './reading.ts';
import { readNodes, type Context } from './references.ts';
import type { MilestonePattern } from './scenario.ts';

export const PATTERN_KEYS = ['milestone', 'of', 'between'] as const;

/** A record that is a pattern and nothing else; `what` is the key that it stands under. */
export function readPattern(context: Context, value: Located, what: string): MilestonePattern | undefined {
  const record = readRecord(context.report, value, what, PATTERN_KEYS);
  return record === undefined ? undefined : patternOf(context, record, what);
}

/** The pattern in a record that may have further keys, which are the caller's to check. */
export function patternOf(
  context: Context,
  record: LocatedRecord,
  what: string,
): MilestonePattern | undefined {
  const { report, end } = context;
  const typeEntry = requireEntry(report, record, 'milestone', what);
  const milestone =
    typeEntry === undefined ? undefined : readWord(report, typeEntry.value, 'milestone', MILESTONE_TYPES);
  const ofEntry = record.entries.get('of');
  const of = ofEntry === undefined ? undefined : readNodes(context, ofEntry.value, { what: 'of' });
  const betweenEntry = record.entries.get('between');
  const between =
    betweenEntry === undefined ? undefined : readSpan(report, betweenEntry.value, 'between', end);
  if (milestone === undefined) return undefined;
  return { milestone, ...(of === undefined ? {} : { of }), ...(between === undefined ? {} : { between }) };
}
