/** Rows for narrow screens: coordination on top, then the way of a request from the users down to the stores. */
import type { Size } from '../../ui/use-size.ts';
import {
  groupsOf,
  named,
  placeOf,
  type Caption,
  type Density,
  type Place,
  type Placement,
  type TieredNode,
  type Tiers,
} from './place.ts';

const MARGIN = 12;
const BESIDE = 112;
const BELOW = 60;
const ROW = 74;
const TOP = 64;

interface Row {
  readonly nodes: readonly TieredNode[];
  readonly beside: boolean;
}

export function narrowPlaces(tiers: Tiers, size: Size): Placement {
  const room = size.width - 2 * MARGIN;
  const rows = [tiers.coordination, [...tiers.source, ...tiers.balancer], tiers.service, tiers.store].flatMap(
    (nodes) => wrap(nodes, room),
  );
  const top = tiers.coordination.length > 0 ? TOP : 44;
  const pitch = Math.max(ROW, Math.min(120, (size.height - top - 52) / Math.max(1, rows.length - 1)));
  const height = Math.max(size.height, top + pitch * (rows.length - 1) + 52);
  const places = rows.flatMap((row, index) => drawRow(row, top + pitch * index, room));
  const stores = places.filter((place) => place.tier === 'store');
  const storeY = Math.min(...stores.map((place) => place.y), height);
  return {
    width: size.width,
    height,
    places,
    captions: captionsOf(tiers, top),
    buses: {
      inlet: { source: 0, balancer: 0, service: 0, coordination: 0, store: 0 },
      trunkX: 0,
      traffic: storeY - pitch / 2 + 6,
      replication: storeY + 36,
      storeSide: 'below',
      quorum: top - 40,
    },
  };
}

/** As few rows as hold the nodes; words stand beside where three fit, else below. */
function wrap(nodes: readonly TieredNode[], room: number): readonly Row[] {
  if (nodes.length === 0) return [];
  const beside = nodes.length * BESIDE <= room;
  const most = Math.max(1, Math.floor(room / (beside ? BESIDE : BELOW)));
  const rows = Math.ceil(nodes.length / most);
  const each = Math.ceil(nodes.length / rows);
  return Array.from({ length: rows }, (_, row) => ({
    nodes: nodes.slice(row * each, (row + 1) * each),
    beside,
  }));
}

function drawRow(row: Row, y: number, room: number): readonly Place[] {
  const cell = Math.min(room / row.nodes.length, 150);
  const left = MARGIN + (room - cell * row.nodes.length) / 2;
  const density: Density = row.beside ? 'roles' : 'names';
  return row.nodes.map((node, index) => {
    const x = left + cell * index + (row.beside ? 26 : cell / 2);
    const label = row.beside ? 'right' : 'below';
    return placeOf(node, { x, y }, label, density, row.beside ? cell - 60 : cell - 6);
  });
}

function captionsOf(tiers: Tiers, top: number): readonly Caption[] {
  const [group] = groupsOf(tiers.coordination);
  if (group === undefined) return [];
  return [{ ...named(group), x: MARGIN, y: top - 48, anchor: 'start', detailed: true }];
}
