import { barrier, barrierKeeper } from './barrier.ts';
import { configWatch, configWriter } from './config-watch.ts';
import { doubleBarrier } from './double-barrier.ts';
import { herdLock } from './herd-lock.ts';
import { lock } from './lock.ts';
import { membership } from './membership.ts';
import { naiveElection } from './naive-election.ts';
import { queueConsumer, queueProducer } from './queue.ts';
import { queueElection } from './queue-election.ts';
import { readWriteLock } from './read-write-lock.ts';
import type { Recipe } from './recipe.ts';
import { registry } from './registry.ts';
import { read, write } from './read-write.ts';
import { semaphore } from './semaphore.ts';

/** Every recipe by its name. */
export const RECIPES = {
  'naive-election': naiveElection,
  'queue-election': queueElection,
  lock,
  'herd-lock': herdLock,
  'read-write-lock': readWriteLock,
  semaphore,
  barrier,
  'barrier-keeper': barrierKeeper,
  'double-barrier': doubleBarrier,
  'queue-producer': queueProducer,
  'queue-consumer': queueConsumer,
  membership,
  registry,
  'config-watch': configWatch,
  'config-writer': configWriter,
  write,
  read,
} as const satisfies Readonly<Record<string, Recipe>>;
