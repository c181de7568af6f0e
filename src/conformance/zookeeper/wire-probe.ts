import type {
  ConnectionId,
  Context,
  Draft,
  KindDefinition,
  NodeEvent,
  Observation,
} from '../../kernel/kind.ts';
import { CLIENT_PORT, type ClientMessage } from '../../kinds/zookeeper/protocol.ts';
import type { Duration } from '../../lib/units.ts';

/** Asks a server for a session by the bare protocol, with any timeout, and closes it at once. */
export interface ProbeCommand {
  readonly type: 'negotiate';
  readonly server: string;
  readonly timeout: Duration;
}

/** The timeout that the server granted; undefined if it hung up. */
export interface Negotiated extends Observation {
  readonly type: 'case-negotiated';
  readonly timeout: Duration | undefined;
}

interface ProbeState {
  readonly connection: ConnectionId | undefined;
  readonly timeout: Duration;
}

function handle(s: Draft<ProbeState>, event: NodeEvent, ctx: Context): void {
  if (event.type === 'command') {
    const { server, timeout } = event.message as ProbeCommand;
    s.connection = ctx.connect(server, CLIENT_PORT);
    s.timeout = timeout;
    return;
  }
  if (!('connection' in event) || event.connection !== s.connection) return;
  if (event.type === 'connected') {
    ctx.send<ClientMessage>(event.connection, {
      type: 'connect', session: 0, password: 0, timeout: s.timeout, lastZxid: 0,
    }); // prettier-ignore
  } else if (event.type === 'message') {
    receive(s, event.connection, event.message as ClientMessage, ctx);
  } else if (event.type === 'closed') {
    s.connection = undefined;
    ctx.observe<Negotiated>({ type: 'case-negotiated', timeout: undefined });
  }
}

function receive(s: Draft<ProbeState>, connection: ConnectionId, message: ClientMessage, ctx: Context): void {
  if (message.type === 'session') {
    ctx.observe<Negotiated>({ type: 'case-negotiated', timeout: message.timeout });
    ctx.send<ClientMessage>(connection, { type: 'request', xid: 1, operation: { op: 'close' } });
  } else if (message.type === 'reply') {
    ctx.close(connection);
    s.connection = undefined;
  }
}

export const wireProbe: KindDefinition<unknown, undefined, ProbeState> = {
  kind: 'wire-probe',
  summary: 'Speaks the bare client protocol.',
  options: {},
  invariants: [],
  families: {},
  configure: () => undefined,
  start: () => ({ connection: undefined, timeout: 0 }),
  copy: (state) => ({ connection: state.connection, timeout: state.timeout }),
  handle,
  role: () => '',
  face: () => ({ role: '', tone: 'plain', facts: [] }),
  edges: () => [],
};
