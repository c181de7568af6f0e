/** Which servers share a lane of a space-time diagram, so that what happens has room. */
import type { Band, Lane, MilestoneView, RunSummary } from '../../analysis/outline.ts';
import type { DiskSync, SpaceTimeMessage } from '../../analysis/space-time.ts';

export interface SharedLane {
  readonly lane: Lane;
  readonly others: readonly string[];
}

/** What happens in a window, of all that is drawn. */
export interface Happening {
  readonly messages: readonly SpaceTimeMessage[];
  readonly syncs: readonly DiskSync[];
  readonly milestones: readonly MilestoneView[];
}

interface Window {
  readonly from: number;
  readonly to: number;
}

const CALM: ReadonlySet<string> = new Set(['serving', 'follower', 'waiting']);

/** The node that noted a milestone, which need not be the one that it is about. */
export function notedAt(milestone: MilestoneView): string {
  return milestone.id.slice(0, milestone.id.lastIndexOf('#'));
}

/** What there is of a lane's bands in a window. */
export function bandsWithin(lane: Lane, { from, to }: Window): readonly Band[] {
  return lane.bands
    .filter((band) => band.from < to && band.to > from)
    .map((band) => ({ ...band, from: Math.max(from, band.from), to: Math.min(to, band.to) }));
}

/** A lane's group and what it looks like in a window: nodes that share one must not be shown as what they are not. */
function groupLook(lane: Lane, groups: ReadonlyMap<string, string | undefined>, window: Window): string {
  const looks = bandsWithin(lane, window).map(({ band, role, to }) => `${band} ${role} ${String(to)}`);
  return `${groups.get(lane.node) ?? lane.node}: ${looks.join(', ')}`;
}

/** Of the nodes of each group that look the same, the one whose lane the others share: one that acts, if one does. */
function hostsOf(
  lanes: readonly Lane[],
  acting: ReadonlySet<string>,
  repeated: ReadonlyMap<string, string>,
  lookOf: (lane: Lane) => string,
): ReadonlyMap<string, string> {
  const hosts = new Map<string, string>();
  const first = (lane: Lane) => {
    if (!hosts.has(lookOf(lane))) hosts.set(lookOf(lane), lane.node);
  };
  for (const lane of lanes) if (acting.has(lane.node)) first(lane);
  for (const lane of lanes) if (!repeated.has(lane.node)) first(lane);
  return hosts;
}

/**
 * A lane for each node where something of its own happens or is amiss. The others of its group that look the same
 * share a lane, and so do those that only `repeat` another; groups where nothing happens are left out, or share one
 * lane if there are no others.
 */
export function sharedLanes(
  { nodes, lanes }: RunSummary,
  happening: Happening,
  window: Window,
  repeats: boolean,
): readonly SharedLane[] {
  const groups = new Map(nodes.map(({ name, group }) => [name, group]));
  const busy = new Set([
    ...happening.messages.flatMap(({ from, to }) => [from, to]),
    ...happening.syncs.map(({ node }) => node),
    ...happening.milestones.map(notedAt),
  ]);
  const troubled = lanes.filter(
    (lane) => busy.has(lane.node) || bandsWithin(lane, window).some(({ band }) => !CALM.has(band)),
  );
  const repeated = repeats ? repeatsOf(troubled, groups, happening, window) : new Map<string, string>();
  const acting = new Set(troubled.filter(({ node }) => !repeated.has(node)).map(({ node }) => node));
  const concerned = new Set([...acting].map((node) => groups.get(node)));
  const drawn = lanes.filter(({ node }) => concerned.has(groups.get(node)));
  const hosts = hostsOf(drawn, acting, repeated, (lane) => groupLook(lane, groups, window));
  const hostOf = (lane: Lane) =>
    repeated.get(lane.node) ?? hosts.get(groupLook(lane, groups, window)) ?? lane.node;
  const own = drawn.filter((lane) => acting.has(lane.node) || hostOf(lane) === lane.node);
  if (own.length > 0) {
    const guests = drawn.filter((lane) => !own.includes(lane));
    return own.map((lane) => ({
      lane,
      others: guests.filter((guest) => hostOf(guest) === lane.node).map(({ node }) => node),
    }));
  }
  const rest = lanes.map(({ node }) => node);
  const [first] = lanes;
  return first === undefined ? [] : [{ lane: first, others: rest.slice(1) }];
}

/** Servers that do nothing but what another of their group does too, each with that other one. */
function repeatsOf(
  lanes: readonly Lane[],
  groups: ReadonlyMap<string, string | undefined>,
  happening: Happening,
  window: Window,
): ReadonlyMap<string, string> {
  const telling = new Set([
    ...happening.messages.filter(({ critical }) => critical).flatMap(({ from, to }) => [from, to]),
    ...happening.syncs.map(({ node }) => node),
    ...happening.milestones.map(notedAt),
  ]);
  const acts = new Map<string, Set<string>>(lanes.map(({ node }) => [node, new Set()]));
  for (const { from, to, label, fate } of happening.messages) {
    acts.get(from)?.add(`${label} ${fate} to ${groups.get(to) ?? to}`);
    acts.get(to)?.add(`${label} ${fate} from ${groups.get(from) ?? from}`);
  }
  const serving = lanes.filter((lane) => bandsWithin(lane, window).every(({ band }) => band === 'serving'));
  const repeated = new Map<string, string>();
  for (const { node } of serving) {
    if (telling.has(node)) continue;
    const own = acts.get(node) ?? new Set();
    // Of two that do the same the later one gives way, so that no two give way to each other.
    const host = serving.find(
      (other) =>
        other.node !== node &&
        groups.get(other.node) === groups.get(node) &&
        [...own].every((act) => acts.get(other.node)?.has(act) === true) &&
        isBefore(lanes, other.node, node, acts),
    );
    if (host !== undefined) repeated.set(node, host.node);
  }
  const end = (node: string): string => {
    const host = repeated.get(node);
    return host === undefined ? node : end(host);
  };
  return new Map([...repeated.keys()].map((node) => [node, end(node)]));
}

function isBefore(
  lanes: readonly Lane[],
  host: string,
  node: string,
  acts: ReadonlyMap<string, ReadonlySet<string>>,
): boolean {
  if ((acts.get(host)?.size ?? 0) > (acts.get(node)?.size ?? 0)) return true;
  const at = (name: string) => lanes.findIndex((lane) => lane.node === name);
  return at(host) < at(node);
}
