import type { Context, KindDefinition, NodeEvent } from '../../kernel/kind.ts';
import { hasKey } from '../../lib/sorted-map.ts';
import { MILLISECOND } from '../../lib/units.ts';
import { acceptClient, receiveFromClient } from './serving/clients.ts';
import { type ZookeeperOptions, zookeeperOptions } from './config.ts';
import { epochAccepted, startLeading } from './ensemble/discovery.ts';
import {
  electionTimeout,
  receiveVote,
  startElection,
  stopElection,
  updateVoting,
} from './ensemble/election.ts';
import { face, role } from './face.ts';
import { leaderSilence, receiveFromLeader } from './ensemble/follower.ts';
import { zookeeperInvariants } from './invariants/invariants.ts';
import { acknowledge } from './ensemble/leader.ts';
import { learnerSilence, pingLearners, receiveFromLearner } from './ensemble/learner-handler.ts';
import {
  acknowledgeProposal, dialLeader, epochAcceptedByLearner, historyLogged, leaderAccepted, leaderClosed,
  leaderConnected, startFollowing,
} from './ensemble/learner.ts'; // prettier-ignore
import { dropLearner } from './ensemble/leadership.ts';
import { dialTimeout, peerClosed, peerConnected, peerIdentified } from './ensemble/peer-connections.ts';
import {
  CLIENT_PORT,
  type ClientMessage,
  ELECTION_PORT,
  epochOf,
  type Notification,
  type PeerId,
  type Vote,
} from './protocol.ts';
import type { QuorumMessage } from './quorum-protocol.ts';
import { dropClient } from './serving/replies.ts';
import { containerTick, reapNext } from './serving/reaper.ts';
import { lookForLeader, resign } from './ensemble/role.ts';
import { sessionTick } from './serving/session-expiry.ts';
import {
  copyServer, EMPTY_DISK, isVoter, type Server, type ServerConfig, type ServerDurable, type ServerState,
} from './state.ts'; // prettier-ignore
import { recover } from './ensemble/storage.ts';
import { epochCurrent } from './ensemble/synchronisation.ts';
import { NO_WATCHES } from './data/watch-table.ts';

/** Session ids of one server: its number above, then the millisecond of its start, then a counter. */
const SESSIONS_PER_SERVER = 1e13;
const SESSIONS_PER_START = 1e5;

/**
 * Reads the disk. One that crashed between the history of a new leader and the epoch takes the epoch from the history;
 * the real process does so if it finds currentEpoch.tmp, and else refuses to start (QuorumPeer.loadDataBase).
 */
function start(config: ServerConfig, durable: ServerDurable | undefined, ctx: Context): ServerState {
  const disk = durable ?? EMPTY_DISK;
  const { tree, applied } = recover(disk);
  const server: Server = {
    config,
    role: 'looking',
    reason: '',
    disk: { ...disk, currentEpoch: Math.max(disk.currentEpoch, epochOf(tree.zxid)) },
    untilSnapshot: config.snapCount,
    snapshots: { remembered: disk.snapshot.count, needed: false },
    applied,
    committed: 0,
    tree,
    voting: { round: 0, vote: { leader: config.sid, zxid: 0, peerEpoch: 0 }, election: undefined, peers: [] },
    leadership: undefined,
    following: undefined,
    leaderHeardAt: ctx.now,
    serving: false,
    clients: undefined,
    watches: NO_WATCHES,
    sessionIds: {
      base: config.sid * SESSIONS_PER_SERVER + Math.floor(ctx.now / MILLISECOND) * SESSIONS_PER_START,
      count: 0,
    },
  };
  lookForLeader(server, ctx, 'started');
  return server;
}

/** The election may be over: take up the role it gave (QuorumPeer.run). */
function afterVote(s: Server, ctx: Context, vote: Vote | undefined): void {
  if (vote === undefined || s.role !== 'looking') return;
  const { sid } = s.config;
  updateVoting(s, { vote });
  stopElection(s, ctx);
  if (vote.leader === sid) {
    s.role = 'leading';
    startLeading(s, ctx);
  } else {
    s.role = isVoter(s.config, sid) ? 'following' : 'observing';
    startFollowing(s, ctx, vote.leader);
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
      if (peerClosed(s, ctx, event.connection) || dropClient(s, event.connection)) break;
      if (leaderClosed(s, ctx, event.connection)) break;
      dropLearner(s, ctx, event.connection);
      break;
    case 'timer':
      fire(s, event.name, event.key, ctx);
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
  else if (message.type === 'peer-id') peerIdentified(s, ctx, connection, (message as PeerId).sid);
  else if (s.following?.connection === connection) receiveFromLeader(s, ctx, message as QuorumMessage);
  else if (hasKey(s.clients, connection)) {
    receiveFromClient(s, ctx, connection, message as ClientMessage);
  } else {
    receiveFromLearner(s, ctx, connection, message as QuorumMessage);
  }
}

function fire(s: Server, timer: string, key: number, ctx: Context): void {
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
      pingLearners(s, ctx);
      break;
    case 'dial':
      dialTimeout(s, ctx, key);
      break;
    case 'observer-delay':
      startElection(s, ctx);
      break;
    case 'learner-silence':
      learnerSilence(s, ctx, key);
      break;
    case 'leader-silence':
      leaderSilence(s, ctx);
      break;
    case 'session-tick':
      sessionTick(s, ctx);
      break;
    case 'container-tick':
      containerTick(s, ctx);
      break;
    case 'container-reap':
      reapNext(s, ctx);
      break;
  }
}

/** A disk sync is complete. Whatever role asked for it may be over by now. */
function written(s: Server, name: string, key: number, ctx: Context): void {
  const leading = s.leadership !== undefined;
  if (name === 'log') {
    if (!s.config.forceSync) return;
    if (leading) acknowledge(s, ctx, s.config.sid, key);
    else acknowledgeProposal(s, ctx, key);
  } else if (name === 'accepted-epoch' && key === s.disk.acceptedEpoch) {
    if (leading) epochAccepted(s, ctx);
    else epochAcceptedByLearner(s, ctx);
  } else if (name === 'current-epoch' && key === s.disk.currentEpoch) {
    if (leading) epochCurrent(s, ctx);
    else leaderAccepted(s, ctx);
  } else if (name === 'history' && key === s.disk.acceptedEpoch) {
    historyLogged(s, ctx);
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
