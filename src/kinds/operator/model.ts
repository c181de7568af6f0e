import type { ZnodeOrder } from '../../kernel/fault.ts';
import type { Command, Context, Face, KindDefinition, NodeEvent } from '../../kernel/kind.ts';
import {
  closeClient, connectedServer, handleClient, type Notice, startClient, submit,
} from '../zookeeper/client-library.ts'; // prettier-ignore
import type { ErrorCode, Operation } from '../zookeeper/protocol.ts';
import { type OperatorConfig, operatorOptions, type OperatorOptions } from './config.ts';
import { copyOperator, type Operator, type OperatorState } from './state.ts';

/*
 * Somebody at a terminal: for each order they open a session, make the request, read its answer and close the session,
 * as one does with zkCli.sh. Orders that come meanwhile are done in the same session.
 */

const PARENT = 'parent';
const ORDER = 'order';
const CLOSE = 'close';

function handle(s: Operator, event: NodeEvent, ctx: Context): void {
  const step = s.zookeeper === undefined ? undefined : handleClient(s.zookeeper, event, ctx);
  if (step !== undefined) {
    s.zookeeper = step.client;
    for (const notice of step.notices) hear(s, ctx, notice);
  } else if (event.type === 'command') {
    obey(s, ctx, event.message as Command);
  }
}

function obey(s: Operator, ctx: Context, command: Command): void {
  if (command.type !== 'operate') return;
  s.orders = [...s.orders, command.order];
  if (s.zookeeper === undefined) open(s, ctx);
}

function open(s: Operator, ctx: Context): void {
  const { servers, sessionTimeout: timeout } = s.config;
  s.zookeeper = startClient({ servers, timeout }, ctx);
}

function hear(s: Operator, ctx: Context, notice: Notice): void {
  switch (notice.type) {
    case 'connected':
      askNext(s, ctx);
      return;
    case 'closed':
      s.zookeeper = undefined;
      if (s.orders.length > 0) open(s, ctx);
      return;
    case 'reply':
      if (notice.tag === ORDER) answered(s, ctx, notice.error);
      return;
    default:
      return;
  }
}

/** The next order, or the end of the session. */
function askNext(s: Operator, ctx: Context): void {
  const [order] = s.orders;
  if (s.zookeeper === undefined) return;
  if (order === undefined) {
    s.zookeeper = closeClient(s.zookeeper, ctx, CLOSE).client;
    return;
  }
  if (order.op === 'create') {
    for (const path of parentsOf(order.path))
      ask(s, ctx, { op: 'create', path, data: '', mode: 'persistent' }, PARENT);
  }
  ask(s, ctx, operationOf(order), ORDER);
}

function ask(s: Operator, ctx: Context, operation: Operation, tag: string): void {
  if (s.zookeeper !== undefined) s.zookeeper = submit(s.zookeeper, ctx, operation, tag).client;
}

/** The znodes above, the topmost first. */
function parentsOf(path: string): readonly string[] {
  const names = path.split('/').slice(1, -1);
  return names.map((_, index) => `/${names.slice(0, index + 1).join('/')}`);
}

/** Whatever the znode's version is. */
function operationOf({ op, path, data }: ZnodeOrder): Operation {
  switch (op) {
    case 'set':
      return { op, path, data, version: -1 };
    case 'create':
      return { op, path, data, mode: 'persistent' };
    case 'delete':
      return { op, path, version: -1 };
  }
}

function answered(s: Operator, ctx: Context, error: ErrorCode | undefined): void {
  const [order, ...rest] = s.orders;
  if (order === undefined) return;
  if (error === 'CONNECTIONLOSS' || error === 'SESSIONEXPIRED') {
    // It may have been done. Once there is a connection again, it is asked for again.
    s.unsure = true;
    return;
  }
  const refusal = s.unsure && error === foundDone(order) ? undefined : error;
  const data = { fault: 'zookeeper', op: order.op, path: order.path };
  if (refusal === undefined) s.done++;
  else {
    s.refused++;
    ctx.milestone({ type: 'fault-skipped', reason: reasonOf(refusal), data });
  }
  ctx.milestone({ type: 'fault-ended', data });
  s.orders = rest;
  s.unsure = false;
  askNext(s, ctx);
}

/** What says that an order of unknown outcome was done the first time. */
function foundDone({ op }: ZnodeOrder): ErrorCode | undefined {
  return op === 'create' ? 'NODEEXISTS' : op === 'delete' ? 'NONODE' : undefined;
}

function reasonOf(error: ErrorCode): string {
  if (error === 'NONODE') return 'there is no such znode';
  if (error === 'NODEEXISTS') return 'there is one already';
  return error === 'NOTEMPTY' ? 'there are znodes below it' : error;
}

function face(s: OperatorState): Face {
  const [order] = s.orders;
  return {
    role: '',
    tone: 'plain',
    facts: [order === undefined ? `${String(s.done)} done` : `${order.op} ${order.path}`],
    session: connectedServer(s.zookeeper),
  };
}

export const operator: KindDefinition<OperatorOptions, OperatorConfig, OperatorState> = {
  kind: 'operator',
  summary: 'An operator: does the faults `zookeeper`, by a client of its own.',
  options: operatorOptions,
  invariants: [],
  families: {},
  configure: ({ through, sessionTimeout }, _self, directory) => ({
    servers: directory.members(through),
    sessionTimeout,
  }),
  start: (config) => ({ config, zookeeper: undefined, orders: [], unsure: false, done: 0, refused: 0 }),
  copy: copyOperator,
  handle,
  role: () => '',
  face,
  edges: ({ servers }) => servers.map((to) => ({ to, plane: 'session' })),
};
