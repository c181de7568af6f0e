/**
 * Where everything stands on the stage. Positions belong to a node, never to its role: they follow from the list of
 * nodes and the size of the stage alone. The drawing grows with the stage up to 1.4 times, but text is never scaled
 * down: where room is short, facts drop first, then roles, then names.
 */
import type { NodeOutline } from '../../analysis/outline.ts';
import type { GlyphShape, KindView, Tier } from '../../ui/kind-view.ts';
import type { Size } from '../../ui/use-size.ts';
import {
  kindsWithMany,
  stackId,
  type Placement,
  type StageLayout,
  type TieredNode,
  type Tiers,
} from './place.ts';
import { widePlaces } from './wide-layout.ts';

/** The drawing that is scaled up where there is room for more. */
const DRAWING = { width: 832, height: 576 };
const MAX_SCALE = 1.4;
/** For a room it may grow more. */
const PRESENTED_SCALE = 2;

/** Below this width the tiers stand in rows instead of columns. */
const NARROW = 600;
/** Below this height only names and roles are told: with one row at the right, and with two. */
export const LOW = { one: 400, two: 470 };

const UNKNOWN_GLYPH: GlyphShape = {
  outline: 'M-14 -14H14V14H-14Z',
  details: [],
  numbered: true,
};

const NONE: ReadonlySet<string> = new Set();

/** Places for all tiers on a stage of a size; `open` as with `layoutStage`, undefined where the stage is not narrow. */
export type Placing = (tiers: Tiers, size: Size, open: ReadonlySet<string> | undefined) => Placement;

/** Zones stand side by side, and many of a kind are dots: a layout that is loaded when a system needs it. */
export function needsAreas(nodes: readonly NodeOutline[]): boolean {
  return nodes.some(({ zone }) => zone !== undefined) || isCrowded(nodes);
}

/** Whether there are more of a kind than are drawn as glyphs. */
export function isCrowded(nodes: readonly NodeOutline[]): boolean {
  return kindsWithMany(nodes).size > 0;
}

/** Whether a stage is so narrow or may be so low that its layout is another one. */
export function isSmall({ width, height }: Size): boolean {
  return width < NARROW || height < LOW.two;
}

/** Everything's place; `open`: the groups that a narrow stage is to draw one by one. */
export function layoutStage(
  nodes: readonly NodeOutline[],
  views: readonly KindView[],
  size: Size,
  open: ReadonlySet<string> = NONE,
  placing: Placing = widePlaces,
  largest = MAX_SCALE,
): StageLayout {
  const tiers = tiersOf(nodes, views);
  const narrow = size.width < NARROW;
  const fits = Math.min(size.width / DRAWING.width, size.height / DRAWING.height);
  const scale = Math.min(largest, Math.max(1, fits));
  const drawing = { width: size.width / scale, height: size.height / scale };
  const placement = placing(tiers, drawing, narrow ? open : undefined);
  const byReading = new Map(nodes.map((node, index) => [node.name, index]));
  const places = [...placement.places].sort(
    (left, right) => (byReading.get(left.name) ?? 0) - (byReading.get(right.name) ?? 0),
  );
  const { fleets = [], anchors = [], zones = [], stacks = [], shape = 'wide' } = placement;
  const byName = new Map(places.map((place) => [place.name, place]));
  for (const { id, cells } of fleets) {
    const anchor = anchors.find(({ name }) => name === id);
    if (anchor !== undefined) for (const { name } of cells) byName.set(name, anchor);
  }
  for (const anchor of anchors) {
    for (const { name, group } of nodes)
      if (anchor.name === stackId(group) && !byName.has(name)) byName.set(name, anchor);
  }
  return { ...placement, shape, scale, places, fleets, zones, stacks, byName };
}

/** As large as there is room for. */
export const layoutPresented: typeof layoutStage = (nodes, views, size, open, placing) =>
  layoutStage(nodes, views, size, open, placing, PRESENTED_SCALE);

function tiersOf(nodes: readonly NodeOutline[], views: readonly KindView[]): Tiers {
  const byKind = new Map(views.map((view) => [view.kind, view]));
  const sizes = new Map<string, number>();
  for (const node of nodes) sizes.set(node.group, (sizes.get(node.group) ?? 0) + 1);
  const tiers: Record<Tier, TieredNode[]> = {
    source: [],
    balancer: [],
    service: [],
    coordination: [],
    store: [],
  };
  const viewOf = ({ kind }: NodeOutline) => byKind.get(kind) ?? unknownKind(kind, views);
  const services = nodes.filter((node) => viewOf(node).tier === 'service');
  const groups = new Map(services.flatMap(({ name, group }) => [[name, group], [group, group]])); // prettier-ignore
  const balanced = nodes.some((node) => viewOf(node).tier === 'balancer');
  // Services that call others stand before them, in the column that no load balancer needs.
  const calls = ({ group, edges }: NodeOutline) =>
    edges.some(({ to, plane }) => plane === 'traffic' && (groups.get(to) ?? group) !== group);
  for (const outline of nodes) {
    const own = viewOf(outline);
    const before = !balanced && own.tier === 'service' && calls(outline);
    const view: KindView = before ? { ...own, tier: 'balancer' } : own;
    tiers[view.tier].push({
      outline,
      view,
      numbered: view.glyph.numbered && (sizes.get(outline.group) ?? 0) > 1,
    });
  }
  return tiers;
}

/** A kind without a view still stands on the stage. */
function unknownKind(kind: string, views: readonly KindView[]): KindView {
  return {
    kind,
    noun: kind,
    plural: kind,
    tier: 'service',
    glyph: UNKNOWN_GLYPH,
    Detail: views[0]?.Detail ?? (() => undefined),
  };
}
