import type { Command, Context, Directory, Face, KindDefinition, NodeEvent } from '../../kernel/kind.ts';
import { exponential } from '../../lib/numeric.ts';
import { sizeOf } from '../../lib/sorted-map.ts';
import { SECOND } from '../../lib/units.ts';
import type { CallEnd } from '../calling/caller.ts';
import { consumerConfig, edgesTo } from '../calling/configure.ts';
import { consume, type DutyEars, handleConsumer, startConsumer } from '../calling/consumer.ts';
import { beginLeaving, leavingTimer } from '../calling/leaving.ts';
import { PLAIN_CALL, SETTLING } from '../calling/task.ts';
import { connectedServer } from '../zookeeper/client-library.ts';
import { linearizable } from '../history/linearizable.ts';
import { type WorkerOptions, workerOptions } from './config.ts';
import { dutyOf, hearDuty, jobTimer, leaveDuty, taskOver } from './duty.ts';
import { copyWorker, type Worker, type WorkerConfig, type WorkerDuty, type WorkerState } from './state.ts';

function start(config: WorkerConfig, ctx: Context): WorkerState {
  if (config.gap > 0) ctx.startTimer('task', SETTLING + gap(config, ctx));
  const counts = { succeeded: 0, failed: 0, leads: false, item: undefined, jobs: 0 };
  return { config, ...startConsumer(config, ctx, dutyOf(config)), ...counts };
}

function gap(config: WorkerConfig, ctx: Context): number {
  return exponential(ctx.random('gaps'), config.gap);
}

function handle(s: Worker, event: NodeEvent, ctx: Context): void {
  const ends = handleConsumer(s, ctx, s.config, event, earsOf(s, ctx));
  if (ends !== undefined) {
    for (const end of ends) taskOver(s, ctx, end);
  } else if (event.type === 'timer') {
    if (event.name === 'task') task(s, ctx);
    else if (!jobTimer(s, ctx, event.name)) leavingTimer(s, ctx, event.name, sizeOf(s.calls) === 0);
  } else if (event.type === 'command') {
    obey(s, ctx, event.message as Command);
  }
}

function earsOf(s: Worker, ctx: Context): DutyEars | undefined {
  const recipe = dutyOf(s.config);
  return (
    recipe && {
      recipe,
      hear: (notice) => {
        hearDuty(s, ctx, notice);
      },
    }
  );
}

function task(s: Worker, ctx: Context): void {
  ctx.startTimer('task', gap(s.config, ctx));
  const write = ctx.random('kinds').chance(s.config.writes);
  const end: CallEnd | undefined = consume(s, ctx, s.config, {
    write, origin: ctx.self, request: s.nextCall, ...PLAIN_CALL,
  }); // prettier-ignore
  if (end !== undefined) taskOver(s, ctx, end);
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
  const { instances, succeeded, failed, zookeeper } = s;
  return {
    role: roleOf(s),
    tone: s.leads ? 'leads' : instances.length === 0 ? 'suspected' : 'plain',
    facts: [`knows ${String(instances.length)}`, `${String(succeeded)} done · ${String(failed)} failed`],
    session: connectedServer(zookeeper),
  };
}

function dutyIn({ leader, queue }: WorkerOptions): WorkerDuty | undefined {
  if (leader !== undefined) return { type: 'leader', path: leader.path, every: leader.every };
  return queue && { type: 'queue', path: queue.path };
}

function configure(options: WorkerOptions, self: string, directory: Directory): WorkerConfig {
  return {
    ...consumerConfig(options.targets, options, directory, self, undefined, options.leader ?? options.queue),
    duty: dutyIn(options),
    gap: options.rate > 0 ? Math.round(SECOND / options.rate) : 0,
    writes: options.writes,
  };
}

export const worker: KindDefinition<WorkerOptions, WorkerConfig, WorkerState> = {
  kind: 'worker',
  summary: 'A worker: each of its tasks calls an instance of a service, in turn.',
  options: workerOptions,
  invariants: [linearizable],
  families: {},
  configure,
  start: (config, _durable, ctx) => start(config, ctx),
  copy: copyWorker,
  handle,
  role: roleOf,
  face,
  edges: ({ callees, registry }) => edgesTo(callees, registry),
  leaves: true,
};
