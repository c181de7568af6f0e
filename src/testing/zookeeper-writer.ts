import type { ConnectionId, Context, Draft, KindDefinition, Message, NodeEvent } from '../kernel/kind.ts';
import { MILLISECOND, SECOND } from '../lib/units.ts';
import { CLIENT_PORT, type ClientMessage, type Operation } from '../kinds/zookeeper/protocol.ts';

/** Writes to one ZooKeeper server by the bare protocol, as often as it is told, all at once, and counts the answers. */
export interface WriterState {
  readonly server: string;
  readonly connection: ConnectionId | undefined;
  readonly session: number;
  readonly asked: number;
  readonly sent: number;
  readonly done: number;
}

interface WriteCommand extends Message {
  readonly type: 'write';
  readonly count: number;
}

export function writeCommand(count: number): WriteCommand {
  return { type: 'write', count };
}

const PING = 500 * MILLISECOND;

function dial(s: Draft<WriterState>, ctx: Context): void {
  s.connection = ctx.connect(s.server, CLIENT_PORT);
  s.session = 0;
  s.sent = s.asked;
}

function say(s: WriterState, ctx: Context, message: ClientMessage): void {
  if (s.connection !== undefined) ctx.send(s.connection, message);
}

/** The znode is created first; whether it was there already does not matter. */
function flush(s: Draft<WriterState>, ctx: Context): void {
  if (s.session === 0) return;
  for (; s.sent < s.asked; s.sent++) {
    const operation: Operation =
      s.sent === 0
        ? { op: 'create', path: '/w', mode: 'persistent' }
        : { op: 'set', path: '/w', data: String(s.sent), version: -1 };
    say(s, ctx, { type: 'request', xid: s.sent + 1, operation });
  }
}

function handle(s: Draft<WriterState>, event: NodeEvent, ctx: Context): void {
  if (event.type === 'command') {
    s.asked += (event.message as WriteCommand).count;
    if (s.connection === undefined && s.done < s.asked) dial(s, ctx);
  } else if (event.type === 'connected') {
    say(s, ctx, { type: 'connect', session: 0, password: 0, timeout: 4 * SECOND, lastZxid: 0 });
  } else if (event.type === 'closed') {
    s.connection = undefined;
    ctx.cancelTimer('ping');
  } else if (event.type === 'timer') {
    say(s, ctx, { type: 'ping' });
    ctx.startTimer('ping', PING);
  } else if (event.type === 'message') {
    receive(s, ctx, event.message as ClientMessage);
  }
  flush(s, ctx);
}

function receive(s: Draft<WriterState>, ctx: Context, message: ClientMessage): void {
  if (message.type === 'session') {
    s.session = message.session;
    s.sent = s.done;
    ctx.startTimer('ping', PING);
  } else if (message.type === 'reply') {
    s.done++;
  }
}

export const writer: KindDefinition<unknown, { readonly server: string }, WriterState> = {
  kind: 'writer',
  summary: 'Writes to a ZooKeeper server.',
  options: {},
  invariants: [],
  families: {},
  configure: () => ({ server: '' }),
  start: ({ server }) => ({ server, connection: undefined, session: 0, asked: 0, sent: 0, done: 0 }),
  copy: (s) => ({
    server: s.server,
    connection: s.connection,
    session: s.session,
    asked: s.asked,
    sent: s.sent,
    done: s.done,
  }),
  handle,
  role: () => '',
  face: () => ({ role: '', tone: 'plain', facts: [] }),
  edges: () => [],
};
