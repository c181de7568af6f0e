import type { Draft } from '../../shell/drafts.ts';

/** A draft as the shelf shows it. */
export interface DraftRow {
  readonly draft: Draft;
  /** Of drafts of the same title: a line that the others have not, else how many they are before it. */
  readonly differs: string | undefined;
  readonly lines: number;
}

const LONGEST = 60;

export function rowsOf(drafts: readonly Draft[]): readonly DraftRow[] {
  return drafts.map((draft) => ({
    draft,
    differs: differenceOf(
      draft,
      drafts.filter(({ title }) => title === draft.title),
    ),
    lines: linesOf(draft.text).length,
  }));
}

function differenceOf(draft: Draft, alike: readonly Draft[]): string | undefined {
  if (alike.length < 2) return undefined;
  const others = new Set(alike.flatMap((one) => (one === draft ? [] : linesOf(one.text))));
  const own = linesOf(draft.text).find((line) => line !== '' && !line.startsWith('#') && !others.has(line));
  if (own === undefined) return `(${String(alike.length - alike.indexOf(draft))})`;
  return own.length > LONGEST ? `${own.slice(0, LONGEST)}…` : own;
}

function linesOf(text: string): readonly string[] {
  return text
    .trimEnd()
    .split('\n')
    .map((line) => line.trim());
}
