import type { Draft } from '../../kernel/kind.ts';
import type { Duration } from '../../lib/units.ts';
import type { Consumer, ConsumerConfig } from '../calling/consumer.ts';
import type { Tally } from '../calling/task.ts';

export interface WorkerConfig extends ConsumerConfig {
  /** The mean gap between tasks; 0: none. */
  readonly gap: Duration;
  readonly writes: number;
}

export interface WorkerState extends Consumer, Tally {
  readonly config: WorkerConfig;
}

export type Worker = Draft<WorkerState>;

export function copyWorker(s: WorkerState): WorkerState {
  return {
    config: s.config,
    zookeeper: s.zookeeper,
    registration: s.registration,
    discovery: s.discovery,
    configuration: s.configuration,
    links: s.links,
    linked: s.linked,
    calls: s.calls,
    turn: s.turn,
    nextCall: s.nextCall,
    instances: s.instances,
    strangers: s.strangers,
    succeeded: s.succeeded,
    failed: s.failed,
  };
}
