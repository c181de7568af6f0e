/** Which lanes are shown, how they are grouped, and what is said of them. */
import type { Lane, NodeOutline } from '../../analysis/outline.ts';
import { words } from '../../words/index.ts';

/** All lanes, or where room is short only those whose role changes. */
export function shownLanes(lanes: readonly Lane[], few: boolean): readonly Lane[] {
  if (!few) return lanes;
  const settled = (lane: Lane) =>
    new Set(lane.bands.map((band) => band.band).filter((band) => band !== 'waiting' && band !== 'electing'));
  const changing = lanes.filter((lane) => settled(lane).size > 1);
  return changing.length > 0 ? changing : lanes.slice(0, 6);
}

/** Which lanes begin or follow a group of several of a kind, and so stand a little apart. */
export function lanesApart(lanes: readonly Lane[], nodes: readonly NodeOutline[]): readonly boolean[] {
  const kindOf = new Map(nodes.map(({ name, kind }) => [name, kind]));
  const kinds = lanes.map(({ node }) => kindOf.get(node));
  const inGroup = kinds.map((kind, index) => kind === kinds[index - 1] || kind === kinds[index + 1]);
  return kinds.map(
    (kind, index) =>
      index > 0 && kind !== kinds[index - 1] && (inGroup[index] === true || inGroup[index - 1] === true),
  );
}

/** "db-1: primary 2.7 to 12.0, down to 30.0, replica to 60.0". */
export function laneText(lane: Lane): string {
  const tenth = (us: number) => (us / 1e6).toFixed(1);
  const parts = lane.bands.map((band, index) => {
    const role = band.role === '' ? words.timeline.bands[band.band] : band.role;
    return index === 0
      ? words.timeline.firstBand(role, tenth(band.from), tenth(band.to))
      : words.timeline.band(role, tenth(band.to));
  });
  return `${lane.node}: ${parts.join(', ')}`;
}
