import type { Draft } from '../../kernel/kind.ts';
import type { Duration } from '../../lib/units.ts';
import type { Consumer, ConsumerConfig } from '../calling/consumer.ts';
import type { Tally } from '../calling/task.ts';

export interface BatchJobConfig extends ConsumerConfig {
  readonly interval: Duration;
  /** How many calls a run makes. */
  readonly length: number;
  readonly writes: number;
  readonly barrier: { readonly path: string; readonly size: number | undefined } | undefined;
}

export interface BatchJobState extends Consumer, Tally {
  readonly config: BatchJobConfig;
  /** How many calls of the present run have not begun; undefined: it sleeps. */
  readonly left: number | undefined;
  readonly runs: number;
  readonly leaving: boolean;
  /** Where it stands at the barrier. */
  readonly gate: 'away' | 'waits' | 'passed' | 'leaves';
}

export type BatchJob = Draft<BatchJobState>;

export function copyBatchJob(s: BatchJobState): BatchJobState {
  return {
    config: s.config,
    zookeeper: s.zookeeper,
    registration: s.registration,
    discovery: s.discovery,
    configuration: s.configuration,
    duty: s.duty,
    links: s.links,
    linked: s.linked,
    calls: s.calls,
    turn: s.turn,
    nextCall: s.nextCall,
    instances: s.instances,
    strangers: s.strangers,
    succeeded: s.succeeded,
    failed: s.failed,
    left: s.left,
    runs: s.runs,
    leaving: s.leaving,
    gate: s.gate,
  };
}
