/**
 * Places in the small picture of a card: the tiers of the stage from left to right, without words, so that glyphs can
 * stand close together. Kinds with many are dots, as on the stage.
 */
import {
  kindsWithMany,
  placeOf,
  stackId,
  type Fleet,
  type Place,
  type Placement,
  type TieredNode,
  type Tiers,
} from '../stage/place.ts';

/** The least size; a larger system is drawn larger, and so smaller on the screen. */
const LEAST = { width: 456, height: 150 };
const MARGIN = { x: 20, y: 12 };
const PITCH = 46;
const MOST_ROWS = 3;
/** Between two tiers: room for the lines that part there. */
const TIER_GAP = 44;
/** Half a glyph; what stands over it for its crown, and below it for its traffic. */
const HALF = 17;
const OVER = 34;
const UNDER = 32;
const DOT = { pitch: 9, columns: 10, gap: 12 };

const LEFT_TIERS = ['source', 'balancer', 'service'] as const;

interface Drawn {
  readonly places: readonly Place[];
  readonly fleets: readonly Fleet[];
  readonly anchors: readonly Place[];
}

interface Block {
  readonly width: number;
  readonly height: number;
  /** Drawn with its upper left corner there. */
  readonly draw: (x: number, y: number) => Drawn;
}

/** A placing for `layoutStage`. */
export function cardPlaces(tiers: Tiers): Placement {
  const many = kindsWithMany(Object.values(tiers).flatMap((nodes) => nodes.map(({ outline }) => outline)));
  const left = LEFT_TIERS.flatMap((tier) =>
    tiers[tier].length === 0 ? [] : [{ tier, block: columnOf(tiers[tier], many) }],
  );
  const coordination = rowOf(tiers.coordination, many);
  const store = rowOf(tiers.store, many);
  const rightWidth = Math.max(coordination.width, store.width);
  const rightHeight = (coordination.height === 0 ? 0 : OVER - HALF + coordination.height) + store.height;
  const blocks = [...left.map(({ block }) => block.width), ...(rightWidth === 0 ? [] : [rightWidth])];
  const needed = blocks.reduce((sum, one) => sum + one, 0) + TIER_GAP * (blocks.length - 1);
  const highest = Math.max(rightHeight + UNDER, ...left.map(({ block }) => block.height));
  const width = Math.max(LEAST.width, needed + 2 * MARGIN.x);
  const height = Math.max(LEAST.height, highest + 2 * MARGIN.y);

  const drawn: Drawn[] = [];
  const inlet = { source: 0, balancer: 0, service: 0 };
  let x = (width - needed) / 2;
  for (const { tier, block } of left) {
    inlet[tier] = x - 14;
    drawn.push(block.draw(x, (height - block.height) / 2));
    x += block.width + TIER_GAP;
  }
  const both = coordination.height > 0 && store.height > 0;
  const top = both ? MARGIN.y + OVER - HALF : (height - coordination.height) / 2;
  const bottom = both ? height - MARGIN.y - UNDER + HALF - store.height : (height - store.height) / 2;
  drawn.push(coordination.draw(x + (rightWidth - coordination.width) / 2, top));
  drawn.push(store.draw(x + (rightWidth - store.width) / 2, bottom));
  return {
    width,
    height,
    places: drawn.flatMap((one) => one.places),
    fleets: drawn.flatMap((one) => one.fleets),
    anchors: drawn.flatMap((one) => one.anchors),
    captions: [],
    buses: {
      inlet: { ...inlet, coordination: x - 14, store: x - 14 },
      trunkX: x - TIER_GAP / 2,
      traffic: bottom + store.height + 14,
      replication: bottom - 20,
      storeSide: 'below',
      quorum: top - 22,
    },
  };
}

/** A tier at the left: in rows, its dots below its glyphs. */
function columnOf(nodes: readonly TieredNode[], many: ReadonlySet<string>): Block {
  const single = nodes.filter(({ outline }) => !many.has(outline.kind));
  return stacked([...(single.length === 0 ? [] : [grid(rowsOf(single))]), ...matrices(nodes, many)]);
}

/** A tier at the right: all its glyphs in one row. */
function rowOf(nodes: readonly TieredNode[], many: ReadonlySet<string>): Block {
  const single = nodes.filter(({ outline }) => !many.has(outline.kind));
  return stacked([...(single.length === 0 ? [] : [grid([single])]), ...matrices(nodes, many)]);
}

/** Several groups have a row each, others are dealt to as few columns as there is height for. */
function rowsOf(nodes: readonly TieredNode[]): readonly (readonly TieredNode[])[] {
  const groups = byGroup(nodes);
  if (groups.length > 1 && groups.length <= MOST_ROWS) return groups;
  const columns = Math.ceil(nodes.length / MOST_ROWS);
  const rows = Math.ceil(nodes.length / columns);
  return Array.from({ length: rows }, (_, row) => nodes.filter((__, index) => index % rows === row));
}

function grid(rows: readonly (readonly TieredNode[])[]): Block {
  const columns = Math.max(...rows.map(({ length }) => length));
  return {
    width: (columns - 1) * PITCH + 2 * HALF,
    height: (rows.length - 1) * PITCH + 2 * HALF,
    draw: (x, y) => ({
      places: rows.flatMap((row, down) =>
        row.map((node, across) =>
          placeOf(node, { x: x + HALF + PITCH * across, y: y + HALF + PITCH * down }, 'below', 'bare', 0),
        ),
      ),
      fleets: [],
      anchors: [],
    }),
  };
}

function matrices(nodes: readonly TieredNode[], many: ReadonlySet<string>): readonly Block[] {
  const dotted = nodes.filter(({ outline }) => many.has(outline.kind));
  return byGroup(dotted).map(matrix);
}

function byGroup(nodes: readonly TieredNode[]): readonly (readonly TieredNode[])[] {
  const groups = new Map<string, TieredNode[]>();
  for (const node of nodes) {
    const { group } = node.outline;
    groups.set(group, [...(groups.get(group) ?? []), node]);
  }
  return [...groups.values()];
}

function matrix(members: readonly TieredNode[]): Block {
  const [first] = members;
  const columns = Math.min(DOT.columns, members.length);
  const width = columns * DOT.pitch;
  const height = Math.ceil(members.length / columns) * DOT.pitch;
  return {
    width,
    height,
    draw: (x, y) => {
      if (first === undefined) return { places: [], fleets: [], anchors: [] };
      const id = stackId(first.outline.group);
      const middle = { x: x + width / 2, y: y + height / 2 };
      const anchor = placeOf(first, middle, 'below', 'bare', 0);
      const cells = members.map(({ outline }, index) => ({
        name: outline.name,
        x: x + DOT.pitch * ((index % columns) + 0.5),
        y: y + DOT.pitch * (Math.floor(index / columns) + 0.5),
      }));
      const counts = { x, y, beside: false, room: 0, lines: 0 };
      const size = { x, y, width, height, pitch: DOT.pitch, columns };
      return {
        places: [],
        fleets: [{ id, view: first.view, zone: undefined, ...size, counts, cells }],
        anchors: [{ ...anchor, name: id, half: { x: width / 2 + 2, y: height / 2 + 2 } }],
      };
    },
  };
}

/** One below the other, each in the middle. */
function stacked(blocks: readonly Block[]): Block {
  const width = Math.max(0, ...blocks.map((block) => block.width));
  const height =
    blocks.reduce((sum, block) => sum + block.height, 0) + DOT.gap * Math.max(0, blocks.length - 1);
  return {
    width,
    height,
    draw: (x, y) => {
      let below = y;
      const drawn = blocks.map((block) => {
        const part = block.draw(x + (width - block.width) / 2, below);
        below += block.height + DOT.gap;
        return part;
      });
      return {
        places: drawn.flatMap((one) => one.places),
        fleets: drawn.flatMap((one) => one.fleets),
        anchors: drawn.flatMap((one) => one.anchors),
      };
    },
  };
}
