import { Digest, hashText } from '../lib/hash.ts';
import type { SimTime } from '../lib/units.ts';
import type { RecordedMilestone } from './milestone.ts';
import type { Occurrence } from './occurrence.ts';

const TYPE_CODES: Readonly<Record<Occurrence['type'], number>> = {
  start: 1,
  message: 2,
  accepted: 3,
  connected: 4,
  closed: 5,
  timer: 6,
  written: 7,
  fault: 8,
  command: 9,
};

/** Of each type of message, its hash: there are few, and events are many. */
const messageHashes = new Map<string, number>();

function messageHash(type: string): number {
  let hash = messageHashes.get(type);
  if (hash === undefined) {
    hash = hashText(type);
    messageHashes.set(type, hash);
  }
  return hash;
}

/** A hash over all events and milestones of a run, in their order: equal digests, equal runs. */
export class RunDigest {
  constructor(private readonly digest = new Digest()) {}

  /** `salt` tells the node of the event. */
  event(time: SimTime, salt: number, { type, key, message }: Occurrence): void {
    this.digest.mix(time);
    this.digest.mix(salt + (TYPE_CODES[type] << 8) + key);
    if (type === 'message') this.digest.mix(messageHash(message.type));
  }

  milestone({ type, node, reason, data }: RecordedMilestone): void {
    this.digest.mixText(`${type} ${node} ${reason} ${JSON.stringify(data)}`);
  }

  copy(): RunDigest {
    return new RunDigest(this.digest.copy());
  }

  toString(): string {
    return this.digest.toString();
  }
}
