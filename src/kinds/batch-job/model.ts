import type { Command, Context, Directory, Face, KindDefinition, NodeEvent } from '../../kernel/kind.ts';
import { consumerConfig, edgesTo } from '../calling/configure.ts';
import { consume, type SessionEars, handleConsumer, startConsumer } from '../calling/consumer.ts';
import { beginLeaving, leavingTimer } from '../calling/leaving.ts';
import { countTask, PLAIN_CALL, SETTLING } from '../calling/task.ts';
import { connectedServer } from '../zookeeper/client-library.ts';
import { linearizable } from '../history/linearizable.ts';
import { type BatchJobOptions, batchJobOptions } from './config.ts';
import { comeToGate, gateOf, hearGate, leaveGate } from './gate.ts';
import { type BatchJob, type BatchJobConfig, type BatchJobState, copyBatchJob } from './state.ts';

function start(config: BatchJobConfig, ctx: Context): BatchJobState {
  // Jobs of one group are not set to the same minute.
  ctx.startTimer('wake', SETTLING + ctx.random('wake').below(config.interval));
  const counts = { succeeded: 0, failed: 0, left: undefined, runs: 0, leaving: false, gate: 'away' as const };
  return { config, ...startConsumer(config, ctx, gateOf(config)), ...counts };
}

function handle(s: BatchJob, event: NodeEvent, ctx: Context): void {
  const ends = handleConsumer(s, ctx, s.config, event, earsOf(s, ctx));
  if (ends !== undefined) {
    for (const end of ends) {
      countTask(s, ctx, end);
      goOn(s, ctx);
    }
  } else if (event.type === 'timer') {
    if (event.name === 'wake') wake(s, ctx);
    else leavingTimer(s, ctx, event.name, s.left === undefined);
  } else if (event.type === 'command') {
    obey(s, ctx, event.message as Command);
  }
}

function earsOf(s: BatchJob, ctx: Context): SessionEars | undefined {
  const recipe = gateOf(s.config);
  return (
    recipe && {
      recipe,
      hear: (notice) => {
        if (hearGate(s, ctx, notice)) run(s, ctx);
      },
    }
  );
}

function wake(s: BatchJob, ctx: Context): void {
  ctx.startTimer('wake', s.config.interval);
  if (s.left !== undefined || s.gate !== 'away') return;
  if (s.config.barrier === undefined) run(s, ctx);
  else comeToGate(s, ctx);
}

function run(s: BatchJob, ctx: Context): void {
  if (s.leaving) return;
  s.runs++;
  s.left = s.config.length;
  goOn(s, ctx);
}

/** The next call of the run; those that there is nobody for are over at once. */
function goOn(s: BatchJob, ctx: Context): void {
  while (s.left !== undefined) {
    if (s.left === 0 || s.leaving) {
      s.left = undefined;
      if (s.gate === 'passed') leaveGate(s, ctx);
      return;
    }
    s.left--;
    const write = ctx.random('kinds').chance(s.config.writes);
    const end = consume(s, ctx, s.config, { write, origin: ctx.self, request: s.nextCall, ...PLAIN_CALL });
    if (end === undefined) return;
    countTask(s, ctx, end);
  }
}

function obey(s: BatchJob, ctx: Context, command: Command): void {
  if (command.type === 'set') {
    s.config = command.config as BatchJobConfig;
  } else if (command.type === 'leave') {
    s.leaving = true;
    ctx.cancelTimer('wake');
    beginLeaving(s, ctx);
  }
}

function roleOf({ left, gate }: BatchJobState): string {
  if (left !== undefined) return 'running';
  return gate === 'away' ? 'asleep' : 'waiting';
}

function face(s: BatchJobState): Face {
  const { config, instances, succeeded, failed, left, zookeeper } = s;
  const done =
    left === undefined ? `knows ${String(instances.length)}` : `call ${String(config.length - left)}`;
  return {
    role: roleOf(s),
    tone: instances.length === 0 ? 'suspected' : 'plain',
    facts: [done, `${String(succeeded)} done · ${String(failed)} failed`],
    session: connectedServer(zookeeper),
  };
}

function configure(options: BatchJobOptions, self: string, directory: Directory): BatchJobConfig {
  const { interval, calls: length, writes } = options;
  const { barrier } = options;
  return {
    ...consumerConfig(options.targets, options, directory, self, undefined, barrier),
    interval,
    length,
    writes,
    barrier: barrier && { path: barrier.path, size: barrier.size },
  };
}

export const batchJob: KindDefinition<BatchJobOptions, BatchJobConfig, BatchJobState> = {
  kind: 'batch-job',
  summary: 'A batch job: it wakes at an interval, makes its calls one after the other, and sleeps.',
  options: batchJobOptions,
  invariants: [linearizable],
  families: {},
  configure,
  start: (config, _durable, ctx) => start(config, ctx),
  copy: copyBatchJob,
  handle,
  role: roleOf,
  face,
  edges: ({ callees, registry }) => edgesTo(callees, registry),
  leaves: true,
};
