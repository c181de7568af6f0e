import type { SimTime } from '../lib/units.ts';
import type { FaultLedger } from './fault-schedule.ts';
import type { MonitorState } from './monitor.ts';
import type { NetworkImage } from './network.ts';
import type { NodeRuntime } from './node-runtime.ts';
import type { Occurrence } from './occurrence.ts';
import type { RunDigest } from './run-digest.ts';

/** All of a run between two events: what is needed to go on from there. Never changed once taken. */
export interface Checkpoint {
  /** How many events lie before it. */
  readonly event: number;
  readonly time: SimTime;
  /** How many events lie before the instant that it was taken in. */
  readonly instantBegan: number;
  readonly sequence: number;
  readonly nodes: readonly NodeRuntime[];
  readonly network: NetworkImage;
  /** What waits in the queue. */
  readonly queued: readonly Occurrence[];
  /** All that is pending: what is queued, held by a cut, or waiting for a paused process. */
  readonly live: readonly Occurrence[];
  readonly faults: FaultLedger;
  readonly monitor: MonitorState;
  readonly digest: RunDigest;
}
