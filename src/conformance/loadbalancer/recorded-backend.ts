import type {
  ConnectionId,
  Context,
  Draft,
  KindDefinition,
  Message,
  NodeEvent,
  Observation,
} from '../../kernel/kind.ts';
import {
  HTTP_PORT,
  type HttpMessage,
  type HttpRequest,
  type HttpResponse,
} from '../../kinds/api-server/protocol.ts';
import type { AgentReply } from '../../kinds/load-balancer/protocol.ts';
import { type Duration, MILLISECOND } from '../../lib/units.ts';
import type { Behaviour } from './case.ts';
import { CLIENT } from './names.ts';

/** The path whose answers `health` decides. */
const HEALTH = '/health';
/** Statuses that are none: what the server does instead of answering. */
const SILENT = 0;
const CLOSES = -1;

/** How long the recorded processes took for a request besides what the case says (warm, check durations of 1 ms). */
const HANDLING: Duration = MILLISECOND;

/** What the player tells a server's process. */
export type BackendCommand =
  | { readonly type: 'behave'; readonly behaviour: Behaviour }
  /** Closes all connections, as the operating system does for a process that was killed. */
  | { readonly type: 'close-all' };

/** Something reached the process of a server. */
export interface Arrival extends Observation {
  readonly type: 'case-arrival';
  readonly what: 'connection' | 'check' | 'request';
  /** The number of a request. */
  readonly n: number;
}

interface PlannedAnswer {
  readonly key: number;
  readonly connection: ConnectionId;
  readonly id: number;
  readonly status: number;
}

interface BackendState {
  readonly behaviour: Behaviour;
  readonly connections: readonly ConnectionId[];
  /** Answers that are due later. */
  readonly planned: readonly PlannedAnswer[];
  readonly next: number;
}

type Backend = Draft<BackendState>;

function handle(s: Backend, event: NodeEvent, ctx: Context): void {
  switch (event.type) {
    case 'command':
      obey(s, event.message as Message & BackendCommand, ctx);
      return;
    case 'accepted':
      accept(s, event.connection, event.port, ctx);
      return;
    case 'closed':
      forget(s, event.connection);
      return;
    case 'message':
      receive(s, event.connection, event.message as HttpMessage, ctx);
      return;
    case 'timer': {
      const due = s.planned.find(({ key }) => key === event.key);
      if (due === undefined) return;
      s.planned = s.planned.filter((other) => other !== due);
      answer(s, due.connection, due.id, due.status, ctx);
      return;
    }
    default:
      return;
  }
}

function obey(s: Backend, command: BackendCommand, ctx: Context): void {
  if (command.type === 'behave') {
    s.behaviour = command.behaviour;
    return;
  }
  for (const connection of s.connections) ctx.close(connection);
  s.connections = [];
  s.planned = [];
}

function accept(s: Backend, connection: ConnectionId, port: string, ctx: Context): void {
  if (port === HTTP_PORT) {
    s.connections = [...s.connections, connection];
    ctx.observe<Arrival>({ type: 'case-arrival', what: 'connection', n: 0 });
    return;
  }
  const { mode, agent } = s.behaviour;
  if (mode === 'hang') return;
  if (typeof agent === 'string') ctx.send<AgentReply>(connection, { type: 'agent-reply', text: agent });
  ctx.close(connection);
}

function forget(s: Backend, connection: ConnectionId): void {
  s.connections = s.connections.filter((other) => other !== connection);
  s.planned = s.planned.filter((planned) => planned.connection !== connection);
}

function receive(s: Backend, connection: ConnectionId, message: HttpMessage, ctx: Context): void {
  if (message.type !== 'http-get' && message.type !== 'http-post') return;
  const what = message.client === CLIENT ? 'request' : 'check';
  ctx.observe<Arrival>({ type: 'case-arrival', what, n: message.request });
  const { mode, slow = 0 } = s.behaviour;
  const status = statusFor(s.behaviour, message);
  if (mode === 'hang' || status === SILENT) return;
  const delay = HANDLING + slow * MILLISECOND + (message.service ?? 0);
  s.planned = [...s.planned, { key: s.next, connection, id: message.id, status }];
  ctx.startTimer('answer', delay, s.next);
  s.next++;
}

function statusFor({ health = 200, app = 200 }: Behaviour, { path }: HttpRequest): number {
  return path === HEALTH ? health : app;
}

function answer(s: Backend, connection: ConnectionId, id: number, status: number, ctx: Context): void {
  if (status > 0) {
    ctx.send<HttpResponse>(connection, { type: 'http-response', id, status, database: '', server: ctx.self });
    return;
  }
  ctx.close(connection, status === CLOSES ? 'closed' : 'reset');
  forget(s, connection);
}

/** The server's process of the recordings: it does what a case's timeline says. */
export const recordedBackend: KindDefinition<unknown, undefined, BackendState> = {
  kind: 'recorded-backend',
  summary: 'A server that does what a recorded case says.',
  options: {},
  invariants: [],
  families: {},
  configure: () => undefined,
  start: () => ({ behaviour: {}, connections: [], planned: [], next: 0 }),
  copy: (s) => ({ behaviour: s.behaviour, connections: s.connections, planned: s.planned, next: s.next }),
  handle,
  role: () => '',
  face: () => ({ role: '', tone: 'plain', facts: [] }),
  edges: () => [],
};
