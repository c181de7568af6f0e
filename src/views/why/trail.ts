/** Where a chain of causes went: its numbers on the nodes, on the way between them and on the lanes of the timeline. */
import type { CauseLink, RequestHop } from '../../analysis/answer.ts';
import type { Duration, SimTime } from '../../lib/units.ts';
import type { Station } from './stations.ts';

export interface TrailNode {
  readonly node: string;
  /** Ascending. */
  readonly numbers: readonly number[];
  readonly fault: boolean;
}

export interface Hop {
  readonly from: string;
  readonly to: string;
  /** The station that it leads to. */
  readonly number: number;
  /** The message that took it. */
  readonly name: string;
  /** Whether it is the last one before its station, which bears the number. */
  readonly last: boolean;
}

export interface Mark {
  readonly number: number;
  /** Undefined: of no node, such as a fault between nodes. */
  readonly node: string | undefined;
  readonly time: SimTime;
  readonly fault: boolean;
}

export interface Wall {
  /** The names of the nodes at each end. */
  readonly ends: readonly (readonly string[])[];
  readonly number: number;
  readonly fault: boolean;
}

export interface Trail {
  readonly nodes: readonly TrailNode[];
  readonly hops: readonly Hop[];
  /** Between nodes, where a link fault stands. */
  readonly walls: readonly Wall[];
  readonly silences: readonly { readonly from: string; readonly to: string; readonly length: Duration }[];
  readonly marks: readonly Mark[];
}

/** The trail of a chain told in stations, effect first. */
export function trailOf(stations: readonly Station[]): Trail {
  const nodes = new Map<string, { node: string; numbers: number[]; fault: boolean }>();
  const touch = (node: string) => {
    const known = nodes.get(node) ?? { node, numbers: [], fault: false };
    nodes.set(node, known);
    return known;
  };
  const hops: Hop[] = [];
  const walls: Wall[] = [];
  const silences: Trail['silences'][number][] = [];
  const marks: Mark[] = [];
  for (const { number, link, steps, root, delta } of [...stations].reverse()) {
    const node = placeOf(link);
    const fault = root && link.how === 'fault';
    const ends = link.ends.map((end) => end.split(', '));
    if (ends.length > 1) {
      walls.push({ ends, number, fault });
      for (const [only, second] of ends) if (only !== undefined && second === undefined) touch(only);
    } else {
      const known = touch(node);
      known.numbers.push(number);
      known.fault ||= fault;
    }
    marks.push({ number, node: ends.length > 1 ? undefined : node, time: link.time, fault });
    if (link.silentNode !== undefined) {
      const via = link.silentThrough ?? node;
      touch(via);
      silences.push({ from: link.silentNode, to: via, length: delta });
    }
    const own = steps.filter(({ how }) => how === 'message');
    for (const step of [...own].reverse()) {
      const to = placeOf(step);
      touch(to);
      touch(step.from);
      hops.push({ from: step.from, to, number, name: step.name, last: step === own[0] });
    }
  }
  return { nodes: [...nodes.values()], hops, walls, silences, marks };
}

/** The trail of a request; each of its events is a station. */
export function trailOfHops(hops: readonly RequestHop[]): Trail {
  const numbers = new Map<string, number[]>();
  for (const [index, { node }] of hops.entries())
    numbers.set(node, [...(numbers.get(node) ?? []), index + 1]);
  return {
    nodes: [...numbers].map(([node, own]) => ({ node, numbers: own, fault: false })),
    hops: hops.flatMap(({ how, from, node, name }, index) =>
      how === 'message' ? [{ from, to: node, number: index + 1, name, last: false }] : [],
    ),
    walls: [],
    silences: [],
    marks: hops.map(({ node, time }, index) => ({ number: index + 1, node, time, fault: false })),
  };
}

/** The node where the event of a link took place; a milestone may be about another one. */
function placeOf({ event }: CauseLink): string {
  return event.slice(0, event.lastIndexOf('#'));
}

/** `2–3`, `2·5`: several numbers in one badge. */
export function badgeText(numbers: readonly number[]): string {
  const first = numbers[0];
  const last = numbers.at(-1);
  if (first === undefined || last === undefined || first === last) return String(first ?? '');
  return last - first === numbers.length - 1 ? `${first}–${last}` : numbers.join('·');
}

export interface PlacedMark {
  readonly x: number;
  readonly y: number;
  readonly numbers: readonly number[];
  readonly fault: boolean;
}

/** Marks nearer to each other than this, in pixels, share a badge. */
const JOINED = 18;

/** The marks on the lanes, in order of time; close ones are joined where the first of them is. */
export function placeMarks(
  marks: readonly Mark[],
  toX: (time: SimTime) => number,
  toY: (node: string | undefined) => number | undefined,
): readonly PlacedMark[] {
  const placed: { x: number; y: number; numbers: number[]; fault: boolean }[] = [];
  for (const mark of marks) {
    const x = toX(mark.time);
    const y = toY(mark.node);
    if (y === undefined) continue;
    const last = placed.at(-1);
    if (last !== undefined && x - last.x < JOINED && !last.fault) last.numbers.push(mark.number);
    else placed.push({ x, y, numbers: [mark.number], fault: mark.fault });
  }
  return placed;
}
