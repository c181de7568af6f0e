import { defined } from '../lib/assert.ts';
import { countWhile } from '../lib/count-while.ts';
import type { SimTime } from '../lib/units.ts';
import type { Checkpoint } from './checkpoint.ts';
import type { RecordedObservation } from './kind.ts';
import type { RecordedMilestone } from './milestone.ts';
import type { NodeStatus } from './node-runtime.ts';
import { isPacket, NEVER, type Occurrence } from './occurrence.ts';

/** Events of a segment: as few as keep the checkpoints, which copy every node, from costing more than the events. */
function segmentEvents(nodes: number): number {
  return Math.max(4096, 16 * nodes);
}

/** So many segments without detail become one: it is computed again in a tenth of a second at most. */
const MERGED = 4;

/** A change of what a node is, seen from outside: its process, power and cable, or its role. */
export interface NodeChange {
  readonly time: SimTime;
  readonly event: number;
  readonly node: number;
  readonly status: NodeStatus;
  readonly isolated: boolean;
  readonly role: string;
}

/** What the gauges said once all events up to a time had happened. */
export interface Sample {
  readonly time: SimTime;
  /** Of each node whose kind has a gauge, in the order of nodes; -1 while it has no process. */
  readonly values: readonly number[];
}

/** The detail of a segment: a row for each event, and what was scheduled meanwhile in order of scheduling. */
export class SegmentRows {
  count = 0;
  readonly occurrences: Occurrence[];
  times: Float64Array;
  nodes: Uint16Array;
  ordinals: Int32Array;
  /** The state of the event's node after it. */
  readonly states: unknown[];
  readonly scheduled: Occurrence[] = [];

  /** A segment ends at the first moment between steps of the run when it has this many events. */
  constructor(private readonly enough: number) {
    // As long as they will be: lists that grow are copied many times.
    this.occurrences = new Array<Occurrence>(enough);
    this.states = new Array<unknown>(enough);
    this.times = new Float64Array(enough);
    this.nodes = new Uint16Array(enough);
    this.ordinals = new Int32Array(enough);
  }

  /** Begins the row of an event. */
  add(occurrence: Occurrence, time: SimTime, node: number, ordinal: number): void {
    const row = this.count++;
    if (row === this.times.length) this.grow();
    this.occurrences[row] = occurrence;
    this.states[row] = undefined;
    this.times[row] = time;
    this.nodes[row] = node;
    this.ordinals[row] = ordinal;
  }

  private grow(): void {
    const { times, nodes, ordinals } = this;
    this.times = new Float64Array(2 * times.length);
    this.nodes = new Uint16Array(2 * times.length);
    this.ordinals = new Int32Array(2 * times.length);
    this.times.set(times);
    this.nodes.set(nodes);
    this.ordinals.set(ordinals);
  }

  get full(): boolean {
    return this.count >= this.enough;
  }

  /** How many events lie at or before `time`. */
  countUntil(time: SimTime): number {
    let low = 0;
    let high = this.count;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.times[middle] ?? NEVER) <= time) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

export interface Segment {
  readonly start: Checkpoint;
  /** Undefined once thinned: then it is computed again from `start` when somebody looks. */
  rows: SegmentRows | undefined;
  count: number;
  /** The time of its first event; NEVER while it has none. */
  firstTime: SimTime;
}

/** One event as it is told to others. */
export interface EventView {
  readonly number: number;
  readonly id: string;
  readonly time: SimTime;
  readonly node: number;
  readonly occurrence: Occurrence;
}

/** How a run ended. */
export type Outcome =
  | { readonly type: 'running' }
  | { readonly type: 'finished' }
  | { readonly type: 'limit'; readonly limit: string; readonly time: SimTime; readonly sentence: string }
  | { readonly type: 'bug'; readonly message: string; readonly time: SimTime; readonly event: number };

/**
 * What happened in a run, kept so that any moment can be read without replay. Milestones, observations and changes
 * are kept whole. Event detail lives in segments; beyond `detailLimit` events the oldest segments keep only their
 * checkpoint, and `recompute` brings one back while it is in view.
 */
export class Recording {
  readonly segments: Segment[] = [];
  readonly milestones: RecordedMilestone[] = [];
  readonly observations: RecordedObservation[] = [];
  readonly changes: NodeChange[] = [];
  /** In equal steps from 0 on. */
  readonly samples: Sample[] = [];
  events = 0;
  outcome: Outcome = { type: 'running' };
  /** Thinned segments that are in view, most recent last. */
  private inView: Segment[] = [];
  private detailed = 0;

  constructor(
    readonly nodeNames: readonly string[],
    private readonly detailLimit: number,
    private readonly recompute: (start: Checkpoint, count: number) => SegmentRows = rowsAreKept,
    /** Events of a segment. */
    private readonly enough = segmentEvents(nodeNames.length),
  ) {}

  /** What two runs share before a checkpoint, as the beginning of another recording. */
  prefix(segments: number, recompute: (start: Checkpoint, count: number) => SegmentRows): Recording {
    const prefix = new Recording(this.nodeNames, this.detailLimit, recompute);
    const { event: events, time } = defined(this.segments[segments], 'the segment to go on from').start;
    for (const segment of this.segments.slice(0, segments)) {
      prefix.segments.push({ ...segment });
      if (segment.rows !== undefined) prefix.detailed += segment.count;
    }
    const shared = <T extends { readonly event: number }>(items: readonly T[]): readonly T[] =>
      items.slice(
        0,
        countWhile(items, (item) => item.event < events),
      );
    for (const milestone of shared(this.milestones)) prefix.milestones.push(milestone);
    for (const observation of shared(this.observations)) prefix.observations.push(observation);
    for (const change of shared(this.changes)) prefix.changes.push(change);
    for (const sample of this.samples) if (sample.time < time) prefix.samples.push(sample);
    prefix.events = events;
    return prefix;
  }

  /** Begins a segment; its rows are filled by the run. */
  begin(start: Checkpoint): SegmentRows {
    this.thin();
    const rows = new SegmentRows(this.enough);
    this.segments.push({ start, rows, count: 0, firstTime: NEVER });
    return rows;
  }

  private thin(): void {
    this.detailed += this.segments.at(-1)?.count ?? 0;
    for (let index = 0; index < this.segments.length && this.detailed > this.detailLimit; index++) {
      const segment = this.segments[index];
      if (segment?.rows === undefined || this.inView.includes(segment)) continue;
      segment.rows = undefined;
      this.detailed -= segment.count;
      if (this.merges(index)) index--;
    }
  }

  /** Merges a thinned segment into the one before it if that is thinned, too, and the two are not too long. */
  private merges(index: number): boolean {
    const [before, segment] = [this.segments[index - 1], this.segments[index]];
    if (before === undefined || segment === undefined || before.rows !== undefined) return false;
    if (before.count + segment.count > MERGED * this.enough) return false;
    before.count += segment.count;
    before.firstTime = Math.min(before.firstTime, segment.firstTime);
    this.segments.splice(index, 1);
    return true;
  }

  /** Events of which full detail is in memory. */
  get detailedEvents(): number {
    return this.segments.reduce((sum, segment) => sum + (segment.rows === undefined ? 0 : segment.count), 0);
  }

  private rowsOf(segment: Segment): SegmentRows {
    if (segment.rows !== undefined) return segment.rows;
    segment.rows = this.recompute(segment.start, segment.count);
    this.inView.push(segment);
    const oldest = this.inView.length > 8 ? this.inView.shift() : undefined;
    if (oldest !== undefined) oldest.rows = undefined;
    return segment.rows;
  }

  private segmentIndexAt(time: SimTime): number {
    return Math.max(0, countWhile(this.segments, (segment) => segment.firstTime <= time) - 1);
  }

  private segmentOfEvent(number: number): Segment {
    const index = countWhile(this.segments, (segment) => segment.start.event <= number) - 1;
    return defined(this.segments[Math.max(0, index)], 'segment');
  }

  /** The latest checkpoint from which every event at or after `time` still lies ahead. */
  segmentBefore(time: SimTime): number {
    let index = this.segmentIndexAt(time);
    while (index > 0 && defined(this.segments[index], 'segment').firstTime >= time) index--;
    return index;
  }

  /** The states of all nodes at `time`, events at `time` included. Undefined: no process, or not started. */
  statesAt(time: SimTime): readonly unknown[] {
    const segment = defined(this.segments[this.segmentIndexAt(time)], 'segment');
    const rows = this.rowsOf(segment);
    const states: unknown[] = segment.start.nodes.map((node) => node.state);
    const seen = new Uint8Array(states.length);
    let unseen = states.length;
    for (let row = rows.countUntil(time) - 1; row >= 0 && unseen > 0; row--) {
      const node = rows.nodes[row] ?? 0;
      if (seen[node] === 1) continue;
      seen[node] = 1;
      unseen--;
      states[node] = rows.states[row];
    }
    return states;
  }

  /** The state of one node at `time`, events at `time` included. */
  stateAt(node: number, time: SimTime): unknown {
    const segment = defined(this.segments[this.segmentIndexAt(time)], 'segment');
    const rows = this.rowsOf(segment);
    for (let row = rows.countUntil(time) - 1; row >= 0; row--) {
      if (rows.nodes[row] === node) return rows.states[row];
    }
    return segment.start.nodes[node]?.state;
  }

  /** What is scheduled at `time` and has not ended: packets in flight, timers and disk writes pending. */
  pendingAt(time: SimTime): readonly Occurrence[] {
    const segment = defined(this.segments[this.segmentIndexAt(time)], 'segment');
    const rows = this.rowsOf(segment);
    const pending = segment.start.live.filter((occurrence) => occurrence.pendingAt(time));
    for (const occurrence of rows.scheduled) {
      if (Math.max(occurrence.setAt, occurrence.releasedAt) > time) {
        if (occurrence.releasedAt > 0) continue;
        break;
      }
      if (occurrence.pendingAt(time)) pending.push(occurrence);
    }
    return pending;
  }

  /** What was scheduled, or let go of by a link, after `from` and at or before `to`, in that order. */
  scheduledBetween(from: SimTime, to: SimTime): readonly Occurrence[] {
    const between: Occurrence[] = [];
    for (let index = this.segmentIndexAt(from); index < this.segments.length; index++) {
      const segment = defined(this.segments[index], 'segment');
      if (segment.start.time > to) break;
      const { scheduled } = this.rowsOf(segment);
      const first = countWhile(scheduled, (occurrence) => occurrence.since <= from);
      const end = countWhile(scheduled, (occurrence) => occurrence.since <= to);
      for (let at = first; at < end; at++) between.push(defined(scheduled[at], 'what was scheduled'));
    }
    return between;
  }

  packetsAt(time: SimTime): readonly Occurrence[] {
    return this.pendingAt(time).filter(isPacket);
  }

  timersAt(node: number, time: SimTime): readonly Occurrence[] {
    return this.pendingAt(time).filter(
      (occurrence) => occurrence.type === 'timer' && occurrence.node === node,
    );
  }

  /** How many events lie at or before `time`. */
  eventsUntil(time: SimTime): number {
    const segment = this.segments[this.segmentIndexAt(time)];
    if (segment === undefined) return 0;
    return segment.start.event + this.rowsOf(segment).countUntil(time);
  }

  event(number: number): EventView {
    const segment = this.segmentOfEvent(number);
    const rows = this.rowsOf(segment);
    const row = number - segment.start.event;
    const node = defined(rows.nodes[row], 'row');
    return {
      number,
      id: `${this.nodeNames[node] ?? ''}#${String(rows.ordinals[row] ?? 0)}`,
      time: defined(rows.times[row], 'row'),
      node,
      occurrence: defined(rows.occurrences[row], `event ${String(number)}`),
    };
  }

  /** The event that handled an occurrence, among those at the time when it is due; undefined if none did. */
  eventOf(occurrence: Occurrence): EventView | undefined {
    if (occurrence.held) return undefined;
    const end = this.eventsUntil(occurrence.time);
    for (let number = this.eventsUntil(occurrence.time - 1); number < end; number++) {
      const view = this.event(number);
      if (view.occurrence.sequence === occurrence.sequence) return view;
    }
    return undefined;
  }

  /** The state of an event's node right after it. */
  stateAfter(number: number): unknown {
    const segment = this.segmentOfEvent(number);
    return this.rowsOf(segment).states[number - segment.start.event];
  }

  /** The milestones that an event noted, in order. */
  milestonesOf(event: number): readonly RecordedMilestone[] {
    const first = countWhile(this.milestones, (milestone) => milestone.event < event);
    const end = countWhile(this.milestones, (milestone) => milestone.event <= event);
    return this.milestones.slice(first, end);
  }

  /** The number of the event `node#n`, or undefined if there is none. */
  findEvent(node: number, ordinal: number): number | undefined {
    const segment = this.segments.findLast(
      (candidate) => (candidate.start.nodes[node]?.ordinal ?? 0) < ordinal,
    );
    if (segment === undefined) return undefined;
    const rows = this.rowsOf(segment);
    for (let row = 0; row < rows.count; row++) {
      if (rows.nodes[row] === node && rows.ordinals[row] === ordinal) return segment.start.event + row;
    }
    return undefined;
  }
}

/** Of a recording that is not thinned. */
function rowsAreKept(): never {
  throw new RangeError('a recording without thinning keeps its rows');
}
