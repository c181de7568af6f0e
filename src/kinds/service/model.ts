import type {
  Command,
  ConnectionId,
  Context,
  Directory,
  Face,
  KindDefinition,
  NodeEvent,
} from '../../kernel/kind.ts';
import { lookUp, sizeOf, withEntry, withoutKey } from '../../lib/sorted-map.ts';
import type { FailureReason, HttpMessage, HttpRequest, HttpResponse } from '../api-server/protocol.ts';
import type { CallEnd } from '../calling/caller.ts';
import { consumerConfig, edgesTo } from '../calling/configure.ts';
import { consume, handleConsumer, startConsumer } from '../calling/consumer.ts';
import { beginLeaving, leavingTimer } from '../calling/leaving.ts';
import { connectedServer } from '../zookeeper/client-library.ts';
import { type ServiceOptions, serviceOptions } from './config.ts';
import {
  copyService,
  type ServedRequest,
  type Service,
  type ServiceConfig,
  type ServiceState,
} from './state.ts';

function start(config: ServiceConfig, ctx: Context): ServiceState {
  return {
    config, ...startConsumer(config, ctx), working: undefined, asking: undefined, next: 1, served: 0,
  }; // prettier-ignore
}

function handle(s: Service, event: NodeEvent, ctx: Context): void {
  const ends = handleConsumer(s, ctx, s.config, event);
  if (ends !== undefined) {
    for (const end of ends) finish(s, ctx, end);
    return;
  }
  switch (event.type) {
    case 'message':
      receive(s, ctx, event.connection, event.message as HttpMessage);
      return;
    case 'timer':
      if (event.name === 'service') ask(s, ctx, event.key);
      else leavingTimer(s, ctx, event.name, sizeOf(s.working) === 0 && sizeOf(s.asking) === 0);
      return;
    case 'command':
      obey(s, ctx, event.message as Command);
      return;
    default:
      return;
  }
}

function receive(s: Service, ctx: Context, connection: ConnectionId, message: HttpMessage): void {
  if (message.type === 'http-get' || message.type === 'http-post') accept(s, ctx, connection, message);
}

function accept(s: Service, ctx: Context, client: ConnectionId, message: HttpRequest): void {
  const { hang, failHealth, slowBy } = ctx.conditions;
  if (hang) return;
  if (message.path === '/health') {
    respond(ctx, client, message.id, { status: failHealth ? 500 : 200 });
    return;
  }
  const { client: origin, request, path, once = false, type } = message;
  const one = { client, clientId: message.id, write: type === 'http-post', origin, request, path, once };
  const id = s.next;
  s.next++;
  s.working = withEntry(s.working, id, one);
  ctx.startTimer('service', Math.round((message.service ?? s.config.serviceTime) * slowBy), id);
}

/** Its own work is done: the other service is called. */
function ask(s: Service, ctx: Context, id: number): void {
  const one = lookUp(s.working, id);
  if (one === undefined) return;
  s.working = withoutKey(s.working, id);
  s.asking = withEntry(s.asking, s.nextCall, one);
  if (ctx.conditions.failRequests) {
    answer(s, ctx, s.nextCall, one, { status: 500, reason: 'server-error' });
    return;
  }
  const { write, origin, request, path, once } = one;
  const end = consume(s, ctx, s.config, { write, origin, request, path, once });
  if (end !== undefined) finish(s, ctx, end);
}

/** The call is over, and so is the request that it was made for. */
function finish(s: Service, ctx: Context, end: CallEnd): void {
  const { call } = end.call;
  const one = lookUp(s.asking, call);
  if (one !== undefined) answer(s, ctx, call, one, answerOf(end));
}

function answer(s: Service, ctx: Context, call: number, one: ServedRequest, how: Answer): void {
  s.asking = withoutKey(s.asking, call);
  s.served++;
  respond(ctx, one.client, one.clientId, how);
}

type Answer = Pick<HttpResponse, 'status' | 'reason' | 'failedAt' | 'value' | 'lsn'> & {
  readonly database?: string;
};

/** What it says of the other service: gateways' statuses (RFC 9110, 502 to 504). */
function answerOf({ ok, outcome, answer: given, call }: CallEnd): Answer {
  if (ok) {
    const { status = 200, database = '', value = '', lsn = 0 } = given ?? {};
    return { status, database, value, lsn };
  }
  const [status, reason] = FAILURES[outcome] ?? ([502, 'server-error'] as const);
  return { status, reason, failedAt: given?.failedAt ?? call.target };
}

const FAILURES: Readonly<Record<string, readonly [number, FailureReason]>> = {
  'no instance': [503, 'no-server'],
  refused: [503, 'server-refused'],
  closed: [502, 'server-closed'],
  timeout: [504, 'server-timeout'],
};

function respond(ctx: Context, client: ConnectionId, id: number, how: Answer): void {
  ctx.send(client, {
    type: 'http-response',
    id,
    database: '',
    server: ctx.self,
    ...how,
  } satisfies HttpResponse);
}

function obey(s: Service, ctx: Context, command: Command): void {
  if (command.type === 'set') s.config = command.config as ServiceConfig;
  else if (command.type === 'leave') beginLeaving(s, ctx);
}

function face(s: ServiceState): Face {
  return {
    role: '',
    tone: s.instances.length === 0 ? 'suspected' : 'plain',
    facts: [`${String(s.served)} served`, `knows ${String(s.instances.length)}`],
    session: connectedServer(s.zookeeper),
  };
}

function configure(options: ServiceOptions, self: string, directory: Directory): ServiceConfig {
  return {
    ...consumerConfig(options.targets, options, directory, self, options.register),
    address: directory.address(self),
    serviceTime: options.serviceTime,
  };
}

export const service: KindDefinition<ServiceOptions, ServiceConfig, ServiceState> = {
  kind: 'service',
  summary: 'A service that calls another one for each request.',
  options: serviceOptions,
  invariants: [],
  families: {},
  configure,
  start: (config, _durable, ctx) => start(config, ctx),
  copy: copyService,
  handle,
  role: () => '',
  face,
  edges: ({ callees, registry }) => edgesTo(callees, registry),
  leaves: true,
};
