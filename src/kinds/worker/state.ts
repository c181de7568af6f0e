import type { Draft } from '../../kernel/kind.ts';
import type { Duration } from '../../lib/units.ts';
import type { Consumer, ConsumerConfig } from '../calling/consumer.ts';
import type { DatabaseUser } from '../calling/databases.ts';
import type { DatabasePool } from '../calling/primary.ts';
import type { Tally } from '../calling/task.ts';

export interface WorkerConfig extends ConsumerConfig {
  /** The mean gap between tasks; 0: none. */
  readonly gap: Duration;
  readonly writes: number;
  readonly idempotencyKeys: boolean;
  /** Where its tasks go; undefined: to instances of a service. */
  readonly database: DatabasePool | undefined;
  readonly retryWrites: Duration;
  readonly duty: WorkerDuty | undefined;
}

/** What it settles with the others. */
export type WorkerDuty =
  | { readonly type: 'leader'; readonly path: string; readonly every: Duration }
  | { readonly type: 'queue'; readonly path: string };

/** `token` is that of the databases' primary; its own as the leader of a periodic job is that of its duty. */
export interface WorkerState extends Consumer, DatabaseUser, Tally {
  readonly config: WorkerConfig;
  /** It believes that it is the one who does the periodic job. */
  readonly leads: boolean;
  /** The task for the item that it took. */
  readonly item: number | undefined;
  /** How many periodic jobs it began, or items it finished. */
  readonly jobs: number;
}

export type Worker = Draft<WorkerState>;

export function copyWorker(s: WorkerState): WorkerState {
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
    primary: s.primary,
    token: s.token,
    databases: s.databases,
    queries: s.queries,
    succeeded: s.succeeded,
    failed: s.failed,
    leads: s.leads,
    item: s.item,
    jobs: s.jobs,
  };
}
