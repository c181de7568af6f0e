import type { SimTime } from '../lib/units.ts';
import type { CloseReason, Message } from './kind.ts';

export type PacketType = 'message' | 'accepted' | 'connected' | 'closed';
export type OccurrenceType = PacketType | 'start' | 'timer' | 'written' | 'fault' | 'command';

/** Later than any time. */
export const NEVER = Infinity;

/** Not ended yet. A small integer, as all times of a run are, so that engines keep the fields unboxed. */
const PENDING = -1;

/** The due time of a packet that a cut link holds back. */
export const HELD = -1;

/** No event: the scenario itself. */
export const NO_CAUSE = -1;

export const NO_MESSAGE: Message = { type: '' };

/** Who sends packets. */
export interface Sender {
  /** −1: nobody. */
  readonly index: number;
  readonly name: string;
}

export const NOBODY: Sender = { index: -1, name: '' };

/** How an occurrence came to be due, if not straight from its cause. */
export interface Detour {
  /** The event besides the cause without which it would not have happened. */
  readonly because: number;
  /** When a link that was cut, or a process that was paused, let it go; 0 if none held it. */
  readonly releasedAt: SimTime;
  /** It came while its process was paused, and is handed over now that the process runs again. */
  readonly waited: boolean;
}

export const DIRECT: Detour = { because: NO_CAUSE, releasedAt: 0, waited: false };

/**
 * Something that is due at a node: a packet, a timer, a disk completion, a start, a fault. One class of fixed shape
 * for all, and of few fields, because the queue and the recording hold nothing else: scheduled, it waits in the queue;
 * handled, it is the event. Runs that were forked from each other share occurrences, so nothing in them changes but
 * when they ended, and that only after the fork.
 */
export class Occurrence {
  /** When it was handled, cancelled, or lost with its process. */
  endedAt: SimTime = PENDING;

  constructor(
    readonly type: OccurrenceType,
    /** When it is due; HELD while a cut link holds it back. */
    readonly time: SimTime,
    readonly sequence: number,
    /** The index of the node it is due at. */
    readonly node: number,
    /** The global number of the event that scheduled it. */
    readonly cause: number,
    /** When it was sent or set. */
    readonly setAt: SimTime,
    private readonly source: Sender,
    /** Packets: the connection. Timers and writes: the incarnation of the process they belong to. */
    private readonly owner: number,
    /** Timers and writes: their name. Packets: the port. */
    readonly name: string,
    readonly key: number,
    /** What it carries: messages the message, writes the durable image, the end of a connection its reason. */
    private readonly content: unknown,
    private readonly detour: Detour,
  ) {}

  get pending(): boolean {
    return this.endedAt === PENDING;
  }

  /** Whether it had not ended at `time`. */
  pendingAt(time: SimTime): boolean {
    return this.endedAt === PENDING || this.endedAt > time;
  }

  get held(): boolean {
    return this.time === HELD;
  }

  /** Packets: the sender's index, else −1. */
  get sender(): number {
    return this.source.index;
  }

  /** Packets: the sender's name. */
  get from(): string {
    return this.source.name;
  }

  get connection(): number {
    return this.owner;
  }

  get incarnation(): number {
    return this.owner;
  }

  get port(): string {
    return this.name;
  }

  get message(): Message {
    return this.type === 'message' || this.type === 'command' ? (this.content as Message) : NO_MESSAGE;
  }

  get reason(): CloseReason {
    return this.type === 'closed' ? (this.content as CloseReason) : 'closed';
  }

  get durable(): unknown {
    return this.type === 'written' ? this.content : undefined;
  }

  get because(): number {
    return this.detour.because;
  }

  get waited(): boolean {
    return this.detour.waited;
  }

  get releasedAt(): SimTime {
    return this.detour.releasedAt;
  }

  /** Since when it is pending: set or sent, or let go of by what held it. */
  get since(): SimTime {
    return this.setAt > this.releasedAt ? this.setAt : this.releasedAt;
  }

  /** The same occurrence, not yet ended, due at `time`. */
  again(time = this.time, sequence = this.sequence, detour = this.detour): Occurrence {
    return new Occurrence(
      this.type, time, sequence, this.node, this.cause, this.setAt, this.source, this.owner, this.name, this.key,
      this.content, detour,
    ); // prettier-ignore
  }
}

export function isPacket(occurrence: Occurrence): boolean {
  return occurrence.sender >= 0;
}

/** A start, timer, disk completion or fault due at a node. */
export function due(
  type: 'start' | 'timer' | 'written' | 'fault',
  time: SimTime,
  sequence: number,
  node: number,
  cause: number,
  now: SimTime,
  name: string,
  key: number,
  incarnation: number,
  durable?: unknown,
): Occurrence {
  return new Occurrence(
    type, time, sequence, node, cause, now, NOBODY, incarnation, name, key, durable, DIRECT,
  ); // prettier-ignore
}
