import type {
  CloseReason,
  ConnectionId,
  Context,
  Directory,
  Face,
  KindDefinition,
  Message,
  NodeEvent,
} from '../../kernel/kind.ts';
import { valuesOf } from '../../lib/sorted-map.ts';
import type { HttpMessage } from '../api-server/protocol.ts';
import { obey } from './admin.ts';
import { edgesTo } from '../calling/configure.ts';
import { isInPool } from './checks.ts';
import type { LoadBalancerConfig } from './config.ts';
import { agentAnswered } from './health/agent.ts';
import {
  beginCheck,
  checkAnswered,
  checkBy,
  checkClosed,
  checkConnected,
  checkTimedOut,
  followMembers,
  startChecks,
} from './health/checks.ts';
import { isWell, warmUp } from './health/marking.ts';
import { startSweeps, sweep } from './health/outliers.ts';
import { followRegistry, startFollowing } from './members.ts';
import { type LoadBalancerOptions, loadBalancerOptions } from './options.ts';
import { configOf } from './presets.ts';
import type { AdminCommand, AgentReply, MembersCommand } from './protocol.ts';
import {
  abandon,
  begin,
  clientClosed,
  followMoves,
  requestAnswered,
  requestConnected,
  requestFailed,
  requestOn,
  requestTimedOut,
} from './proxy/attempts.ts';
import { dropIdle, requestOf } from './proxy/seats.ts';
import { initialState } from './start.ts';
import { copyLoadBalancer, type LoadBalancer, type LoadBalancerState, type ServerState } from './state.ts';

function start(config: LoadBalancerConfig, ctx: Context): LoadBalancerState {
  const s: LoadBalancer = initialState(config, ctx.now);
  startChecks(s, ctx);
  startSweeps(s, ctx);
  startFollowing(s, ctx);
  return s;
}

function handle(s: LoadBalancer, event: NodeEvent, ctx: Context): void {
  if (followRegistry(s, ctx, event)) {
    followMoves(s, ctx);
    return;
  }
  switch (event.type) {
    case 'timer':
      fire(s, ctx, event.name, event.key);
      break;
    case 'connected':
      connected(s, ctx, event.connection);
      break;
    case 'message':
      receive(s, ctx, event.connection, event.message as HttpMessage | AgentReply);
      break;
    case 'closed':
      closed(s, ctx, event.connection, event.reason);
      break;
    case 'command':
      command(s, ctx, event.message);
      break;
    default:
      return;
  }
  followMoves(s, ctx);
}

function command(s: LoadBalancer, ctx: Context, message: Message): void {
  if (message.type === 'admin') obey(s, ctx, (message as AdminCommand).line);
  if (message.type !== 'members') return;
  const { group, members } = message as MembersCommand;
  followMembers(s, ctx, group, members);
}

function fire(s: LoadBalancer, ctx: Context, timer: string, key: number): void {
  switch (timer) {
    case 'request':
      requestTimedOut(s, ctx, key);
      return;
    case 'check':
      beginCheck(s, ctx, { index: key, kind: 'health' });
      return;
    case 'check-timeout':
      checkTimedOut(s, ctx, { index: key, kind: 'health' });
      return;
    case 'agent':
      beginCheck(s, ctx, { index: key, kind: 'agent' });
      return;
    case 'agent-timeout':
      checkTimedOut(s, ctx, { index: key, kind: 'agent' });
      return;
    case 'warm-up':
      warmUp(s, ctx, key);
      return;
    case 'sweep':
      sweep(s, ctx);
      return;
    default:
      return;
  }
}

function connected(s: LoadBalancer, ctx: Context, connection: ConnectionId): void {
  const request = requestOn(s, connection);
  if (request !== undefined) {
    requestConnected(s, ctx, request);
    return;
  }
  const check = checkBy(s, connection);
  if (check !== undefined) checkConnected(s, ctx, check);
}

function receive(
  s: LoadBalancer,
  ctx: Context,
  connection: ConnectionId,
  message: HttpMessage | AgentReply,
): void {
  switch (message.type) {
    case 'http-get':
    case 'http-post':
      begin(s, ctx, connection, message);
      return;
    case 'http-cancel': {
      const { id } = message;
      const given = valuesOf(s.requests).find((one) => one.client === connection && one.message.id === id);
      if (given !== undefined) abandon(s, ctx, given);
      return;
    }
    case 'http-response': {
      const request = requestOf(s, message.id);
      const check = request === undefined ? checkBy(s, connection) : undefined;
      if (request?.connection === connection) requestAnswered(s, ctx, request, message);
      else if (check !== undefined) checkAnswered(s, ctx, check.index, message.status);
      return;
    }
    case 'agent-reply': {
      const check = checkBy(s, connection);
      if (check !== undefined) agentAnswered(s, ctx, check.index, message.text);
    }
  }
}

function closed(s: LoadBalancer, ctx: Context, connection: ConnectionId, reason: CloseReason): void {
  const request = requestOn(s, connection);
  if (request !== undefined) {
    requestFailed(s, ctx, request, reason);
    return;
  }
  if (dropIdle(s, connection)) return;
  const check = checkBy(s, connection);
  if (check !== undefined) checkClosed(s, ctx, check, reason === 'refused');
  else if (s.requests !== undefined) clientClosed(s, ctx, connection);
}

function face(s: LoadBalancerState, now: number): Face {
  const there = s.servers.filter(({ health }) => health.administration !== 'absent');
  const isUp = (server: ServerState) => (s.panicking ? isWell(server) : isInPool(server, s.config, now));
  const up = there.filter(isUp).length;
  const count = `${String(up)} of ${String(there.length)}`;
  // Then all servers are used, whatever their checks say.
  const regardless = s.config.failOpen === true ? 'fail open' : 'panic';
  return {
    role: s.config.algorithm.name.replaceAll('-', ' '),
    tone: up === 0 && !s.panicking ? 'suspected' : 'plain',
    facts: [s.panicking ? `${regardless}: ${count}` : `${count} up`],
  };
}

export const loadBalancer: KindDefinition<LoadBalancerOptions, LoadBalancerConfig, LoadBalancerState> = {
  kind: 'load-balancer',
  summary: 'A load balancer: passes requests on to the servers whose health checks pass.',
  options: loadBalancerOptions,
  invariants: [],
  families: { 'agent-reply': 'protocol' },
  configure: (options: LoadBalancerOptions, _self: string, directory: Directory) =>
    configOf(options, directory),
  start: (config, _durable, ctx) => start(config, ctx),
  copy: copyLoadBalancer,
  handle,
  role: () => '',
  face,
  edges: ({ servers, discovery }) =>
    edgesTo(
      servers.map(({ name }) => name),
      discovery?.registry,
    ),
  follows: ({ groups = [] }) => groups,
};
