import type { SimTime } from '../lib/units.ts';
import type { MilestoneNote, MilestoneValue } from './kind.ts';

/** A milestone on record. What can be told from the rest is not kept: a write has a milestone, and writes are many. */
export class RecordedMilestone {
  /** The node that it is about. */
  readonly node: string;

  constructor(
    /** The node where it was noted. */
    private readonly by: string,
    /** Its number among the events and milestones there, and that of the event that noted it. */
    private readonly ordinal: number,
    private readonly causeOrdinal: number,
    readonly time: SimTime,
    /** The global number of the event that noted it. */
    readonly event: number,
    private readonly note: MilestoneNote,
  ) {
    this.node = note.about ?? by;
  }

  /** `node#n` of the node where it was noted. */
  get id(): string {
    return `${this.by}#${String(this.ordinal)}`;
  }

  /** The id of the event that noted it. */
  get cause(): string {
    return `${this.by}#${String(this.causeOrdinal)}`;
  }

  get type(): string {
    return this.note.type;
  }

  get reason(): string {
    return this.note.reason ?? '';
  }

  /** What is known besides; `by` is the node where it was noted, if it is about another. */
  get data(): Readonly<Record<string, MilestoneValue>> {
    return this.node === this.by ? (this.note.data ?? {}) : { by: this.by, ...this.note.data };
  }

  get once(): string | undefined {
    return this.note.once;
  }

  get silence(): MilestoneNote['silence'] {
    return this.note.silence;
  }
}
