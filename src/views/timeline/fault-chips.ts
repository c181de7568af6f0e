/** Where the chips of the faults stand on their track. */
import type { FaultView } from '../../analysis/outline.ts';
import type { TimeScale } from '../../ui/time-scale.ts';

/** About one letter of a chip. */
const LETTER = 6.6;
const ICON_ONLY = 22;
const GAP = 2;

export interface PlacedChip {
  readonly fault: FaultView;
  readonly x: number;
  /** Too near to the next one for its text. */
  readonly brief: boolean;
  /** Stands left of its time, so that the end of the track does not cut it off. */
  readonly flipped: boolean;
}

export function chipWidth(text: string): number {
  return 30 + text.length * LETTER;
}

/** Chips in view stand at their times, or right after the one before where they would cover it. */
export function placeChips(
  faults: readonly FaultView[],
  { from, to, toX, width }: TimeScale,
): readonly PlacedChip[] {
  const ordered = faults
    .filter((fault) => fault.at >= from && fault.at <= to)
    .sort((left, right) => left.at - right.at);
  const chips: PlacedChip[] = [];
  let taken = -Infinity;
  for (const [index, fault] of ordered.entries()) {
    const time = toX(fault.at);
    const x = Math.max(time, taken);
    const next = ordered[index + 1];
    const room = (next === undefined ? width + 20 : toX(next.at)) - x;
    const full = chipWidth(fault.text);
    const flipped = x === time && x + full > width + 20 && x - full > taken;
    const brief = room < full && !flipped;
    chips.push({ fault, x, brief, flipped });
    taken = flipped ? x : x + (brief ? ICON_ONLY + GAP : full);
  }
  return chips;
}

/** How much of the track is free at its left and right, in pixels. */
export function freeEnds(chips: readonly PlacedChip[], width: number): { left: number; right: number } {
  const [first] = chips;
  const last = chips.at(-1);
  if (first === undefined || last === undefined) return { left: width / 2, right: width / 2 };
  const full = chipWidth(last.fault.text);
  return {
    left: first.flipped ? first.x - chipWidth(first.fault.text) : first.x,
    right: width - last.x - (last.flipped ? 0 : last.brief ? ICON_ONLY : full),
  };
}
