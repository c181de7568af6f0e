import type { RecordedMilestone } from '../kernel/milestone.ts';
import type { EventView } from '../kernel/recording.ts';

/** One event of a chain of causes. */
export interface CauseStep {
  readonly view: EventView;
  /** Its milestones that belong to the chain, latest first. */
  readonly told: readonly RecordedMilestone[];
  /** A timer that fired because nothing was heard of this node; its cause is what silenced the node. */
  readonly silentNode: string | undefined;
  /** It did not bring about the step before it, but made it turn out as it did. */
  readonly condition: boolean;
}
