import type { Context, Directory, Face, KindDefinition, NodeEvent } from '../../kernel/kind.ts';
import { SECOND } from '../../lib/units.ts';
import { connectedServer, handleClient, type Notice, startClient } from '../zookeeper/client-library.ts';
import { type ZookeeperClientOptions, zookeeperClientOptions } from './config.ts';
import { zookeeperClientInvariants } from './invariants.ts';
import { nextOperation, NOTHING_SEEN, operate, randomNotice } from './random-workload.ts';
import { recipeNotice, recipeOf, recipeTimer, reconsider } from './recipe-workload.ts';
import { accept } from './session.ts';
import {
  acts, type Application, copyApplication, STEADY, tradeOf, type ZookeeperClientConfig, type ZookeeperClientState,
} from './state.ts'; // prettier-ignore

function start(config: ZookeeperClientConfig, ctx: Context): ZookeeperClientState {
  const { servers, sessionTimeout, path, size, careless, sync, address } = config;
  const recipe = recipeOf(config.workload);
  const s: Application = {
    config,
    zookeeper: startClient({ servers, timeout: sessionTimeout }, ctx),
    asked: 0,
    answered: 0,
    refused: 0,
    lost: 0,
    events: 0,
    recipe: recipe?.start({ path, size, careless, sync, data: address }),
    standing: 'none',
    shared: false,
    turns: 0,
    prepared: false,
    resting: false,
    leaseUntil: 0,
    random: NOTHING_SEEN,
  };
  if (recipe === undefined) nextOperation(s, ctx);
  return s;
}

function handle(s: Application, event: NodeEvent, ctx: Context): void {
  // A process that was frozen looks at its clock before it does anything.
  if (s.standing === 'acting' && !acts(s, ctx.now)) reconsider(s, ctx);
  const step = handleClient(s.zookeeper, event, ctx);
  if (step !== undefined) {
    for (const notice of accept(s, ctx, step)) notify(s, ctx, notice);
  } else if (event.type === 'timer') {
    if (s.recipe === undefined) operate(s, ctx, event.name);
    else recipeTimer(s, ctx, event.name);
  }
}

function notify(s: Application, ctx: Context, notice: Notice): void {
  if (s.recipe === undefined) randomNotice(s, ctx, notice);
  else recipeNotice(s, ctx, notice);
}

/** What it is right now, in a word. */
function roleOf(s: ZookeeperClientState): string {
  const { recipe, standing, shared, config } = s;
  if (recipe === undefined || STEADY.has(config.workload)) return '';
  if (standing !== 'acting') return recipe.line === 0 ? '' : 'waiting';
  if (config.workload === 'read-write-lock') return shared ? 'reader' : 'writer';
  return tradeOf(config.workload).role;
}

function factOf({ recipe, answered }: ZookeeperClientState): string {
  if (recipe === undefined) return `${String(answered)} answers`;
  return recipe.says ?? `line ${String(recipe.line)}`;
}

function face(s: ZookeeperClientState): Face {
  const role = roleOf(s);
  const { guarded } = tradeOf(s.config.workload);
  return {
    role,
    tone: guarded && s.standing === 'acting' ? 'leads' : 'plain',
    facts: [factOf(s), `session ${s.zookeeper.state.toLowerCase()}`],
    session: connectedServer(s.zookeeper),
  };
}

function configure(
  options: ZookeeperClientOptions,
  self: string,
  directory: Directory,
): ZookeeperClientConfig {
  const { workload, rate, hold } = options;
  return {
    ensemble: options.through,
    servers: (options.servers ?? [options.through]).flatMap((name) => directory.members(name)),
    sessionTimeout: options.sessionTimeout,
    workload,
    path: options.path,
    gap: rate > 0 ? Math.round(SECOND / rate) : 0,
    hold: hold ?? (tradeOf(workload).keeps ? 0 : SECOND),
    rest: options.rest,
    reads: options.reads,
    size: options.size,
    fencing: options.fencing,
    careless: options.careless,
    sync: options.sync,
    address: workload === 'registry' ? directory.address(self) : self,
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
  invariants: zookeeperClientInvariants,
  families: {},
  configure,
  start: (config, _durable, ctx) => start(config, ctx),
  copy: copyApplication,
  handle,
  role: roleOf,
  face,
  edges: (config) => config.servers.map((to) => ({ to, plane: 'session' })),
};
