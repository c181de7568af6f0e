import type { Context, Face, KindDefinition, NodeEvent } from '../../kernel/kind.ts';
import { SECOND } from '../../lib/units.ts';
import { connectedServer, handleClient, type Notice, startClient } from '../zookeeper/client-library.ts';
import { type ZookeeperClientOptions, zookeeperClientOptions } from './config.ts';
import { beginRandom, learn, nextOperation, NOTHING_SEEN, operate } from './random-workload.ts';
import { accept } from './session.ts';
import {
  type Application, copyApplication, type ZookeeperClientConfig, type ZookeeperClientState,
} from './state.ts'; // prettier-ignore

function start(config: ZookeeperClientConfig, ctx: Context): ZookeeperClientState {
  const s: Application = {
    config,
    zookeeper: startClient({ servers: config.servers, timeout: config.sessionTimeout }, ctx),
    asked: 0,
    answered: 0,
    refused: 0,
    lost: 0,
    events: 0,
    random: NOTHING_SEEN,
  };
  nextOperation(s, ctx);
  return s;
}

function handle(s: Application, event: NodeEvent, ctx: Context): void {
  const step = handleClient(s.zookeeper, event, ctx);
  if (step !== undefined) {
    for (const notice of accept(s, ctx, step)) notify(s, ctx, notice);
  } else if (event.type === 'timer' && event.name === 'operation') {
    operate(s, ctx);
  }
}

function notify(s: Application, ctx: Context, notice: Notice): void {
  if (notice.type === 'connected' && notice.newSession) beginRandom(s, ctx);
  else if (notice.type === 'reply') learn(s, notice);
}

function face(s: ZookeeperClientState): Face {
  return {
    role: '',
    tone: 'plain',
    facts: [`${String(s.answered)} answers`, `session ${s.zookeeper.state.toLowerCase()}`],
    session: connectedServer(s.zookeeper),
  };
}

export const zookeeperClient: KindDefinition<
  ZookeeperClientOptions,
  ZookeeperClientConfig,
  ZookeeperClientState
> = {
  kind: 'zookeeper-client',
  summary: 'A client of a ZooKeeper ensemble: it runs a recipe, or random operations.',
  options: zookeeperClientOptions,
  invariants: [],
  families: {},
  configure: (options, _self, directory) => ({
    servers: directory.members(options.through),
    sessionTimeout: options.sessionTimeout,
    workload: options.workload,
    gap: options.rate > 0 ? Math.round(SECOND / options.rate) : 0,
    path: options.path,
  }),
  start: (config, _durable, ctx) => start(config, ctx),
  copy: copyApplication,
  handle,
  role: () => '',
  face,
  edges: (config) => config.servers.map((to) => ({ to, plane: 'session' })),
};
