/** Labels of packets keep off nodes, words and each other, as far as there is room beside their packet. */
import type { PacketPicture } from '../../analysis/picture.ts';
import type { Point } from '../../ui/path.ts';
import { glyphBox, overlap, wordsBox, type Box } from './boxes.ts';
import type { StageLayout } from './place.ts';

/** Where the text of a label stands, from its packet. */
export interface LabelSpot {
  readonly x: number;
  readonly y: number;
  readonly anchor: 'start' | 'middle' | 'end';
}

export interface PlacedPacket {
  readonly packet: Pick<PacketPicture, 'id' | 'family' | 'label'>;
  readonly point: Point;
  readonly direction: Point;
}

const RIGHT: LabelSpot = { x: 10, y: 4, anchor: 'start' };
const LEFT: LabelSpot = { x: -10, y: 4, anchor: 'end' };
const ABOVE: LabelSpot = { x: 0, y: -9, anchor: 'middle' };
const BELOW: LabelSpot = { x: 0, y: 18, anchor: 'middle' };
const LETTER = 6.4;

/** The wanted spot, and the one to give way to. */
export function spotsOf(family: PacketPicture['family'], direction: Point): readonly [LabelSpot, LabelSpot] {
  if (Math.abs(direction.y) > 0.7) return [RIGHT, LEFT];
  return family === 'request' || family === 'reply' ? [ABOVE, BELOW] : [BELOW, ABOVE];
}

/** From a glyph's middle to its ring. */
const RING = 26;

/** What a label must not cover; `ringed`: the names of the nodes that have a ring. */
export function coverable({ byName, places }: StageLayout, ringed: readonly string[] = []): readonly Box[] {
  const glyphs = [...new Set(byName.values())].map((place) => {
    const { x, y } = place;
    if (!ringed.includes(place.name)) return glyphBox(place);
    return { left: x - RING, right: x + RING, top: y - RING, bottom: y + RING };
  });
  return [...glyphs, ...places.flatMap((place) => wordsBox(place) ?? [])];
}

/** The labels that there is room for, by the ids of their packets; that of the selected one in any case. */
export function labelsOf(
  packets: readonly PlacedPacket[],
  selected: string | undefined,
  obstacles: readonly Box[],
): ReadonlyMap<string, LabelSpot> {
  const labels = new Map<string, LabelSpot>();
  const taken = [...obstacles];
  const dots = packets.map(({ point }) => dotBox(point));
  for (const [index, { packet, point, direction }] of packets.entries()) {
    // The same word at the same place says nothing more.
    const told = packets.some(
      (other) =>
        other.packet.label === packet.label && labels.has(other.packet.id) && isAt(other.point, point),
    );
    if (told && packet.id !== selected) continue;
    const others = dots.filter((_, place) => place !== index);
    const spots = spotsOf(packet.family, direction);
    const free = spots.find((spot) => {
      const box = boxOf(packet.label, point, spot);
      return ![...taken, ...others].some((other) => overlap(box, other));
    });
    const spot = free ?? (packet.id === selected ? spots[0] : undefined);
    if (spot === undefined) continue;
    labels.set(packet.id, spot);
    taken.push(boxOf(packet.label, point, spot));
  }
  return labels;
}

const DOT = 5;

function dotBox({ x, y }: Point): Box {
  return { left: x - DOT, right: x + DOT, top: y - DOT, bottom: y + DOT };
}

function isAt(one: Point, other: Point): boolean {
  return Math.hypot(one.x - other.x, one.y - other.y) < DOT;
}

function boxOf(text: string, point: Point, { x, y, anchor }: LabelSpot): Box {
  const width = text.length * LETTER;
  const start = { start: 0, middle: -width / 2, end: -width }[anchor];
  const left = point.x + x + start;
  return { left, right: left + width, top: point.y + y - 11, bottom: point.y + y + 4 };
}
