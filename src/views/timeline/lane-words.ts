/** Which lanes are shown, how they are grouped, and what is said of them. */
import type { Lane, NodeOutline } from '../../analysis/picture.ts';
import { words } from '../../words/index.ts';

/** All lanes, or where room is short only those whose role changes. */
export function shownLanes(lanes: readonly Lane[], few: boolean): readonly Lane[] {
  if (!few) return lanes;
  const settled = (lane: Lane) =>
    new Set(lane.bands.map((band) => band.band).filter((band) => band !== 'waiting' && band !== 'electing'));
  const changing = lanes.filter((lane) => settled(lane).size > 1);
  return changing.length > 0 ? changing : lanes.slice(0, 6);
}

/** Whether a lane begins a new kind, and so stands a little apart. */
export function beginsKind(lanes: readonly Lane[], index: number, nodes: readonly NodeOutline[]): boolean {
  const kindOf = (lane: Lane | undefined) => nodes.find((node) => node.name === lane?.node)?.kind;
  return index > 0 && kindOf(lanes[index - 1]) !== kindOf(lanes[index]);
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
