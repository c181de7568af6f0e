import type { Context } from '../../kernel/kind.ts';
import { doDuty, doubtOf, makeParents, type SessionNotice } from '../calling/registry.ts';
import { countQuery, countTask } from '../calling/task.ts';
import { queueConsumer } from '../zookeeper/recipes/queue.ts';
import { queueElection } from '../zookeeper/recipes/queue-election.ts';
import type { Happening, Recipe } from '../zookeeper/recipes/recipe.ts';
import type { Worker, WorkerConfig } from './state.ts';
import { beginTask, type TaskEnd } from './task.ts';

/*
 * What workers of a group settle among themselves through ZooKeeper: who of them does a periodic job, or who takes which
 * item of a work queue.
 */

/** The recipe of its duty. */
export function dutyOf({ duty }: WorkerConfig): Recipe | undefined {
  if (duty === undefined) return undefined;
  return duty.type === 'leader' ? queueElection : queueConsumer;
}

/** Goes on with what the library told, or what its recipe did. */
export function hearDuty(s: Worker, ctx: Context, notice: SessionNotice): void {
  const { duty } = s.config;
  if (duty === undefined) return;
  const doubt = doubtOf(notice);
  if (doubt !== undefined) resign(s, ctx, doubt);
  else if (notice.type === 'connected') {
    if (notice.newSession) makeParents(s, ctx, duty.path);
    if (s.duty?.line === 0) tellDuty(s, ctx, { type: 'begin', reads: false });
  } else if (notice.type === 'news') {
    if (notice.news.type === 'left') tellDuty(s, ctx, { type: 'begin', reads: false });
    else if (notice.news.type === 'won') won(s, ctx);
  }
}

function tellDuty(s: Worker, ctx: Context, happening: Happening): void {
  const recipe = dutyOf(s.config);
  if (recipe === undefined) return;
  for (const notice of doDuty(s, ctx, recipe, happening)) hearDuty(s, ctx, notice);
}

function won(s: Worker, ctx: Context): void {
  if (s.config.duty?.type === 'leader') lead(s, ctx);
  else takeItem(s, ctx);
}

function lead(s: Worker, ctx: Context): void {
  const { duty } = s.config;
  if (s.leads || s.duty === undefined || duty?.type !== 'leader') return;
  const { own: path = '', token = 0 } = s.duty;
  s.leads = true;
  ctx.milestone({ type: 'primary-elected', data: { path, token } });
  ctx.startTimer('job', duty.every);
}

function resign(s: Worker, ctx: Context, reason: string): void {
  if (!s.leads) return;
  s.leads = false;
  ctx.cancelTimer('job');
  ctx.milestone({ type: 'primary-demoted', reason });
}

/** It stops before it goes. */
export function leaveDuty(s: Worker, ctx: Context): void {
  resign(s, ctx, 'it was told to go');
}

/** The time of the periodic job has come: whether the timer was its own. */
export function jobTimer(s: Worker, ctx: Context, timer: string): boolean {
  const { duty } = s.config;
  if (timer !== 'job' || duty?.type !== 'leader') return false;
  ctx.startTimer('job', duty.every);
  s.jobs++;
  ctx.milestone({ type: 'job-begun', data: { path: duty.path, job: s.jobs } });
  work(s, ctx);
  return true;
}

/** The item is out of the queue, and in nobody's hands but its own. */
function takeItem(s: Worker, ctx: Context): void {
  s.item = s.nextCall;
  work(s, ctx);
}

/** Begins a task, which is over at once if there is nobody for it. */
export function work(s: Worker, ctx: Context): void {
  const end = beginTask(s, ctx);
  if (end !== undefined) taskOver(s, ctx, end);
}

/** Counts a task that is over; after an item's it takes the next one. */
export function taskOver(s: Worker, ctx: Context, end: TaskEnd): void {
  if ('call' in end) countTask(s, ctx, end);
  else countQuery(s, ctx, end);
  if (s.item !== ('call' in end ? end.call.call : end.open.query.id)) return;
  s.item = undefined;
  s.jobs++;
  tellDuty(s, ctx, { type: 'leave' });
}
