/** How much of the drawing glyphs and words take: estimates, a little too large rather than too small. */
import type { Point } from '../../ui/path.ts';
import type { Caption, Place } from './place.ts';

export interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

const GLYPH_HALF = 17;
/** The widths of a letter of a name, of a caption, and of what it tells. */
const LETTER = { name: 7.2, caption: 6.5, detail: 6 };
/** Between a caption and what it tells, and after that. */
const BEFORE_DETAIL = 14;
const CAPTION_HEIGHT = 16;
const PART = ' · ';
/** The mark of health before a name. */
const MARK = 12;
/** What roles and facts take of the room that they may have. */
const WORDS = { full: 96, roles: 60, names: 0, bare: 0 };
/** What captions tell besides their name: "3 of 3 up · quorum 2 · epoch 1", or what leads, how and since when. */
const DETAIL = { coordination: 185, other: 335 };

export function nameWidth(name: string): number {
  return MARK + LETTER.name * name.length;
}

export function glyphBox({ x, y, half }: Place): Box {
  const { x: across, y: along } = half ?? { x: GLYPH_HALF, y: GLYPH_HALF };
  return { left: x - across, right: x + across, top: y - along, bottom: y + along };
}

/** The words of a place; undefined where it has none. */
export function wordsBox({ name, x, y, label, density, room, lines }: Place): Box | undefined {
  if (density === 'bare') return undefined;
  const most = { full: 4, roles: 2, names: 1 }[density];
  const count = Math.min(most, lines);
  const width = Math.max(nameWidth(name), Math.min(room + 4, WORDS[density]));
  if (label === 'right') {
    const top = y + (count > 2 ? -22 : -14);
    return { left: x + 31, right: x + 33 + width, top, bottom: Math.max(y + 14, top + 18 * count) };
  }
  return { left: x - width / 2, right: x + width / 2, top: y + 29, bottom: y + 30 + 16 * count };
}

export function captionBox({ text, view, x, y, anchor, detailed, narrow = false }: Caption): Box {
  if (narrow) {
    const parts = text.split(' ');
    const across = Math.max(...parts.map(({ length }) => length)) * LETTER.caption;
    return { left: x, right: x + across, top: y - 8 * parts.length, bottom: y + 8 * parts.length };
  }
  const detail = DETAIL[view.tier === 'coordination' ? 'coordination' : 'other'];
  const width = text.length * LETTER.caption + (detailed ? detail : 0);
  const left = anchor === 'start' ? x : anchor === 'end' ? x - width : x - width / 2;
  return { left, right: left + width, top: y - 12, bottom: y + 4 };
}

/** How wide what a caption tells besides its name may be in a drawing of a width, beside the names of others. */
export function captionRoom(caption: Caption, width: number, all: readonly Caption[] = []): number {
  const { text, x, anchor } = caption;
  const beside = all.filter((other) => other !== caption && Math.abs(other.y - caption.y) < CAPTION_HEIGHT);
  const names = beside.map((other) => captionBox({ ...other, detailed: false }));
  const own = captionBox({ ...caption, detailed: false });
  const middle = (own.left + own.right) / 2;
  const least = Math.max(
    0,
    ...names.filter(({ right }) => right <= middle).map(({ right }) => right + BEFORE_DETAIL),
  );
  const most = Math.min(
    width,
    ...names.filter(({ left }) => left >= middle).map(({ left }) => left - BEFORE_DETAIL),
  );
  const room = { start: most - x, middle: 2 * Math.min(x - least, most - x), end: x - least }[anchor];
  return room - text.length * LETTER.caption - BEFORE_DETAIL;
}

/** With as many of its parts as there is room for: the last one, which says what is the matter, goes last. */
export function detailWithin(detail: string, room: number): string {
  let parts = detail.split(PART);
  while (parts.length > 1 && parts.join(PART).length * LETTER.detail > room)
    parts = parts.toSpliced(parts.length - 2, 1);
  const text = parts.join(PART);
  return text.length * LETTER.detail > room ? '' : text;
}

export function overlap(one: Box, other: Box): boolean {
  return one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;
}

/** Whether the line between two points meets the box. */
export function crosses(from: Point, to: Point, box: Box): boolean {
  let [least, most] = [0, 1];
  const sides: readonly (readonly [number, number, number, number])[] = [
    [from.x, to.x, box.left, box.right],
    [from.y, to.y, box.top, box.bottom],
  ];
  for (const [start, end, low, high] of sides) {
    const step = end - start;
    if (step === 0) {
      if (start < low || start > high) return false;
      continue;
    }
    const [one, other] = [(low - start) / step, (high - start) / step];
    least = Math.max(least, Math.min(one, other));
    most = Math.min(most, Math.max(one, other));
  }
  return least <= most;
}
