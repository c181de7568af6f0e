import type { Verdict } from '../../analysis/outline.ts';
import { author } from '../../words/author.ts';

/** How many expectations hold and how many fail; while a run is computed some are neither. */
export function tallyText(verdicts: readonly Pick<Verdict, 'holds'>[]): string {
  const count = (held: boolean | undefined) => verdicts.filter(({ holds }) => holds === held).length;
  return author.expectations.tally(count(true), count(false), count(undefined));
}
