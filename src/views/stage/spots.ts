/** Where a label beside a line covers neither nodes nor other words. */
import { pointAt, type Point, type Route } from '../../ui/path.ts';
import { captionBox, glyphBox, overlap, wordsBox, type Box } from './boxes.ts';
import type { StageLayout } from './place.ts';

/** Along the line, from its middle to its ends. */
const SHARES = [0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74];
const BESIDE = 12;
/** From a glyph to the outer edge of its ring, and of its crown. */
const RING = { around: 10, above: 22 };

/** All that a label must not cover. */
export function obstaclesOf({ byName, fleets, captions, ...layout }: StageLayout): readonly Box[] {
  const glyphs = [...new Set(byName.values())].map((place) => grown(glyphBox(place)));
  const dots = fleets.map(({ x, y, width, height }) => ({
    left: x,
    right: x + width,
    top: y - 20,
    bottom: y + height + 28,
  }));
  const words = layout.places.flatMap((place) => wordsBox(place) ?? []);
  return [...glyphs, ...dots, ...words, ...captions.map(captionBox)];
}

function grown({ left, right, top, bottom }: Box): Box {
  const { around, above } = RING;
  return { left: left - around, right: right + around, top: top - above, bottom: bottom + around };
}

export interface Spot {
  /** The left end of the first line of text. */
  readonly at: Point;
  readonly box: Box;
}

/** The first free spot for `lines` of text of a width, within the drawing; undefined if there is none. */
export function spotBeside(
  way: Route,
  { width, lines }: { readonly width: number; readonly lines: number },
  obstacles: readonly Box[],
  drawing: { readonly width: number; readonly height: number },
): Spot | undefined {
  for (const share of SHARES) {
    const { point } = pointAt(way, share);
    for (const left of [point.x + BESIDE, point.x - BESIDE - width]) {
      const top = point.y - 8 * lines;
      const box = { left, right: left + width, top, bottom: top + 16 * lines };
      const within = left >= 0 && box.right <= drawing.width && top >= 0 && box.bottom <= drawing.height;
      if (within && !obstacles.some((other) => overlap(box, other)))
        return { at: { x: left, y: top + 12 }, box };
    }
  }
  return undefined;
}
