/** Where everything of a space-time diagram stands, in pixels from the upper left corner of its plot. */
import type { Band, MilestoneView, RunSummary } from '../../analysis/outline.ts';
import type { DiskSync, SpaceTime, SpaceTimeMessage } from '../../analysis/space-time.ts';
import type { TimeScale } from '../../ui/time-scale.ts';
import { rankOf } from '../milestone-rank.ts';
import { bandsWithin, notedAt, sharedLanes } from './shared-lanes.ts';

/** The part of a time scale that the diagram needs; times outside the window have a place too. */
export interface Frame {
  readonly from: number;
  readonly to: number;
  readonly width: number;
  readonly x: (time: number) => number;
}

export interface DiagramLane {
  readonly node: string;
  /** Servers that nothing of their own happens at, which share the lane. */
  readonly others: readonly string[];
  /** The middle of its band. */
  readonly y: number;
  /** Its bands, cut to the window. */
  readonly bands: readonly Band[];
}

export interface DrawnMessage {
  readonly message: SpaceTimeMessage;
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
  /** Until where it waits at its paused process. */
  readonly waits: number | undefined;
}

export interface DrawnSync {
  readonly sync: DiskSync;
  readonly x: number;
  readonly width: number;
  readonly y: number;
}

/** What a lane shows at a moment: the most telling milestone noted there and then. */
export interface Mark {
  readonly milestone: MilestoneView;
  readonly x: number;
  readonly y: number;
}

export interface Drawing {
  readonly frame: Frame;
  readonly lanes: readonly DiagramLane[];
  readonly height: number;
  readonly messages: readonly DrawnMessage[];
  readonly syncs: readonly DrawnSync[];
  readonly marks: readonly Mark[];
}

/** How far lanes are apart, in pixels: as far as there is room, within these. */
const LANE_LOW = 32;
const LANE_HIGH = 46;
/** The middle of a band is so far above the middle of its lane: the role of its node stands below. */
const RAISED = 4;

/** How far a held message is drawn, since it has no end: a stub across, and the share of the way down. */
const HELD = { across: 14, down: 0.4 };

export function frameOf({ from, to, width }: Pick<TimeScale, 'from' | 'to' | 'width'>): Frame {
  const perTime = width / Math.max(1, to - from);
  return { from, to, width, x: (time) => (time - from) * perTime };
}

/** The window that is asked for: wider than the one shown, and the same while that moves or grows a little. */
export function askedWindow(from: number, to: number): readonly [from: number, to: number] {
  const step = 2 ** Math.ceil(Math.log2(Math.max(4, to - from))) / 4;
  return [Math.floor(from / step) * step, Math.ceil(to / step) * step];
}

/**
 * Requests that went well with their answers, and how the connections for them were made: what is drawn only where it
 * is asked for. Told by the plane on which the two nodes talk.
 */
function isQuietTraffic(planes: ReadonlyMap<string, string>, message: SpaceTimeMessage): boolean {
  const { family, fate, critical, from, to } = message;
  if (fate !== 'received' || family === 'failed' || critical) return false;
  return family === 'request' || family === 'reply' || planes.get(`${from} ${to}`) === 'traffic';
}

/** On which plane each two nodes talk; where it is several, on another than that of the traffic. */
function planesOf({ nodes }: RunSummary): ReadonlyMap<string, string> {
  const planes = new Map<string, string>();
  for (const { name, edges } of nodes) {
    for (const { to, plane } of edges) {
      for (const pair of [`${name} ${to}`, `${to} ${name}`]) {
        if (plane !== 'traffic' || !planes.has(pair)) planes.set(pair, plane);
      }
    }
  }
  return planes;
}

export function drawingOf(
  summary: RunSummary,
  answer: SpaceTime,
  frame: Frame,
  height: number,
  traffic: boolean,
): Drawing {
  const planes = planesOf(summary);
  const messages = answer.messages.filter(
    (message) =>
      message.sentAt <= frame.to &&
      (message.handledAt ?? message.arrivesAt ?? message.sentAt) >= frame.from &&
      (traffic || !isQuietTraffic(planes, message)),
  );
  const syncs = answer.syncs.filter((sync) => sync.from <= frame.to && sync.to >= frame.from);
  const milestones = summary.milestones.filter(({ time }) => time >= frame.from && time <= frame.to);
  const shared = sharedLanes(summary, { messages, syncs, milestones }, frame, !traffic);
  const pitch = Math.min(LANE_HIGH, Math.max(LANE_LOW, Math.floor(height / Math.max(1, shared.length))));
  const lanes = shared.map(({ lane, others }, index) => ({
    node: lane.node,
    others,
    y: Math.floor(index * pitch + pitch / 2) - RAISED,
    bands: bandsWithin(lane, frame),
  }));
  const place = new Map(lanes.flatMap(({ node, others, y }) => [node, ...others].map((name) => [name, y])));
  const yOf = (node: string): number => place.get(node) ?? 0;
  return {
    frame,
    lanes,
    height: lanes.length * pitch,
    messages: messages.map((message) => placed(message, frame, yOf)),
    syncs: syncs.map((sync) => {
      const x = frame.x(sync.from);
      return { sync, x, width: Math.max(2, frame.x(sync.to) - x), y: yOf(sync.node) };
    }),
    marks: marksOf(milestones, frame, yOf),
  };
}

function placed(message: SpaceTimeMessage, frame: Frame, yOf: (node: string) => number): DrawnMessage {
  const [x1, y1, y2] = [frame.x(message.sentAt), yOf(message.from), yOf(message.to)];
  const { arrivesAt, handledAt } = message;
  if (arrivesAt === undefined) {
    return { message, x1, y1, x2: x1 + HELD.across, y2: y1 + (y2 - y1) * HELD.down, waits: undefined };
  }
  const waits = handledAt !== undefined && handledAt > arrivesAt ? frame.x(handledAt) : undefined;
  return { message, x1, y1, x2: frame.x(arrivesAt), y2, waits };
}

function marksOf(
  milestones: readonly MilestoneView[],
  frame: Frame,
  yOf: (node: string) => number,
): readonly Mark[] {
  const told = new Map<string, MilestoneView>();
  for (const milestone of milestones) {
    // The message that it sends says so already.
    if (milestone.type === 'watch-fired') continue;
    const key = `${notedAt(milestone)} ${milestone.time}`;
    const before = told.get(key);
    if (before === undefined || rankOf(milestone) < rankOf(before)) told.set(key, milestone);
  }
  return [...told.values()].map((milestone) => ({
    milestone,
    x: frame.x(milestone.time),
    y: yOf(notedAt(milestone)),
  }));
}
