import type { Context, KindDefinition, NodeEvent } from '../../kernel/kind.ts';
import { hasKey } from '../../lib/sorted-map.ts';
import { MILLISECOND } from '../../lib/units.ts';
import { acceptClient, receiveFromClient } from './clients.ts';
import { type ZookeeperOptions, zookeeperOptions } from './config.ts';
import {
  electionTimeout,
  peerClosed,
  peerConnected,
  receiveVote,
  settleVote,
  stopElection,
} from './election.ts';
import {
  dialLeader, epochAcceptedByFollower, historyAccepted, leaderClosed, leaderConnected, leaderSilence, proposalLogged,
  receiveFromLeader, startFollowing,
} from './follower.ts'; // prettier-ignore
import { face, role } from './face.ts';
import { zookeeperInvariants } from './invariants.ts';
import {
  acknowledge, dropLearner, epochAccepted, epochCurrent, leaderPing, receiveFromLearner, startLeading,
} from './leader.ts'; // prettier-ignore
import {
  CLIENT_PORT, type ClientMessage, ELECTION_PORT, type Notification, type QuorumMessage,
} from './protocol.ts'; // prettier-ignore
import { dropClient } from './replies.ts';
import { lookForLeader, resign } from './role.ts';
import { sessionTick } from './session-expiry.ts';
import {
  copyServer, EMPTY_DISK, replayLog, type Server, type ServerConfig, type ServerDurable, type ServerState,
} from './state.ts'; // prettier-ignore

/** Session ids of one server: its number above, then the millisecond of its start, then a counter. */
const SESSIONS_PER_SERVER = 1e13;
const SESSIONS_PER_START = 1e5;

function start(config: ServerConfig, durable: ServerDurable | undefined, ctx: Context): ServerState {
  const disk = durable ?? EMPTY_DISK;
  const server: Server = {
    config,
    role: 'looking',
    reason: '',
    acceptedEpoch: disk.acceptedEpoch,
    currentEpoch: disk.currentEpoch,
    log: disk.log,
    applied: disk.log.length,
    committed: 0,
    tree: replayLog(disk.log),
    round: 0,
    vote: { leader: config.sid, zxid: 0, peerEpoch: 0 },
    election: undefined,
    peers: [],
    leadership: undefined,
    following: undefined,
    serving: false,
    clients: undefined,
    watches: [],
    sessionBase: config.sid * SESSIONS_PER_SERVER + Math.floor(ctx.now / MILLISECOND) * SESSIONS_PER_START,
    sessionCount: 0,
  };
  lookForLeader(server, ctx, 'started');
  afterVote(server, ctx, undefined);
  return server;
}

/** The election may be over: take up the role it gave. */
function afterVote(s: Server, ctx: Context, leader: number | undefined): void {
  if (leader === undefined || s.role !== 'looking') return;
  settleVote(s, leader);
  stopElection(s, ctx);
  if (leader === s.config.sid) {
    s.role = 'leading';
    startLeading(s, ctx);
  } else {
    s.role = 'following';
    startFollowing(s, ctx, leader);
  }
}

function handle(s: Server, event: NodeEvent, ctx: Context): void {
  switch (event.type) {
    case 'message':
      receive(s, event, ctx);
      break;
    case 'accepted':
      if (event.port === CLIENT_PORT) acceptClient(s, ctx, event.connection, event.from);
      else if (event.port !== ELECTION_PORT && s.role !== 'leading') ctx.close(event.connection);
      break;
    case 'connected':
      if (!peerConnected(s, ctx, event.connection)) leaderConnected(s, ctx, event.connection);
      break;
    case 'closed':
      if (peerClosed(s, event.connection) || dropClient(s, event.connection)) break;
      if (leaderClosed(s, ctx, event.connection)) break;
      dropLearner(s, event.connection);
      break;
    case 'timer':
      fire(s, event.name, ctx);
      break;
    case 'written':
      written(s, event.name, event.key, ctx);
      break;
    case 'command':
      break;
  }
}

function receive(s: Server, event: Extract<NodeEvent, { type: 'message' }>, ctx: Context): void {
  const { connection, message } = event;
  if (message.type === 'vote') afterVote(s, ctx, receiveVote(s, ctx, message as Notification));
  else if (s.following?.connection === connection) receiveFromLeader(s, ctx, message as QuorumMessage);
  else if (hasKey(s.clients, connection)) {
    receiveFromClient(s, ctx, connection, message as ClientMessage);
  } else if (s.leadership !== undefined) {
    receiveFromLearner(s, ctx, connection, message as QuorumMessage);
  }
}

function fire(s: Server, timer: string, ctx: Context): void {
  switch (timer) {
    case 'election':
      afterVote(s, ctx, electionTimeout(s, ctx));
      break;
    case 'init-limit':
      resign(s, ctx, 'no quorum in time');
      break;
    case 'redial':
      dialLeader(s, ctx);
      break;
    case 'leader-ping':
      leaderPing(s, ctx);
      break;
    case 'leader-silence':
      leaderSilence(s, ctx);
      break;
    case 'session-tick':
      sessionTick(s, ctx);
      break;
  }
}

/** A disk sync is complete. Whatever role asked for it may be over by now. */
function written(s: Server, name: string, key: number, ctx: Context): void {
  const leading = s.leadership !== undefined;
  if (name === 'log') {
    if (!leading) proposalLogged(s, ctx, key);
    else acknowledge(s, ctx, s.config.sid, key);
  } else if (name === 'accepted-epoch' && key === s.acceptedEpoch) {
    if (leading) epochAccepted(s, ctx);
    else epochAcceptedByFollower(s, ctx);
  } else if (name === 'current-epoch' && key === s.currentEpoch) {
    if (leading) epochCurrent(s, ctx);
    else historyAccepted(s, ctx);
  }
}

export const zookeeper: KindDefinition<ZookeeperOptions, ServerConfig, ServerState, ServerDurable> = {
  kind: 'zookeeper',
  summary: 'A ZooKeeper server: an ensemble elects a leader, replicates a tree of znodes and keeps sessions.',
  options: zookeeperOptions,
  invariants: zookeeperInvariants,
  families: { 'watch-event': 'watch-event' },
  configure: (options, self, directory) => {
    const ensemble = directory.group(self);
    const servers = directory.members(ensemble);
    return { ...options, ensemble, servers, sid: servers.indexOf(self) + 1 };
  },
  start,
  copy: copyServer,
  handle: (state, event, ctx) => {
    handle(state, event, ctx);
  },
  role,
  face,
  edges: (config) =>
    config.servers
      .filter((_, index) => index + 1 > config.sid)
      .map((to) => ({ to, plane: 'quorum' as const })),
};
