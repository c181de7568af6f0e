import type { KindDefinition } from '../kernel/kind.ts';
import { batchJob } from './batch-job/model.ts';
import { apiServer } from './api-server/model.ts';
import { cacheClient } from './cache-client/model.ts';
import { cache } from './cache/model.ts';
import { client } from './client/model.ts';
import { database } from './database/model.ts';
import { loadBalancer } from './load-balancer/model.ts';
import { lockUser } from './lock-user/model.ts';
import { operator } from './operator/model.ts';
import { resource } from './resource/model.ts';
import { service } from './service/model.ts';
import { worker } from './worker/model.ts';
import { zookeeperClient } from './zookeeper-client/model.ts';
import { zookeeper } from './zookeeper/model.ts';

/** Every component kind. A new one costs a folder, a line here and a line in views.ts. */
export const kinds: readonly KindDefinition[] = [
  client,
  loadBalancer,
  apiServer,
  zookeeper,
  database,
  zookeeperClient,
  worker,
  batchJob,
  service,
  operator,
  lockUser,
  resource,
  cache,
  cacheClient,
];
