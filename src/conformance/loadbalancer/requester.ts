import type {
  ConnectionId,
  Context,
  Draft,
  KindDefinition,
  Message,
  NodeEvent,
  Observation,
} from '../../kernel/kind.ts';
import { HTTP_PORT, type HttpRequest, type HttpResponse } from '../../kinds/api-server/protocol.ts';
import type { Duration, SimTime } from '../../lib/units.ts';
import { BALANCER, CLIENT } from './names.ts';

/** One request of a case. Its number is its place in the list. */
export interface PlannedRequest {
  readonly type: HttpRequest['type'];
  readonly path: string;
  readonly source: number;
  readonly service: Duration;
  readonly abandonAfter: Duration | undefined;
  /** The next request in the list follows this one's end after so long; undefined if it does not wait for it. */
  readonly gap: Duration | undefined;
}

export interface BeginCommand {
  readonly type: 'begin';
  readonly n: number;
}

/** How a request ended for its client. */
export interface Answered extends Observation {
  readonly type: 'case-answered';
  readonly n: number;
  /** 0: there was no answer. */
  readonly status: number;
  /** The server that made the answer; empty if none did. */
  readonly server: string;
  readonly error: string | undefined;
  readonly latency: Duration;
}

interface OpenRequest {
  readonly n: number;
  readonly connection: ConnectionId;
  readonly since: SimTime;
}

interface RequesterState {
  readonly plan: readonly PlannedRequest[];
  readonly open: readonly OpenRequest[];
}

type Requester = Draft<RequesterState>;

function handle(s: Requester, event: NodeEvent, ctx: Context): void {
  if (event.type === 'command') {
    begin(s, (event.message as Message & BeginCommand).n, ctx);
  } else if (event.type === 'timer') {
    if (event.name === 'next') begin(s, event.key, ctx);
    else abandon(s, event.key, ctx);
  } else if ('connection' in event) {
    const request = s.open.find(({ connection }) => connection === event.connection);
    if (request !== undefined) proceed(s, request, event, ctx);
  }
}

/** Each request has a connection of its own. */
function begin(s: Requester, n: number, ctx: Context): void {
  const planned = s.plan[n];
  if (planned === undefined) return;
  s.open = [...s.open, { n, connection: ctx.connect(BALANCER, HTTP_PORT), since: ctx.now }];
  if (planned.abandonAfter !== undefined) ctx.startTimer('abandon', planned.abandonAfter, n);
}

function proceed(s: Requester, request: OpenRequest, event: NodeEvent, ctx: Context): void {
  const planned = s.plan[request.n];
  if (event.type === 'connected' && planned !== undefined) {
    const { type, path, source, service } = planned;
    ctx.send<HttpRequest>(request.connection, {
      type, id: request.n, path, client: CLIENT, request: request.n, source, service,
    }); // prettier-ignore
  } else if (event.type === 'message') {
    const { status, server } = event.message as HttpResponse;
    ctx.close(request.connection);
    end(s, request, { status, server, error: undefined }, ctx);
  } else if (event.type === 'closed') {
    const error = event.reason === 'refused' ? 'ECONNREFUSED' : 'ECONNRESET';
    end(s, request, { status: 0, server: '', error }, ctx);
  }
}

/** The recorder's HTTP library reports its own giving up like a reset. */
function abandon(s: Requester, n: number, ctx: Context): void {
  const request = s.open.find((open) => open.n === n);
  if (request === undefined) return;
  ctx.close(request.connection);
  end(s, request, { status: 0, server: '', error: 'ECONNRESET' }, ctx);
}

function end(
  s: Requester,
  request: OpenRequest,
  result: Pick<Answered, 'status' | 'server' | 'error'>,
  ctx: Context,
): void {
  const { n, since } = request;
  s.open = s.open.filter((other) => other !== request);
  ctx.cancelTimer('abandon', n);
  ctx.observe<Answered>({ type: 'case-answered', n, ...result, latency: ctx.now - since });
  const gap = s.plan[n]?.gap;
  if (gap === 0) begin(s, n + 1, ctx);
  else if (gap !== undefined) ctx.startTimer('next', gap, n + 1);
}

/** All clients of a case: each request comes with the address of its own. */
export const requester: KindDefinition<unknown, readonly PlannedRequest[], RequesterState> = {
  kind: 'requester',
  summary: 'Sends the requests of a recorded case.',
  options: {},
  invariants: [],
  families: {},
  configure: () => [],
  start: (plan) => ({ plan, open: [] }),
  copy: (s) => ({ plan: s.plan, open: s.open }),
  handle,
  role: () => '',
  face: () => ({ role: '', tone: 'plain', facts: [] }),
  edges: () => [],
};
