import { hashText } from '../lib/hash.ts';
import { RandomStream } from '../lib/prng.ts';
import type { Duration, SimTime } from '../lib/units.ts';
import type { Conditions, MemberView } from './kind.ts';
import { NO_CAUSE, type Occurrence, type Sender } from './occurrence.ts';
import { TimerTable } from './timer-table.ts';
import type { WorldNode } from './world.ts';

/** waiting: not started yet, or removed for good. down: started before, no process now. */
export type ProcessStatus = 'waiting' | 'running' | 'paused' | 'down';

/** What a node is, seen from outside. removed: gone for good, by autoscaling. */
export type NodeStatus = ProcessStatus | 'unplugged' | 'removed';

/**
 * Where an instance stands in its group: to be added, there, told to leave, or removed for good. What is sent to a host
 * that is not there is lost without an answer.
 */
export type Place = 'coming' | 'there' | 'leaving' | 'gone';

export const NO_CONDITIONS: Conditions = {
  slowBy: 1,
  slowDiskBy: 1,
  failHealth: false,
  failRequests: false,
  hang: false,
};

/** By itself, or with its machine. */
export type Ending =
  { readonly type: 'exit' } | { readonly type: 'reset'; readonly reason: string; readonly boot: Duration };

/** A disk syncs one batch at a time; writes that come meanwhile share the next sync (group commit). */
interface Disk {
  currentDone: SimTime;
  nextDone: SimTime;
}

/** All that the kernel knows of one node while a run goes on. */
export class NodeRuntime implements MemberView {
  process: ProcessStatus = 'waiting';
  place: Place;
  /** The options that were set while the system ran, and its configuration with them. */
  settings: Readonly<Record<string, unknown>> = {};
  config: unknown;
  /** How its process ends when the event that is being handled is over; undefined: it goes on. */
  ending: Ending | undefined;
  powered = true;
  /** Its machine was reset and is not up again. */
  booting = false;
  isolated = false;
  conditions = NO_CONDITIONS;
  /** The number of this process, counted over restarts. Timers and writes of an earlier one are void. */
  incarnation = 0;
  /** Events and milestones of this node so far: the n of `node#n`. */
  ordinal = 0;
  connectionCount = 0;
  state: unknown = undefined;
  /** What the disk holds for sure. */
  synced: unknown = undefined;
  /** What the operating system was given to write: survives the process, not the power. */
  durable: unknown = undefined;
  role = '';
  /** The fault event that stopped the process. */
  stoppedBy = NO_CAUSE;
  /** What came while the process was paused, in the order it came. */
  backlog: readonly Occurrence[] = [];
  /** What had waited when the process was resumed, and is to be handled at once. */
  resumed: readonly Occurrence[] = [];
  readonly salt: number;
  /** What its packets name as where they come from. */
  readonly sender: Sender;
  /** Disk writes that are not synced yet; undefined before the first. */
  private writes: Set<Occurrence> | undefined;
  private disk: Disk = { currentDone: 0, nextDone: 0 };
  private timers: TimerTable | undefined;
  private streams: Map<string, RandomStream> | undefined;
  /** The streams belong to a checkpoint, too: they are copied before the next draw. */
  private sharesStreams = false;

  constructor(
    readonly index: number,
    readonly spec: WorldNode,
    private readonly seed: number,
  ) {
    this.salt = hashText(spec.name);
    this.sender = { index, name: spec.name };
    this.place = spec.later === true ? 'coming' : 'there';
    this.config = spec.config;
  }

  /** Whether its host exists. */
  get exists(): boolean {
    return this.place === 'there' || this.place === 'leaving';
  }

  /** What it is, seen from outside. */
  get status(): NodeStatus {
    if (this.place === 'gone') return 'removed';
    return this.powered ? this.process : 'unplugged';
  }

  get name(): string {
    return this.spec.name;
  }

  get running(): boolean {
    return this.state !== undefined;
  }

  /** Whether its host answers, whatever its process does. */
  get answers(): boolean {
    return this.powered && !this.booting;
  }

  get paused(): boolean {
    return this.process === 'paused';
  }

  stream(name: string): RandomStream {
    this.streams ??= new Map<string, RandomStream>();
    if (this.sharesStreams) {
      this.streams = new Map(Array.from(this.streams, ([of, shared]) => [of, shared.copy()]));
      this.sharesStreams = false;
    }
    let stream = this.streams.get(name);
    if (stream === undefined) {
      stream = RandomStream.named(this.seed, `node:${this.name}/${name}`);
      this.streams.set(name, stream);
    }
    return stream;
  }

  /** When a write that is issued now is synced, with syncs of the given length. */
  syncedAt(now: SimTime, length: Duration): SimTime {
    const disk = this.disk;
    if (now >= disk.nextDone) {
      disk.currentDone = now + length;
      disk.nextDone = disk.currentDone;
    } else if (now >= disk.currentDone) {
      disk.currentDone = disk.nextDone;
      disk.nextDone = disk.currentDone + length;
    } else if (disk.nextDone === disk.currentDone) {
      disk.nextDone = disk.currentDone + length;
    }
    return disk.nextDone;
  }

  beginWrite(write: Occurrence): void {
    this.writes ??= new Set();
    this.writes.add(write);
  }

  endWrite(write: Occurrence): void {
    this.synced = write.durable;
    this.writes?.delete(write);
  }

  setTimer(timer: Occurrence): void {
    this.timers ??= new TimerTable();
    this.timers.set(timer);
  }

  /** Takes the timer out, if it is pending. */
  takeTimer(name: string, key: number): Occurrence | undefined {
    return this.timers?.take(name, key);
  }

  /** The process is gone: its timers are void. */
  dropTimers(now: SimTime): void {
    for (const timer of this.timers?.all() ?? []) timer.endedAt = now;
    this.timers = undefined;
  }

  /** The power is gone: what was not synced is lost. */
  dropWrites(now: SimTime): void {
    for (const write of this.writes ?? []) write.endedAt = now;
    this.writes = undefined;
    this.durable = this.synced;
    this.disk = { currentDone: 0, nextDone: 0 };
  }

  /** The node as it is, without timers and writes: those are found again among the live occurrences. */
  copy(): NodeRuntime {
    const copy = new NodeRuntime(this.index, this.spec, this.seed);
    copy.process = this.process;
    copy.place = this.place;
    copy.settings = this.settings;
    copy.config = this.config;
    copy.powered = this.powered;
    copy.booting = this.booting;
    copy.isolated = this.isolated;
    copy.conditions = this.conditions;
    copy.incarnation = this.incarnation;
    copy.ordinal = this.ordinal;
    copy.connectionCount = this.connectionCount;
    copy.state = this.state;
    copy.synced = this.synced;
    copy.durable = this.durable;
    copy.role = this.role;
    copy.stoppedBy = this.stoppedBy;
    copy.backlog = this.backlog;
    copy.disk = { ...this.disk };
    copy.streams = this.streams;
    copy.sharesStreams = true;
    this.sharesStreams = true;
    return copy;
  }
}
