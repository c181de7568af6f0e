/**
 * Low stages: the columns and rows of wide ones with names and roles only, shared lines close together and no
 * captions. Where there is less room than that, roles drop, and then names.
 */
import type { Size } from '../../ui/use-size.ts';
import { nameWidth } from './boxes.ts';
import {
  inletsOf,
  placeOf,
  type Density,
  type Place,
  type Placement,
  type TieredNode,
  type Tiers,
} from './place.ts';

const LEFT_TIERS = ['source', 'balancer', 'service'] as const;
const MARGIN = 12;
const TRUNK_GAP = 34;
const MAX_STRETCH = 1.45;
/** The least height; a lower stage scrolls. */
const LEAST = 260;
/** How near to the upper edge a glyph's middle may come: below the last milestone, in a row below its bus, too. */
const EDGE = { column: 64, row: 90 };
const FOOT = 6;
/** From a store's middle to what its traffic and its replication run along. */
const BUS = { traffic: 50, replication: 42 };
/** What stands over a store's middle: its crown, or its buses. */
const OVER = { below: 40, above: 56 };
const GAP = 8;
const QUORUM = 44;

/** A way to draw the nodes of a row: the deeper down the list, the less it tells. */
interface Style {
  readonly density: Density;
  readonly beside: boolean;
  readonly rows: number;
  readonly pitch: number;
  /** From a glyph's middle to the end of its words. */
  readonly depth: number;
  readonly lines: number;
}

const STYLES: readonly Style[] = [
  { density: 'roles', beside: true, rows: 1, pitch: 0, depth: 28, lines: 4 },
  { density: 'roles', beside: false, rows: 1, pitch: 0, depth: 64, lines: 2 },
  { density: 'names', beside: false, rows: 1, pitch: 0, depth: 50, lines: 1 },
  { density: 'names', beside: false, rows: 2, pitch: 86, depth: 50, lines: 1 },
  { density: 'bare', beside: false, rows: 1, pitch: 0, depth: 24, lines: 1 },
  { density: 'bare', beside: false, rows: 2, pitch: 46, depth: 24, lines: 1 },
];
const ONE_ROW = { density: 'bare', beside: false, rows: 1, pitch: 0, depth: 24, lines: 1 } as const;

interface ColumnStyle {
  readonly density: Density;
  readonly pitch: number;
  readonly depth: number;
}

const COLUMNS: readonly ColumnStyle[] = [
  { density: 'names', pitch: 66, depth: 50 },
  { density: 'bare', pitch: 46, depth: 22 },
];

interface Column {
  readonly nodes: readonly TieredNode[];
  readonly tier: (typeof LEFT_TIERS)[number];
  readonly rows: number;
  readonly cell: number;
  readonly width: number;
  readonly style: ColumnStyle;
}

interface Band {
  readonly nodes: readonly TieredNode[];
  readonly columns: number;
  readonly cell: number;
  readonly width: number;
  readonly style: Style;
}

interface Plan {
  readonly columns: readonly Column[];
  readonly coordination: Band;
  readonly store: Band;
  readonly width: number;
}

export function compactPlaces(tiers: Tiers, size: Size): Placement {
  const height = Math.max(size.height, LEAST);
  const plan = planFor(tiers, size.width - 2 * MARGIN, height);
  const width = Math.max(size.width, plan.width + 2 * MARGIN);
  return draw(plan, width, height);
}

/** Of the plans that fit the one that tells most; where none does, one row of glyphs, wider than the stage. */
function planFor(tiers: Tiers, room: number, height: number): Plan {
  const ranked = STYLES.flatMap((coordination, one) =>
    STYLES.map((store, other) => ({ coordination, store, cost: one + other })),
  ).sort((one, other) => one.cost - other.cost);
  for (const { coordination, store } of ranked) {
    if (heightOf(tiers, coordination, store) > height) continue;
    for (const style of COLUMNS) {
      const plan = planWith(tiers, height, style, coordination, store);
      if (plan.width <= room) return plan;
    }
  }
  return planWith(tiers, height, { density: 'bare', pitch: 46, depth: 22 }, ONE_ROW, ONE_ROW);
}

function heightOf(tiers: Tiers, coordination: Style, store: Style): number {
  const rows = (style: Style) => (style.rows - 1) * style.pitch + style.depth;
  const above = tiers.coordination.length === 0 ? EDGE.column : EDGE.row + rows(coordination) + GAP;
  if (tiers.store.length === 0) return above;
  const over = OVER[store.beside ? 'below' : 'above'];
  return above + over + (store.beside ? BUS.traffic + 2 * FOOT : rows(store) + FOOT);
}

function planWith(tiers: Tiers, height: number, style: ColumnStyle, one: Style, other: Style): Plan {
  const columns = LEFT_TIERS.filter((tier) => tiers[tier].length > 0).map((tier) =>
    columnOf(tier, tiers[tier], style, height),
  );
  const [coordination, store] = [bandOf(tiers.coordination, one), bandOf(tiers.store, other)];
  const left = columns.reduce((sum, { width }) => sum + width, 0);
  const right = Math.max(coordination.width, store.width);
  const gap = left > 0 && right > 0 ? TRUNK_GAP : 0;
  return { columns, coordination, store, width: left + gap + right };
}

function columnOf(
  tier: Column['tier'],
  nodes: readonly TieredNode[],
  style: ColumnStyle,
  height: number,
): Column {
  const most = 1 + Math.floor((height - EDGE.column - style.depth - FOOT) / style.pitch);
  const across = Math.ceil(nodes.length / most);
  const cell = style.density === 'bare' ? 48 : Math.max(64, widest(nodes) + 10);
  return { nodes, tier, rows: Math.ceil(nodes.length / across), cell, width: across * cell, style };
}

function bandOf(nodes: readonly TieredNode[], style: Style): Band {
  const columns = Math.ceil(nodes.length / style.rows);
  const words = Math.max(style.density === 'roles' ? 66 : 44, widest(nodes));
  const cell = style.density === 'bare' ? 48 : style.beside ? 56 + words : words + 10;
  return { nodes, columns, cell, width: columns * cell, style };
}

function widest(nodes: readonly TieredNode[]): number {
  return Math.max(0, ...nodes.map(({ outline }) => nameWidth(outline.name)));
}

function draw(plan: Plan, width: number, height: number): Placement {
  const { coordination, store } = plan;
  const stretch = Math.min(MAX_STRETCH, Math.max(1, (width - 2 * MARGIN) / Math.max(1, plan.width)));
  const rows = rowsOf(plan, height);
  let x = (width - plan.width * stretch) / 2;
  const inlet: Record<string, number> = {};
  const places: Place[] = [];
  for (const column of plan.columns) {
    inlet[column.tier] = x - 4;
    places.push(...drawColumn(column, { x, stretch, height, ...rows }));
    x += column.width * stretch;
  }
  const trunkX = x;
  if (plan.columns.length > 0) x += TRUNK_GAP * stretch;
  const storeSide = store.style.beside ? 'below' : 'above';
  const side = storeSide === 'below' ? 1 : -1;
  return {
    width,
    height,
    low: true,
    places: [
      ...places,
      ...drawBand(coordination, x, rows.top, stretch),
      ...drawBand(store, x, rows.bottom, stretch),
    ],
    captions: [],
    buses: {
      inlet: inletsOf(inlet, x),
      trunkX,
      quorum: rows.top - QUORUM,
      traffic: rows.bottom + side * BUS.traffic,
      replication: rows.bottom + side * BUS.replication,
      storeSide,
    },
  };
}

interface Rows {
  /** The middles of the first row of coordination, and of the first of stores. */
  readonly top: number;
  readonly bottom: number;
}

function rowsOf({ coordination, store }: Plan, height: number): Rows {
  const depth = ({ style }: Band) => (style.rows - 1) * style.pitch + style.depth;
  const below = store.style.beside ? BUS.traffic + 2 * FOOT : depth(store) + FOOT;
  if (store.nodes.length === 0) {
    const top = Math.max(EDGE.row, Math.min(height * 0.44, height - depth(coordination) - FOOT));
    return { top, bottom: height };
  }
  if (coordination.nodes.length === 0) {
    return {
      top: EDGE.column,
      bottom: Math.max(EDGE.column + OVER.above, Math.min(height / 2, height - below)),
    };
  }
  const over = OVER[store.style.beside ? 'below' : 'above'];
  const spare = Math.max(0, height - EDGE.row - depth(coordination) - GAP - over - below);
  return {
    top: EDGE.row + Math.min(30, spare * 0.15),
    bottom: height - below - Math.min(40, spare * 0.25),
  };
}

function drawColumn(
  { nodes, rows, cell, style }: Column,
  at: Rows & { readonly x: number; readonly stretch: number; readonly height: number },
): readonly Place[] {
  const last = at.height - style.depth - FOOT;
  const span = last - EDGE.column;
  const pitch = Math.min(Math.max(92, style.pitch), span / Math.max(1, rows - 1));
  const middle = Math.min(at.height - 80, (at.top + Math.min(at.bottom, at.height - 80)) / 2);
  const length = pitch * (rows - 1);
  const first = Math.max(EDGE.column, Math.min(middle - length / 2, last - length));
  return nodes.map((node, index) => {
    const x = at.x + cell * at.stretch * (Math.floor(index / rows) + 0.5);
    const y = first + pitch * (index % rows);
    return placeOf(node, { x, y }, 'below', style.density, cell * at.stretch - 6, 1);
  });
}

function drawBand(
  { nodes, columns, cell, style }: Band,
  x: number,
  y: number,
  stretch: number,
): readonly Place[] {
  const width = cell * stretch;
  return nodes.map((node, index) => {
    const at = {
      x: x + width * (index % columns) + (style.beside ? 30 : width / 2),
      y: y + style.pitch * Math.floor(index / columns),
    };
    const label = style.beside ? 'right' : 'below';
    return placeOf(node, at, label, style.density, width - (style.beside ? 56 : 6), style.lines);
  });
}
