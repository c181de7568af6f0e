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

/**
 * Something that is due at a node: a packet, a timer, a disk completion, a start, a fault. One class of fixed shape
 * for all, because the queue and the recording hold nothing else: scheduled, it waits in the queue; handled, it is
 * the event. Runs that were forked from each other share occurrences, so nothing in them changes but when they
 * ended and why, and that only after the fork.
 */
export class Occurrence {
  /** When it was handled, cancelled, or lost with its process. */
  endedAt: SimTime = PENDING;
  /** The event besides `cause` without which this would not have happened. */
  because = NO_CAUSE;
  /** It came while its process was paused, and is handed over now that the process runs again. */
  waited = false;

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
    /** Packets: the sender's index, else −1. */
    readonly sender: number,
    /** Packets: the sender's name. */
    readonly from: string,
    readonly connection: number,
    /** Timers and writes: their name. Packets: the port. */
    readonly name: string,
    readonly key: number,
    /** Timers and writes: the incarnation of the process they belong to. */
    readonly incarnation: number,
    readonly message: Message,
    readonly reason: CloseReason,
    /** Writes: the durable image. */
    readonly durable: unknown,
    /** Packets that a cut held: when it let them go. */
    readonly releasedAt: SimTime,
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

  /** Since when it is pending: set or sent, or let go of by the link that held it. */
  get since(): SimTime {
    return this.setAt > this.releasedAt ? this.setAt : this.releasedAt;
  }

  get port(): string {
    return this.name;
  }

  /** The same occurrence, not yet ended, due at `time`. */
  again(time = this.time, sequence = this.sequence, releasedAt = this.releasedAt): Occurrence {
    const copy = new Occurrence(
      this.type, time, sequence, this.node, this.cause, this.setAt, this.sender, this.from, this.connection,
      this.name, this.key, this.incarnation, this.message, this.reason, this.durable, releasedAt,
    ); // prettier-ignore
    copy.because = this.because;
    copy.waited = this.waited;
    return copy;
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
    type, time, sequence, node, cause, now, -1, '', 0, name, key, incarnation, NO_MESSAGE, 'closed', durable, 0,
  ); // prettier-ignore
}
