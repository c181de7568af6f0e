import type { Zxid } from '../protocol.ts';

/** How many zxids are told apart: more than servers lag behind each other. A power of two. */
const SLOTS = 1024;

/** What was noted of the newest transactions: later ones take the places of earlier ones. */
export class NewestByZxid<T> {
  private readonly noted: (T | undefined)[] = Array.from({ length: SLOTS }, () => undefined);

  /** What was noted last of this zxid, or of one that shares its place. */
  at(zxid: Zxid): T | undefined {
    return this.noted[zxid & (SLOTS - 1)];
  }

  note(zxid: Zxid, value: T): void {
    this.noted[zxid & (SLOTS - 1)] = value;
  }
}
