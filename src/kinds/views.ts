/** How each kind looks: one line a kind. */
import type { KindView } from '../ui/kind-view.ts';
import { apiServerView } from './api-server/ApiServerView.tsx';
import { batchJobView } from './batch-job/BatchJobView.tsx';
import { cacheClientView } from './cache-client/CacheClientView.tsx';
import { cacheView } from './cache/CacheView.tsx';
import { clientView } from './client/ClientView.tsx';
import { databaseView } from './database/DatabaseView.tsx';
import { loadBalancerView } from './load-balancer/LoadBalancerView.tsx';
import { lockUserView } from './lock-user/LockUserView.tsx';
import { operatorView } from './operator/OperatorView.tsx';
import { resourceView } from './resource/ResourceView.tsx';
import { serviceView } from './service/ServiceView.tsx';
import { workerView } from './worker/WorkerView.tsx';
import { zookeeperClientView } from './zookeeper-client/ZookeeperClientView.tsx';
import { zookeeperView } from './zookeeper/ZookeeperView.tsx';

export const kindViews: readonly KindView[] = [
  clientView,
  loadBalancerView,
  apiServerView,
  zookeeperView,
  databaseView,
  zookeeperClientView,
  workerView,
  batchJobView,
  serviceView,
  operatorView,
  lockUserView,
  resourceView,
  cacheView,
  cacheClientView,
];
