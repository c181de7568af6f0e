/** What a layout consists of, and what all layouts share. */
import type { NodeOutline } from '../../analysis/outline.ts';
import type { KindView, Tier } from '../../ui/kind-view.ts';
import type { Route } from '../../ui/path.ts';

/** Up to this many of a kind are drawn as glyphs. */
export const MOST_GLYPHS = 12;

/** The kinds of which there are more than are drawn as glyphs. */
export function kindsWithMany(all: readonly { readonly kind: string }[]): ReadonlySet<string> {
  const counts = new Map<string, number>();
  for (const { kind } of all) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return new Set([...counts].flatMap(([kind, count]) => (count > MOST_GLYPHS ? [kind] : [])));
}

/** What of a node's words there is room for. */
export type Density = 'full' | 'roles' | 'names' | 'bare';

export interface Place {
  readonly name: string;
  readonly x: number;
  readonly y: number;
  readonly tier: Tier;
  readonly label: 'right' | 'below';
  readonly density: Density;
  /** How wide its words may be. */
  readonly room: number;
  /** How many lines of words there is height for. */
  readonly lines: number;
  readonly view: KindView;
  readonly index: number;
  readonly group: string;
  /** Whether it is one of several, and so has a number. */
  readonly numbered: boolean;
  /** How far it reaches from its middle, where it is more than a glyph. */
  readonly half?: { readonly x: number; readonly y: number };
}

/** Many of a kind, and of a zone where zones split them. */
export interface FleetUnit {
  readonly id: string;
  readonly first: TieredNode;
  readonly members: readonly TieredNode[];
}

/** A fleet as it is drawn: a dot for each member. */
export interface Fleet {
  readonly id: string;
  readonly view: KindView;
  readonly zone: string | undefined;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly pitch: number;
  readonly columns: number;
  /** Where the first of its counts stands: right of the dots, one below the other, or else in a line below. */
  readonly counts: {
    readonly x: number;
    readonly y: number;
    readonly beside: boolean;
    /** How wide a line may be. */
    readonly room: number;
    /** How many lines there is height for. */
    readonly lines: number;
  };
  /** The middles of the dots, in name order. */
  readonly cells: readonly { readonly name: string; readonly x: number; readonly y: number }[];
}

/** The part of the stage that holds a zone. */
export interface ZoneArea {
  readonly name: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Where shared lines run. */
export interface Buses {
  /** Left of a tier's nodes, where the lines into them part. */
  readonly inlet: Readonly<Record<Tier, number>>;
  /** Right of the services, down which traffic goes to the stores. */
  readonly trunkX: number;
  readonly traffic: number;
  readonly replication: number;
  /** Whether lines reach the stores from above or from below. */
  readonly storeSide: 'above' | 'below';
  readonly quorum: number;
  /** Above the middle of areas: where traffic from one to another runs. */
  readonly lane?: number;
  /** The same for each area of a system with fleets. */
  readonly areas?: readonly AreaWays[];
}

/** Where lines run beside the fleets of an area. */
export interface AreaWays {
  readonly left: number;
  readonly right: number;
  /** Left of the fleets, where what leads into them parts. */
  readonly inlet: number;
  /** Between the dots and their counts: where lines leave. */
  readonly trunk: number;
}

/** Whether a request goes from left to right, from row to row, or down a column at the left. */
export type Shape = 'wide' | 'rows' | 'column';

/** The way of traffic between two places; undefined: straight. */
export type TrafficWay = (layout: StageLayout, start: Place, end: Place) => Route | undefined;

export interface StageLayout {
  readonly shape: Shape;
  /** Ways of its own, where it has these. */
  readonly way?: TrafficWay;
  /** Pixels of the screen to one of the drawing: 1 to 1.4. */
  readonly scale: number;
  readonly width: number;
  readonly height: number;
  readonly places: readonly Place[];
  /** Where lines to a node lead: its own place, or its fleet's. */
  readonly byName: ReadonlyMap<string, Place>;
  readonly fleets: readonly Fleet[];
  readonly zones: readonly ZoneArea[];
  readonly captions: readonly Caption[];
  readonly buses: Buses;
  /** Whether it is a low one, with few words and no room for a legend. */
  readonly low?: boolean;
  readonly stacks: readonly Stack[];
}

/** A group of several that a narrow stage draws as one glyph until it is opened. */
export interface Stack {
  readonly group: string;
  readonly view: KindView;
  /** The middle of its glyph; of an open one, where its name begins. */
  readonly x: number;
  readonly y: number;
  readonly open: boolean;
}

/** The line over, or under, a group of several. */
export interface Caption {
  readonly group: string;
  readonly view: KindView;
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly anchor: 'start' | 'middle' | 'end';
  /** Whether it also says how many are up and who leads. */
  readonly detailed: boolean;
  /** Whether each of its words has a line of its own. */
  readonly narrow?: boolean;
}

export interface TieredNode {
  readonly outline: NodeOutline;
  readonly view: KindView;
  readonly numbered: boolean;
}

export type Tiers = Readonly<Record<Tier, readonly TieredNode[]>>;

export interface Placement {
  readonly width: number;
  readonly height: number;
  readonly places: readonly Place[];
  readonly fleets?: readonly Fleet[];
  /** The places of fleets. */
  readonly anchors?: readonly Place[];
  readonly zones?: readonly ZoneArea[];
  readonly shape?: Shape;
  readonly way?: TrafficWay;
  readonly low?: boolean;
  readonly stacks?: readonly Stack[];
  readonly captions: readonly Caption[];
  readonly buses: Buses;
}

export function placeOf(
  node: TieredNode,
  at: { readonly x: number; readonly y: number },
  label: Place['label'],
  density: Density,
  room: number,
  lines = 4,
): Place {
  const { outline, view, numbered } = node;
  const { name, index, group } = outline;
  return { name, ...at, tier: view.tier, label, density, room, lines, view, index, group, numbered };
}

/** The groups of a tier with more than one member, in order, each with its first member's kind. */
export function groupsOf(
  nodes: readonly TieredNode[],
): readonly { readonly group: string; readonly view: KindView; readonly size: number }[] {
  const groups = new Map<string, { group: string; view: KindView; size: number }>();
  for (const { outline, view } of nodes) {
    const known = groups.get(outline.group);
    if (known === undefined) groups.set(outline.group, { group: outline.group, view, size: 1 });
    else known.size += 1;
  }
  return [...groups.values()].filter(({ size }) => size > 1);
}

/** The part of a caption that says whose it is. */
export function named({
  group,
  view,
}: Pick<Caption, 'group' | 'view'>): Pick<Caption, 'group' | 'view' | 'text'> {
  return { group, view, text: view.plural };
}

/** Left of a tier's nodes, where the lines into them part: `found` for columns, one place for what stands right of them. */
export function inletsOf(found: Readonly<Record<string, number>>, rightX: number): Buses['inlet'] {
  const { source = 0, balancer = 0, service = 0 } = found;
  return { source, balancer, service, coordination: rightX - 20, store: rightX - 20 };
}

/** What lines to the members of a group lead to that is drawn as one glyph. */
export function stackId(group: string): string {
  return `stack ${group}`;
}
