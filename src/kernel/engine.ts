import type { SimTime } from '../lib/units.ts';
import type { MilestoneNote, Observation } from './kind.ts';
import type { NodeRuntime } from './node-runtime.ts';
import type { Occurrence } from './occurrence.ts';
import type { Recording } from './recording.ts';

/** The run as its parts see it: the clock, the queue, the nodes and the record of the current event. */
export interface Engine {
  readonly now: SimTime;
  /** The global number of the event that is being handled. */
  readonly currentEvent: number;
  readonly nodes: readonly NodeRuntime[];
  readonly recording: Recording;
  /** The index of a node by its name. */
  indexOf(name: string): number;
  nextSequence(): number;
  /** Queues an occurrence and records that it is pending from now on. */
  schedule(occurrence: Occurrence): void;
  /** Queues an occurrence that is on record already. */
  requeue(occurrence: Occurrence): void;
  /** Hands an occurrence to the running process of a node: one event. */
  deliver(node: NodeRuntime, occurrence: Occurrence): void;
  /** Starts the record of an event at a node. */
  beginEvent(node: NodeRuntime, occurrence: Occurrence): void;
  /** Completes it: the node's state after it, its role, the invariants. */
  endEvent(node: NodeRuntime, before: unknown, after: unknown): void;
  startProcess(node: NodeRuntime, occurrence: Occurrence): void;
  /** Records what a node is from now on. */
  noteChange(node: NodeRuntime): void;
  /** Records a milestone of the current event. */
  milestone(note: MilestoneNote): void;
  observe(value: Observation): void;
}
