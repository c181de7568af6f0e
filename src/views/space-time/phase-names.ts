/** Where the names of phases stand, above their line or below it, so that none covers another. */

export interface Stretch {
  readonly x: number;
  readonly end: number;
  readonly text: string;
}

export interface PhaseName {
  readonly text: string;
  /** The middle of the text. */
  readonly x: number;
  readonly row: 'above' | 'below';
  /** Where a tie leads from the line to the text; undefined where it stands within its stretch. */
  readonly tie: number | undefined;
}

const LETTER = 6.6;
const GAP = 10;
/** How near to an end of its text a tie may be. */
const INSET = 4;

/**
 * From left to right: within its stretch where it fits; else below at a tie, moved to the right as far as the tie
 * allows; else above likewise, where its neighbours leave room. The rest have no name. Below, `reserved` pixels at the
 * right are taken.
 */
export function phaseNames(
  stretches: readonly Stretch[],
  width: number,
  reserved: number,
): readonly PhaseName[] {
  const within = stretches.map(({ x, end, text }) => text.length * LETTER < end - x);
  const taken: Record<PhaseName['row'], [from: number, to: number][]> = { above: [], below: [] };
  const names = new Map<Stretch, PhaseName>();
  for (const [index, stretch] of stretches.entries()) {
    if (within[index] !== true) continue;
    const { x, end, text } = stretch;
    names.set(stretch, { text, x: (x + end) / 2, row: 'above', tie: undefined });
    taken.above.push([(x + end - text.length * LETTER) / 2, (x + end + text.length * LETTER) / 2]);
  }
  for (const [index, stretch] of stretches.entries()) {
    if (within[index] === true) continue;
    const { x, end, text } = stretch;
    const tie = (x + end) / 2;
    const length = text.length * LETTER;
    for (const row of ['below', 'above'] as const) {
      const most = row === 'below' ? width - reserved : width;
      const start = freeStart(taken[row], tie, length, most);
      if (start === undefined) continue;
      taken[row].push([start, start + length]);
      names.set(stretch, { text, x: start + length / 2, row, tie });
      break;
    }
  }
  return stretches.flatMap((stretch) => names.get(stretch) ?? []);
}

/** Where a text of some length begins that stands at a tie, the nearest to being centred on it. */
function freeStart(
  taken: readonly (readonly [from: number, to: number])[],
  tie: number,
  length: number,
  most: number,
): number | undefined {
  const [least, last] = [Math.max(0, tie - length + INSET), Math.min(most - length, tie - INSET)];
  const centred = Math.min(Math.max(tie - length / 2, 0), most - length);
  const starts = [centred, ...taken.flatMap(([from, to]) => [to + GAP, from - GAP - length])]
    .filter((start) => start >= least - 1e-9 && start <= Math.max(last, 0))
    .filter((start) => taken.every(([from, to]) => start >= to + GAP || start + length <= from - GAP));
  return starts.sort((a, b) => Math.abs(a - centred) - Math.abs(b - centred))[0];
}
