/** Columns from the users' side to the right; at the right, coordination above and stores below. */
import { defined } from '../../lib/assert.ts';
import type { Tier } from '../../ui/kind-view.ts';
import type { Size } from '../../ui/use-size.ts';
import {
  groupsOf,
  inletsOf,
  named,
  placeOf,
  type Buses,
  type Caption,
  type Density,
  type Place,
  type Placement,
  type TieredNode,
  type Tiers,
} from './place.ts';

/** The room that one node needs with its words. */
interface Cell {
  readonly density: Density;
  /** With words below. */
  readonly width: number;
  readonly height: number;
  /** With words at the right, where these are readable there. */
  readonly besideWidth: number | undefined;
  /** From a glyph's middle to the end of the words below it. */
  readonly depth: number;
  /** From row to row of coordination or of stores: a crown stands clear of the words above it. */
  readonly row: number;
  /** Columns of tiers whose words are shorter or longer. */
  readonly widths?: Partial<Record<Tier, number>>;
}

const SMALLEST: Cell = { density: 'bare', depth: 24, width: 44, height: 44, row: 44, besideWidth: undefined };
const CELLS: readonly Cell[] = [
  {
    density: 'full',
    depth: 94,
    width: 108,
    height: 114,
    row: 114,
    besideWidth: 146,
    widths: { source: 88, balancer: 128, service: 116 },
  },
  { density: 'roles', depth: 64, width: 92, height: 88, row: 102, besideWidth: 116 },
  { density: 'names', depth: 50, width: 70, height: 68, row: 86, besideWidth: undefined },
  SMALLEST,
];

const LEFT_TIERS = ['source', 'balancer', 'service'] as const;
const MARGIN = 12;
const TRUNK_GAP = 28;
/** Room for a glyph left of its words. */
const GLYPH_HALF = 30;
/** From the glyph of a node to its words beside it, and from these to the next glyph. */
const WORDS_BESIDE = 52;
const MAX_STRETCH = 1.3;
/** A letter of a name, and what is around a name: its mark, and room for the lines before the next column. */
const NAME = { letter: 7.2, around: 28 };
/** How much higher every other of several columns stands: lines into it pass over the one before. */
const STAGGER = 38;
/** How near a glyph's middle may come to the upper edge: below the last milestone, with its ring and its crown. */
const EDGE = 72;
/** The room for the legend at the lower edge. */
const FOOT = 22;
/** The room above a row of coordination or of stores: its bus and its caption. */
const ABOVE = 128;
/** The room between the words of coordination and the middles of stores: buses and a caption. */
const OVER_STORE = 90;
/** From the words of the last row of stores to the lower edge: the legend. */
const UNDER_STORE = 30;
/** The highest place for a caption: below what is told of the moment. */
const CAPTION_TOP = 52;
/** What the captions of coordination and of stores need to tell all that they know. */
const WHOLE_CAPTION = { coordination: 325, store: 400 };
/** From stores' middles to what they replicate along, below their words. */
const NEAR = 62;
/** From a glyph's middle to the end of its name, which leaders have everywhere, and of the line that says what is wrong. */
const NAMED = 50;
const TROUBLED = 66;
/** Shares of the height at which coordination, the way in, and stores stand. */
const TOP = 128 / 576;
const MIDDLE = 280 / 576;
const BOTTOM = 424 / 576;

interface Column {
  readonly tier: (typeof LEFT_TIERS)[number];
  readonly rows: number;
  readonly columns: number;
  readonly width: number;
  /** How much higher every other of its columns stands. */
  readonly stagger: number;
  /** Where each node stands in it, by row and column. */
  readonly seats: readonly Seat[];
}

interface Seat {
  readonly across: number;
  readonly down: number;
}

interface Band {
  readonly nodes: readonly TieredNode[];
  readonly columns: number;
  readonly rows: number;
  readonly beside: boolean;
  readonly width: number;
}

interface Plan {
  readonly cell: Cell;
  readonly columns: readonly Column[];
  readonly coordination: Band;
  readonly store: Band;
  readonly rightWidth: number;
  readonly width: number;
}

export function widePlaces(tiers: Tiers, size: Size): Placement {
  const { height } = size;
  const plans = CELLS.map((cell) => planWith(cell, tiers, size.width, height));
  const fits = plans.find((plan) => plan !== undefined && plan.width <= size.width - 2 * MARGIN);
  // More than the stage can hold is drawn wider than the screen, and scrolls.
  const plan = fits ?? defined(planWith(SMALLEST, tiers, Infinity, height), 'a plan without a limit');
  return draw(plan, tiers, Math.max(size.width, plan.width + 2 * MARGIN), height);
}

function columnsOf(cell: Cell, tiers: Tiers, height: number): readonly Column[] {
  const span = height - EDGE - cell.depth - FOOT;
  const rowsIn = (room: number) => Math.max(1, 1 + Math.floor(room / cell.height));
  return LEFT_TIERS.filter((tier) => tiers[tier].length > 0).map((tier) => {
    const pools = tier === 'service' ? poolsOf(tiers, rowsIn(span)) : undefined;
    const count = tiers[tier].length;
    const stagger = pools === undefined && count > rowsIn(span) ? STAGGER : 0;
    const seats = pools ?? seatsOf(count, rowsIn(span - stagger));
    const rows = 1 + Math.max(...seats.map(({ down }) => down));
    const columns = 1 + Math.max(...seats.map(({ across }) => across));
    const width = columns * Math.max(cell.widths?.[tier] ?? cell.width, nameRoom(cell, tiers[tier]));
    return { tier, rows, columns, width, stagger, seats };
  });
}

/** The width that the longest name needs. */
function nameRoom({ density }: Cell, nodes: readonly TieredNode[]): number {
  if (density === 'bare') return 0;
  return Math.max(...nodes.map(({ outline }) => outline.name.length)) * NAME.letter + NAME.around;
}

/** One below the other, in as few columns as there is height for. */
function seatsOf(count: number, rowsMax: number): readonly Seat[] {
  const rows = Math.ceil(count / Math.ceil(count / rowsMax));
  return Array.from({ length: count }, (_, index) => ({
    across: Math.floor(index / rows),
    down: index % rows,
  }));
}

/** Systems side by side, each a load balancer and its group: every group stands in the row of its load balancer. */
function poolsOf({ balancer, service }: Tiers, rowsMax: number): readonly Seat[] | undefined {
  const groups = groupsOf(service);
  const pooled = groups.reduce((sum, { size }) => sum + size, 0);
  if (groups.length < 2 || groups.length > rowsMax) return undefined;
  if (groups.length !== balancer.length || pooled !== service.length) return undefined;
  return groups.flatMap(({ size }, down) => Array.from({ length: size }, (_, across) => ({ across, down })));
}

function planWith(cell: Cell, tiers: Tiers, width: number, height: number): Plan | undefined {
  const columns = columnsOf(cell, tiers, height);
  const left = columns.reduce((sum, column) => sum + column.width, 0);
  const hasRight = tiers.coordination.length + tiers.store.length > 0;
  const gap = hasRight && columns.length > 0 ? TRUNK_GAP : 0;
  const room = width - 2 * MARGIN - left - gap;
  const both = tiers.coordination.length > 0 && tiers.store.length > 0;
  const coordination = bandOf(cell, tiers.coordination, room, (both ? height / 2 : height) - ABOVE);
  if (coordination === undefined) return undefined;
  const below = height - topOf(height) - (coordination.rows - 1) * cell.row - cell.depth;
  const store = bandOf(cell, tiers.store, room, both ? below - OVER_STORE - UNDER_STORE : height - ABOVE);
  if (store === undefined) return undefined;
  const rightWidth = Math.max(coordination.width, store.width);
  return { cell, columns, coordination, store, rightWidth, width: left + gap + rightWidth };
}

/** `height`: from the middles of its first row to the end of the words of its last one. */
function bandOf(cell: Cell, nodes: readonly TieredNode[], room: number, height: number): Band | undefined {
  const count = nodes.length;
  if (count === 0) return { nodes, columns: 1, rows: 0, beside: false, width: 0 };
  if (cell.besideWidth !== undefined && count * cell.besideWidth <= room) {
    return { nodes, columns: count, rows: 1, beside: true, width: count * cell.besideWidth };
  }
  const columns = Math.min(count, Math.floor(room / cell.width));
  if (columns < 1) return undefined;
  const rows = Math.ceil(count / columns);
  if (rows > 1 && (rows - 1) * cell.row + cell.depth > height) return undefined;
  return {
    nodes,
    columns: Math.ceil(count / rows),
    rows,
    beside: false,
    width: Math.ceil(count / rows) * cell.width,
  };
}

function draw(plan: Plan, tiers: Tiers, width: number, height: number): Placement {
  const stretch = Math.min(MAX_STRETCH, Math.max(1, (width - 2 * MARGIN) / Math.max(1, plan.width)));
  const hasRight = plan.rightWidth > 0;
  let x = (width - plan.width * stretch) / 2;
  const places: Place[] = [];
  const captions: Caption[] = [];
  const inlet: Record<string, number> = {};
  const middle = hasRight ? height * MIDDLE : height * 0.47;
  for (const column of plan.columns) {
    const cellWidth = (column.width / column.columns) * stretch;
    inlet[column.tier] = x - 8;
    const drawn = drawColumn(plan.cell, column, tiers[column.tier], { x, cellWidth, middle, height });
    places.push(...drawn.places);
    captions.push(...drawn.captions);
    x += column.width * stretch;
  }
  const trunkX = x;
  if (plan.columns.length > 0) x += TRUNK_GAP * stretch;
  const right = drawRight(plan, { x, stretch, width, height });
  return {
    width,
    height,
    places: [...places, ...right.places],
    captions: [...captions, ...right.captions],
    buses: { ...right.buses, inlet: inletsOf(inlet, x), trunkX },
  };
}

function drawColumn(
  cell: Cell,
  column: Column,
  nodes: readonly TieredNode[],
  at: { readonly x: number; readonly cellWidth: number; readonly middle: number; readonly height: number },
): { readonly places: readonly Place[]; readonly captions: readonly Caption[] } {
  const up = column.stagger;
  const edge = EDGE + up;
  const span = at.height - edge - cell.depth - FOOT;
  const pitch = Math.min(
    cell.density === 'full' ? 152 : cell.height * 1.2,
    span / Math.max(1, column.rows - 1),
  );
  const centred = at.middle - (pitch * (column.rows - 1)) / 2;
  const first = Math.max(edge, Math.min(centred, edge + span - pitch * (column.rows - 1)));
  const places = nodes.map((node, index) => {
    const { across = 0, down = 0 } = column.seats[index] ?? {};
    const x = at.x + at.cellWidth * (across + 0.5);
    const y = first + pitch * down - (across % 2) * up;
    return placeOf(
      node,
      { x, y },
      'below',
      cell.density,
      at.cellWidth - 6,
      column.rows > 1 ? linesIn(pitch) : 4,
    );
  });
  const [group] = groupsOf(nodes);
  const top = first - up - 38;
  // Above the corners of a selection, too, where the stage has room for that.
  const free = Math.max(CAPTION_TOP, first - up - 54);
  const x = at.x + (at.cellWidth * column.columns) / 2;
  const captions: Caption[] =
    group === undefined || column.tier !== 'service' || top < CAPTION_TOP
      ? []
      : [{ ...named(group), x, y: free, anchor: 'middle', detailed: false }];
  return { places, captions };
}

/** Where coordination stands over stores. */
function topOf(height: number): number {
  return Math.max(124, height * TOP);
}

function drawRight(
  plan: Plan,
  at: { readonly x: number; readonly stretch: number; readonly width: number; readonly height: number },
): {
  readonly places: readonly Place[];
  readonly captions: readonly Caption[];
  readonly buses: Omit<Buses, 'inlet' | 'trunkX'>;
} {
  const { coordination, store } = plan;
  const both = coordination.rows > 0 && store.rows > 0;
  const rowPitch = plan.cell.row;
  const alone = (band: Band) => {
    const span = (band.rows - 1) * rowPitch;
    return Math.max(ABOVE, Math.min(at.height * 0.44 - span / 2, at.height - plan.cell.depth - span));
  };
  const topY = both ? topOf(at.height) : alone(coordination);
  const below = Math.max(152, at.height * (1 - BOTTOM));
  const words = Math.max(plan.cell.depth, store.rows > 1 ? NAMED : TROUBLED);
  const storeDepth = store.beside ? below : words + UNDER_STORE + (store.rows - 1) * rowPitch;
  const storeY = both ? at.height - storeDepth : alone(store);
  const storeSide = store.beside ? 'below' : 'above';
  const row = { ...at, cell: plan.cell };
  const where = { start: at.x, end: at.width - MARGIN };
  return {
    places: [...drawBand(coordination, topY, row), ...drawBand(store, storeY, row)],
    captions: [
      ...captionOf(coordination, where, Math.max(CAPTION_TOP, topY - 80), WHOLE_CAPTION.coordination),
      ...captionOf(
        store,
        where,
        storeSide === 'below' ? storeY + NEAR + 48 : storeY - 74,
        WHOLE_CAPTION.store,
      ),
    ],
    buses: {
      quorum: topY - 64,
      replication: storeSide === 'below' ? storeY + NEAR : storeY - 44,
      traffic: storeSide === 'below' ? storeY + NEAR + 24 : storeY - 58,
      storeSide,
    },
  };
}

/** Over the first node where words stand beside; else up to the end of the stage, and short where that is near. */
function captionOf(
  band: Band,
  { start, end }: { readonly start: number; readonly end: number },
  height: number,
  needed: number,
): readonly Caption[] {
  const [group] = groupsOf(band.nodes);
  if (group === undefined) return [];
  const y = Math.max(14, height);
  if (band.beside) return [{ ...named(group), x: start + GLYPH_HALF, y, anchor: 'start', detailed: true }];
  if (end - start < needed) return [{ ...named(group), x: start, y, anchor: 'start', detailed: false }];
  return [{ ...named(group), x: end, y, anchor: 'end', detailed: true }];
}

function drawBand(
  band: Band,
  y: number,
  at: { readonly x: number; readonly stretch: number; readonly cell: Cell },
): readonly Place[] {
  const cellWidth = (band.width / Math.max(1, band.columns)) * at.stretch;
  return band.nodes.map((node, index) => {
    const across = index % band.columns;
    const down = Math.floor(index / band.columns);
    const x = at.x + cellWidth * across + (band.beside ? GLYPH_HALF : cellWidth / 2);
    return placeOf(
      node,
      { x, y: y + down * at.cell.row },
      band.beside ? 'right' : 'below',
      at.cell.density,
      band.beside ? cellWidth - WORDS_BESIDE : cellWidth - 6,
      band.rows > 1 ? Math.min(2, linesIn(at.cell.height)) : 4,
    );
  });
}

/** The lines that fit below a glyph before the next ring begins. */
function linesIn(pitch: number): number {
  return Math.max(1, Math.floor((pitch - 54) / 16));
}
