/** Where the words about an outage stand in the row of the success line, so that the line does not run through them. */

/** A step of the line: it keeps its height until the next one; undefined where nothing is known. */
export interface Step {
  readonly x: number;
  readonly y: number | undefined;
}

export interface Place {
  readonly x: number;
  /** Which end of the words stands at `x`. */
  readonly anchor: 'start' | 'end';
  /** Their baseline. */
  readonly y: number;
}

/** How far the words reach above their baseline and below it, with air. */
const ASCENT = 11;
const DESCENT = 4;
const PAD = 6;
const STRIDE = 4;

/**
 * Within the area as near to its middle as they stand free, above the line or below it; else below the line
 * at its left, which is as past as it is. Nothing where there is no such place. `bottom` is the lower end of the row.
 */
export function outagePlace(
  line: readonly Step[],
  area: { readonly x: number; readonly width: number },
  words: number,
  bottom: number,
): Place | undefined {
  const heights = [ASCENT, bottom - DESCENT];
  const slack = (area.width - words) / 2 - PAD;
  for (let off = 0; off <= slack; off += STRIDE) {
    for (const shift of off === 0 ? [0] : [-off, off]) {
      const x = area.x + (area.width - words) / 2 + shift;
      for (const y of heights) if (isFree(line, x, y, words)) return { x, y, anchor: 'start' };
    }
  }
  const [x, y] = [area.x - PAD, bottom - DESCENT - 2];
  return x - words >= 0 && isFree(line, x - words, y, words) ? { x, y, anchor: 'end' } : undefined;
}

function isFree(line: readonly Step[], x: number, y: number, words: number): boolean {
  const [top, bottom] = [y - ASCENT, y + DESCENT];
  let [above, below] = [false, false];
  for (const [index, step] of line.entries()) {
    const end = line[index + 1]?.x ?? step.x;
    if (step.y === undefined || end < x - 2 || step.x > x + words + 2) continue;
    if (step.y > top && step.y < bottom) return false;
    if (step.y <= top) above = true;
    else below = true;
  }
  // Where it leads from one side to the other, it passes through.
  return !(above && below);
}
