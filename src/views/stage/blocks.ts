/** What areas are built of: rows of glyphs and matrices of dots, each with its size, drawn where they are put. */
import type { Tier } from '../../ui/kind-view.ts';
import { nameWidth } from './boxes.ts';
import { drawFleet, FLEET_HEAD, fleetSize, type MatrixLimits, type SplitTiers } from './fleets.ts';
import { placeOf, type Density, type Fleet, type FleetUnit, type Place, type TieredNode } from './place.ts';

export interface Drawn {
  readonly places: readonly Place[];
  readonly fleets: readonly Fleet[];
  /** Where lines to the members of fleets lead. */
  readonly anchors: readonly Place[];
}

export interface Block {
  readonly width: number;
  readonly height: number;
  readonly draw: (x: number, y: number) => Drawn;
}

export const NOTHING: Drawn = { places: [], fleets: [], anchors: [] };

/** How the nodes of a row are drawn. */
export interface Style {
  readonly density: Density;
  /** Where the middle of a glyph stands in its cell, if its words are beside it; else they are below. */
  readonly beside: number | undefined;
  readonly width: number;
  readonly height: number;
  /** From the upper edge to the middles of the glyphs. */
  readonly up: number;
  readonly lines?: number;
}

const BARE: Style = { density: 'bare', beside: undefined, width: 44, height: 60, up: 34 };
const STYLES: readonly Style[] = [
  { density: 'full', beside: 30, width: 146, height: 88, up: 42 },
  { density: 'roles', beside: 30, width: 116, height: 76, up: 42 },
  { density: 'roles', beside: undefined, width: 92, height: 104, up: 42 },
  { density: 'names', beside: undefined, width: 66, height: 104, up: 42 },
  // A name at least, and what is the matter.
  { density: 'names', beside: undefined, width: 52, height: 84, up: 30, lines: 2 },
];

/** From a glyph's middle to the end of the words beside it, without the name; and the room between two names. */
const BESIDE = 26;
const APART = 10;
/** Cells are at most so wide where there is more room. */
const MOST_CELL = { beside: 170, below: 96 };
/** Left of the words beside a glyph. */
const WORDS = 22;

/** What a cell of a style needs for the longest of the names. */
export function neededWidth({ width, beside, density }: Style, nodes: readonly TieredNode[]): number {
  if (density === 'bare') return width;
  const longest = Math.max(...nodes.map(({ outline }) => nameWidth(outline.name)));
  return Math.max(width, longest + (beside === undefined ? APART : beside + BESIDE));
}

/** As much as there is room for in one row, or in two. */
function styleFor(nodes: readonly TieredNode[], room: number): Style {
  const fits = (rows: number) => (one: Style) =>
    nodes.length <= rows * Math.floor(room / neededWidth(one, nodes));
  return STYLES.find(fits(1)) ?? [...STYLES.slice(-1), BARE].find(fits(2)) ?? BARE;
}

/** Nodes in as few rows as they fit in, with the names of all. */
export function nodesBlock(nodes: readonly TieredNode[], room: number, style = styleFor(nodes, room)): Block {
  const { beside, density, up, height, lines } = style;
  const needed = neededWidth(style, nodes);
  const columns = Math.max(1, Math.min(nodes.length, Math.floor(room / needed)));
  const rows = Math.ceil(nodes.length / columns);
  const cell = Math.min(
    Math.max(MOST_CELL[beside === undefined ? 'below' : 'beside'], needed),
    Math.max(needed, room / columns),
  );
  return {
    width: columns * cell,
    height: rows * height,
    draw: (x, y) => ({
      ...NOTHING,
      places: nodes.map((node, index) => {
        const at = {
          x: x + cell * (index % columns) + (beside ?? cell / 2),
          y: y + up + height * Math.floor(index / columns),
        };
        const words = beside === undefined ? cell - 6 : cell - beside - WORDS;
        return placeOf(node, at, beside === undefined ? 'below' : 'right', density, words, lines);
      }),
    }),
  };
}

export function fleetBlock(unit: FleetUnit, room: number, limits?: MatrixLimits): Block {
  return {
    ...fleetSize(unit, room, limits),
    draw: (x, y) => {
      const { fleet, place } = drawFleet(unit, x, y + FLEET_HEAD, room, limits);
      return { places: [], fleets: [fleet], anchors: [place] };
    },
  };
}

/** Blocks one below the other, from the left. */
export function stacked(blocks: readonly Block[], centred = false): Block {
  const width = Math.max(0, ...blocks.map((block) => block.width));
  return {
    width,
    height: blocks.reduce((sum, block) => sum + block.height, 0),
    draw: (x, y) => {
      let below = y;
      const drawn = blocks.map((block) => {
        const part = block.draw(centred ? x + (width - block.width) / 2 : x, below);
        below += block.height;
        return part;
      });
      return joined(drawn);
    },
  };
}

export function joined(drawn: readonly Drawn[]): Drawn {
  return {
    places: drawn.flatMap(({ places }) => places),
    fleets: drawn.flatMap(({ fleets }) => fleets),
    anchors: drawn.flatMap(({ anchors }) => anchors),
  };
}

export function tierBlock({ tiers, fleets }: SplitTiers, of: readonly Tier[], room: number): Block {
  const nodes = of.flatMap((tier) => tiers[tier]);
  const units = of.flatMap((tier) => fleets[tier]);
  return stacked([
    ...units.map((unit) => fleetBlock(unit, room)),
    ...(nodes.length > 0 ? [nodesBlock(nodes, room)] : []),
  ]);
}
