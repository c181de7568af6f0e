import { defined } from '../lib/assert.ts';
import { TimeHeap } from '../lib/heap.ts';
import type { SimTime } from '../lib/units.ts';
import type { Engine } from './engine.ts';
import type { Checkpoint } from './checkpoint.ts';
import type { FaultAction } from './fault.ts';
import { BOOT, FaultInjector, isBooting } from './fault-injector.ts';
import { faultSteps, type FaultStep, NO_FAULTS } from './fault-schedule.ts';
import type {
  Message, MilestoneNote, NodeEvent, Observation, RecordedObservation,
} from './kind.ts'; // prettier-ignore
import { RecordedMilestone } from './milestone.ts';
import { Monitor, type MonitoredRun } from './monitor.ts';
import { LIMIT_WORDS, type LimitName, limitSentence } from './limit.ts';
import { Network } from './network.ts';
import { NodeContext } from './node-context.ts';
import { NodeRuntime } from './node-runtime.ts';
import { DIRECT, due, isPacket, NEVER, NO_CAUSE, NOBODY, Occurrence } from './occurrence.ts';
import { RunDigest } from './run-digest.ts';
import { type Outcome, Recording, type SegmentRows } from './recording.ts';
import { Sampler } from './sampler.ts';
import { Transport } from './transport.ts';
import type { World } from './world.ts';

/**
 * One run: a discrete-event simulation over virtual time. Occurrences are handled one at a time in the order of
 * (time, sequence), faults before all else at equal times. Nothing enters but the world, so a run is a pure function
 * of it; what happens is written to `recording`.
 */
export class Simulation implements Engine, MonitoredRun {
  now: SimTime = 0;
  /** The event that is being handled. */
  currentEvent = NO_CAUSE;
  readonly recording: Recording;
  readonly nodes: readonly NodeRuntime[];
  readonly transport: Transport;
  private readonly indices: ReadonlyMap<string, number>;
  private readonly queue = new TimeHeap<Occurrence>();
  private readonly context: NodeContext;
  private readonly injector: FaultInjector;
  private readonly monitor: Monitor;
  private readonly steps: readonly FaultStep[];
  private readonly digest: RunDigest;
  private readonly sampler: Sampler;
  private readonly milestoneKeys = new Set<string>();
  /** Whether the last `run` ended before the time that it was to reach. */
  interrupted = false;
  /** How many events there were before the present instant. */
  private instantBegan = 0;
  private sequence = 0;
  private struck = -1;
  private stepsDone = 0;
  private rows: SegmentRows;

  /** A run from its beginning, or from a checkpoint of another run that was the same until then. */
  private constructor(
    readonly world: World,
    from?: { readonly recording: Recording; readonly checkpoint: Checkpoint },
  ) {
    const checkpoint = from?.checkpoint;
    this.nodes =
      checkpoint?.nodes.map((node) => node.copy()) ??
      world.nodes.map((spec, index) => new NodeRuntime(index, spec, world.seed));
    const names = world.nodes.map((node) => node.name);
    this.indices = new Map(names.map((name, index) => [name, index]));
    this.recording =
      from?.recording ??
      new Recording(names, world.limits.detail, (start, count) => Simulation.replay(world, start, count));
    const network = new Network(world.seed, names, world.network, checkpoint?.network);
    this.transport = new Transport(this, network);
    this.digest = checkpoint?.digest.copy() ?? new RunDigest();
    this.sampler = new Sampler(this.nodes, world.duration, this.recording.samples);
    this.monitor = new Monitor(this.nodes, this, checkpoint?.monitor);
    this.injector = new FaultInjector(this, this.transport, checkpoint?.faults ?? NO_FAULTS);
    this.context = new NodeContext(this, this.transport);
    this.steps = faultSteps(world.faults);
    for (const { once } of this.recording.milestones) if (once !== undefined) this.milestoneKeys.add(once);
    if (checkpoint === undefined) this.scheduleStarts();
    else this.revive(checkpoint);
    this.rows = this.recording.begin(this.checkpoint());
  }

  static create(world: World): Simulation {
    return new Simulation(world);
  }

  /**
   * Goes on from `time` in another world that differs from this one only in what happens at or after `time`. The
   * past is shared, not computed again: at most one segment is replayed to reach `time`.
   */
  fork(time: SimTime, world: World): Simulation {
    const segment = this.recording.segmentBefore(time);
    return new Simulation(world, {
      recording: this.recording.prefix(segment, (start, count) => Simulation.replay(world, start, count)),
      checkpoint: defined(this.recording.segments[segment], 'segment').start,
    });
  }

  /*
   * For drivers that play step by step, as people do at a real system. What they do is not part of the world: such a
   * run is repeated by doing the same again, and is not forked.
   */

  /** Does at once what a line of the fault list would. */
  strike(action: FaultAction): void {
    this.injector.apply({ at: this.now, fault: this.struck--, action, expires: false });
  }

  /** Tells a node's process something, now. */
  tell(name: string, message: Message): void {
    const node = this.indexOf(name);
    this.schedule(
      new Occurrence(
        'command', this.now, this.nextSequence(), node, NO_CAUSE, this.now, NOBODY, 0, message.type, 0, message, DIRECT,
      ), // prettier-ignore
    );
  }

  /** Closes every connection between nodes of different sets; what was on its way is lost. */
  breakConnections(sets: readonly (readonly string[])[]): void {
    this.transport.breakBetween(sets.map((set) => new Set(set.map((name) => this.indexOf(name)))));
  }

  /** The rows of a segment that the recording no longer keeps. */
  private static replay(world: World, start: Checkpoint, count: number): SegmentRows {
    const names = world.nodes.map((node) => node.name);
    const recording = new Recording(names, NEVER, undefined, count);
    recording.events = start.event;
    const simulation = new Simulation(world, { recording, checkpoint: start });
    simulation.sampler.due = NEVER;
    const rows = simulation.rows;
    while (rows.count < count && simulation.step(NEVER));
    return rows;
  }

  /**
   * Runs until every event at or before `until` (at most the world's duration) has happened, or until `most` steps are
   * done: then it is `interrupted`, perhaps in the middle of an instant.
   */
  run(until: SimTime = this.world.duration, most = NEVER): Outcome {
    const end = Math.min(until, this.world.duration);
    let steps = 0;
    try {
      while (this.recording.outcome.type === 'running' && steps < most && this.step(end)) steps++;
    } catch (error) {
      this.recording.outcome = {
        type: 'bug',
        message: error instanceof Error ? error.message : String(error),
        time: this.now,
        event: this.recording.events,
      };
      if (error instanceof Error) this.bug = error;
    }
    this.interrupted = steps >= most;
    if (this.recording.outcome.type === 'running' && !this.interrupted) {
      // Time passes whether anything happens or not.
      this.now = Math.max(this.now, end);
      this.sampler.readBefore(end + 1);
      if (end === this.world.duration) this.recording.outcome = { type: 'finished' };
    }
    return this.recording.outcome;
  }

  /** The exception behind an outcome of type `bug`. */
  bug: Error | undefined;

  /** A hash over all events and milestones so far. */
  get digestText(): string {
    return this.digest.toString();
  }

  /** Handles the next occurrence that is due by `end`; false if there is none. */
  private step(end: SimTime): boolean {
    if (this.rows.full) this.rows = this.recording.begin(this.checkpoint());
    const fault = this.steps[this.stepsDone];
    const head = this.queue.peek();
    if (fault !== undefined && fault.at <= end && (head === undefined || fault.at <= head.time)) {
      this.passTo(fault.at);
      this.stepsDone++;
      this.injector.apply(fault);
      return true;
    }
    if (head === undefined || head.time > end) return false;
    this.queue.pop();
    if (!head.pending) return true;
    this.passTo(head.time);
    if (isPacket(head) && !head.waited) this.transport.arrive(head);
    else this.fall(head);
    return true;
  }

  /** Lets time pass until something happens. */
  private passTo(time: SimTime): void {
    if (time > this.sampler.due) this.sampler.readBefore(time);
    if (time > this.now) this.instantBegan = this.recording.events;
    this.now = time;
  }

  /** A timer, a disk completion or a start is due, or what waited for a paused process. */
  private fall(occurrence: Occurrence): void {
    const node = defined(this.nodes[occurrence.node], 'node');
    if (occurrence.type === 'start') {
      occurrence.endedAt = this.now;
      const due = occurrence.name === BOOT ? isBooting(node, occurrence) : node.process === 'waiting';
      if (due && node.powered) this.startProcess(node, occurrence);
      return;
    }
    if (occurrence.type === 'written') node.endWrite(occurrence);
    const mine = isPacket(occurrence) || occurrence.type === 'command';
    if (occurrence.incarnation !== node.incarnation && !mine) {
      occurrence.endedAt = this.now;
      return;
    }
    if (node.process === 'paused') {
      node.backlog = [...node.backlog, occurrence];
      return;
    }
    occurrence.endedAt = this.now;
    if (node.process !== 'running') return;
    if (occurrence.type === 'timer') node.takeTimer(occurrence.name, occurrence.key);
    this.deliver(node, occurrence);
  }

  /** Hands an occurrence to the running process of a node: one event. */
  deliver(node: NodeRuntime, occurrence: Occurrence): void {
    this.beginEvent(node, occurrence);
    const before = node.state;
    const draft = node.spec.kind.copy(before);
    this.context.enter(node);
    node.spec.kind.handle(draft as never, occurrence as NodeEvent, this.context);
    if (node.ending !== undefined) this.injector.end(node, node.ending);
    this.endEvent(node, before, node.ending === undefined ? draft : undefined);
    node.ending = undefined;
  }

  /** A process starts as part of an event of its own, or of the fault that restarts it. */
  startProcess(node: NodeRuntime, occurrence: Occurrence): void {
    this.beginEvent(node, occurrence);
    const before = node.state;
    node.process = 'running';
    node.incarnation++;
    this.context.enter(node);
    if (occurrence.type === 'start' && occurrence.key === 0) this.milestone({ type: 'node-started' });
    if (node.booting) this.injector.booted(node);
    const state = node.spec.kind.start(node.config, node.durable, this.context);
    this.endEvent(node, before, state);
    this.noteChange(node);
  }

  /** Starts the record of an event at `node`. */
  beginEvent(node: NodeRuntime, occurrence: Occurrence): void {
    const { recording, rows, world } = this;
    const segment = recording.segments.at(-1);
    if (segment !== undefined) {
      if (rows.count === 0) segment.firstTime = this.now;
      segment.count = rows.count + 1;
    }
    this.currentEvent = recording.events;
    recording.events++;
    node.ordinal++;
    rows.add(occurrence, this.now, node.index, node.ordinal);
    this.digest.event(this.now, node.salt, occurrence);
    if (recording.events >= world.limits.events) this.limit('events');
    if (recording.events - this.instantBegan >= world.limits.instant) this.limit('instant');
  }

  /** Completes the record of an event: the node's state after it, its role, the invariants. */
  endEvent(node: NodeRuntime, before: unknown, after: unknown): void {
    node.state = after;
    const { rows } = this;
    rows.states[rows.count - 1] = after;
    const role = after === undefined ? '' : node.spec.kind.role(after);
    if (role !== node.role) {
      node.role = role;
      this.noteChange(node);
    }
    const occurrence = defined(rows.occurrences[rows.count - 1], 'occurrence');
    this.monitor.after(node, before, after, occurrence);
    if (this.queue.size > this.world.limits.queue) this.limit('queue');
    if (this.recording.milestones.length > this.world.limits.milestones) this.limit('milestones');
    this.currentEvent = NO_CAUSE;
  }

  /** The node of the event that is being handled. */
  private get current(): NodeRuntime {
    return defined(this.nodes[this.rows.nodes[this.rows.count - 1] ?? 0], 'node');
  }

  get observations(): readonly RecordedObservation[] {
    return this.recording.observations;
  }

  observe(value: Observation): void {
    const { now: time, currentEvent: event } = this;
    this.recording.observations.push({ time, event, node: this.current.name, value });
  }

  /** Records a milestone of the current event. */
  milestone(note: MilestoneNote): void {
    if (note.once !== undefined) {
      if (this.milestoneKeys.has(note.once)) return;
      this.milestoneKeys.add(note.once);
    }
    const node = this.current;
    const cause = this.rows.ordinals[this.rows.count - 1] ?? 0;
    node.ordinal++;
    const { now, currentEvent } = this;
    const milestone = new RecordedMilestone(node.name, node.ordinal, cause, now, currentEvent, note);
    this.recording.milestones.push(milestone);
    this.digest.milestone(milestone);
  }

  /** Records what a node is from now on. */
  noteChange(node: NodeRuntime): void {
    const { now: time, currentEvent: event } = this;
    const { index, status, isolated, role } = node;
    this.recording.changes.push({ time, event, node: index, status, isolated, role });
  }

  /** The index of a node by its name. */
  indexOf(name: string): number {
    return defined(this.indices.get(name), `node ${name}`);
  }

  nextSequence(): number {
    return this.sequence++;
  }

  /** Queues an occurrence and records that it is pending from now on. */
  schedule(occurrence: Occurrence): void {
    if (!occurrence.held) this.queue.push(occurrence);
    this.rows.scheduled.push(occurrence);
  }

  /** Queues an occurrence that is on record already. */
  requeue(occurrence: Occurrence): void {
    this.queue.push(occurrence);
  }

  private scheduleStarts(): void {
    for (const node of this.nodes) {
      if (node.spec.later === true) continue;
      this.queue.push(
        due('start', node.spec.start, this.nextSequence(), node.index, NO_CAUSE, 0, 'start', 0, 0),
      );
    }
  }

  private checkpoint(): Checkpoint {
    const queued = this.queue.values().filter((occurrence) => occurrence.pending);
    // Timers of half a minute that were cancelled at once would be most of the queue.
    if (2 * queued.length < this.queue.size) this.queue.replace(queued);
    const waiting = [...this.transport.network.heldPackets, ...this.nodes.flatMap((node) => node.backlog)];
    return {
      event: this.recording.events,
      time: this.now,
      instantBegan: this.instantBegan,
      sequence: this.sequence,
      nodes: this.nodes.map((node) => node.copy()),
      network: this.transport.network.image(),
      queued,
      live: waiting.length === 0 ? queued : [...queued, ...waiting],
      faults: { ...this.injector.ledger, stepsDone: this.stepsDone },
      monitor: this.monitor.snapshot(),
      digest: this.digest.copy(),
    };
  }

  /** Takes up what was pending at a checkpoint. Shared occurrences are copied: this run ends them at its own times. */
  private revive(checkpoint: Checkpoint): void {
    this.now = checkpoint.time;
    this.instantBegan = checkpoint.instantBegan;
    this.sequence = checkpoint.sequence;
    this.stepsDone = checkpoint.faults.stepsDone;
    const adopt = (occurrence: Occurrence): Occurrence => {
      const copy = occurrence.again();
      const node = this.nodes[copy.node];
      if (copy.type === 'timer') node?.setTimer(copy);
      if (copy.waited && node !== undefined) node.resumed = [...node.resumed, copy];
      if (copy.type === 'written') node?.beginWrite(copy);
      return copy;
    };
    for (const occurrence of checkpoint.queued) this.queue.push(adopt(occurrence));
    for (const node of this.nodes) node.backlog = node.backlog.map(adopt);
    this.transport.network.replaceHeld(adopt);
  }

  private limit(name: LimitName): void {
    if (this.recording.outcome.type !== 'running') return;
    const limit = this.world.limits[name];
    this.recording.outcome = {
      type: 'limit',
      limit: name,
      time: this.now,
      sentence: limitSentence(name, limit),
    };
    this.milestone({ type: 'limit-reached', reason: LIMIT_WORDS[name], data: { limit } });
  }
}
