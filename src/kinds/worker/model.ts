import type { Command, Context, Directory, Face, KindDefinition, NodeEvent } from '../../kernel/kind.ts';
import { exponential } from '../../lib/numeric.ts';
import { sizeOf } from '../../lib/sorted-map.ts';
import { SECOND } from '../../lib/units.ts';
import { consumerConfig, edgesTo } from '../calling/configure.ts';
import { handleConsumer, type SessionEars, startConsumer } from '../calling/consumer.ts';
import { handleDatabases, startDatabases } from '../calling/databases.ts';
import { beginLeaving, leavingTimer } from '../calling/leaving.ts';
import { databasePool, hearPrimary } from '../calling/primary.ts';
import { SETTLING } from '../calling/task.ts';
import { connectedServer } from '../zookeeper/client-library.ts';
import { linearizable } from '../history/linearizable.ts';
import { type WorkerOptions, workerOptions } from './config.ts';
import { dutyOf, hearDuty, jobTimer, leaveDuty, taskOver, work } from './duty.ts';
import { copyWorker, type Worker, type WorkerConfig, type WorkerDuty, type WorkerState } from './state.ts';
import { meansOf } from './task.ts';

function start(config: WorkerConfig, ctx: Context): WorkerState {
  if (config.gap > 0) ctx.startTimer('task', SETTLING + gap(config, ctx));
  const counts = { succeeded: 0, failed: 0, leads: false, item: undefined, jobs: 0 };
  const consumer = startConsumer(config, ctx, dutyOf(config));
  return { config, ...consumer, ...startDatabases(config.database, ctx), ...counts };
}

function gap(config: WorkerConfig, ctx: Context): number {
  return exponential(ctx.random('gaps'), config.gap);
}

function handle(s: Worker, event: NodeEvent, ctx: Context): void {
  const ends =
    handleConsumer(s, ctx, s.config, event, earsOf(s, ctx)) ?? handleDatabases(s, meansOf(s, ctx), event);
  if (ends !== undefined) {
    for (const end of ends) taskOver(s, ctx, end);
  } else if (event.type === 'timer') {
    if (event.name === 'task') task(s, ctx);
    else if (!jobTimer(s, ctx, event.name)) leavingTimer(s, ctx, event.name, isIdle(s));
  } else if (event.type === 'command') {
    obey(s, ctx, event.message as Command);
  }
}

function isIdle({ calls, queries }: WorkerState): boolean {
  return sizeOf(calls) === 0 && sizeOf(queries) === 0;
}

function earsOf(s: Worker, ctx: Context): SessionEars | undefined {
  const { duty, database } = s.config;
  if (duty === undefined && database === undefined) return undefined;
  return {
    recipe: dutyOf(s.config),
    hear: (notice) => {
      hearPrimary(s, ctx, database, notice);
      hearDuty(s, ctx, notice);
    },
  };
}

function task(s: Worker, ctx: Context): void {
  ctx.startTimer('task', gap(s.config, ctx));
  work(s, ctx);
}

function obey(s: Worker, ctx: Context, command: Command): void {
  if (command.type === 'set') {
    s.config = command.config as WorkerConfig;
    ctx.cancelTimer('task');
    // Gaps have no memory, so the present one is drawn anew.
    if (s.config.gap > 0) ctx.startTimer('task', gap(s.config, ctx));
  } else if (command.type === 'leave') {
    ctx.cancelTimer('task');
    leaveDuty(s, ctx);
    beginLeaving(s, ctx);
  }
}

function roleOf({ leads, item }: WorkerState): string {
  return leads ? 'leader' : item === undefined ? '' : 'working';
}

function face(s: WorkerState): Face {
  const { succeeded, failed, zookeeper } = s;
  return {
    role: roleOf(s),
    tone: s.leads ? 'leads' : knowsNobody(s) ? 'suspected' : 'plain',
    facts: [known(s), `${String(succeeded)} done · ${String(failed)} failed`],
    session: connectedServer(zookeeper),
  };
}

function knowsNobody({ config, instances, primary }: WorkerState): boolean {
  return config.database === undefined ? instances.length === 0 : primary === undefined;
}

function known({ config, instances, primary }: WorkerState): string {
  return config.database === undefined
    ? `knows ${String(instances.length)}`
    : `primary ${primary ?? 'unknown'}`;
}

function dutyIn({ leader, queue }: WorkerOptions): WorkerDuty | undefined {
  if (leader !== undefined) return { type: 'leader', path: leader.path, every: leader.every };
  return queue && { type: 'queue', path: queue.path };
}

function configure(options: WorkerOptions, self: string, directory: Directory): WorkerConfig {
  const { targets = [], database, leader, queue } = options;
  return {
    ...consumerConfig(targets, options, directory, self, undefined, leader ?? queue),
    database: database === undefined ? undefined : databasePool(database, directory),
    retryWrites: options.retryWrites,
    duty: dutyIn(options),
    gap: options.rate > 0 ? Math.round(SECOND / options.rate) : 0,
    writes: options.writes,
    idempotencyKeys: options.idempotencyKeys,
  };
}

export const worker: KindDefinition<WorkerOptions, WorkerConfig, WorkerState> = {
  kind: 'worker',
  summary: 'A worker: each of its tasks calls an instance of a service, in turn, or asks a database.',
  options: workerOptions,
  invariants: [linearizable],
  families: {},
  configure,
  start: (config, _durable, ctx) => start(config, ctx),
  copy: copyWorker,
  handle,
  role: roleOf,
  face,
  edges: ({ callees, database, registry }) => edgesTo(database?.members ?? callees, registry),
  leaves: true,
};
