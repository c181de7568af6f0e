import type { ConnectionId, Context } from '../../../kernel/kind.ts';
import { MILLISECOND } from '../../../lib/units.ts';
import { ELECTION_PORT, type Notification, type PeerId } from '../protocol.ts';
import { type PeerLink, type Server, serverName } from '../state.ts';

/** zookeeper.cnxTimeout: how long an attempt to connect may take. */
const DIAL_TIMEOUT = 5_000 * MILLISECOND;

function linkTo(s: Server, sid: number): PeerLink | undefined {
  return s.voting.peers.find((peer) => peer.sid === sid);
}

function setLink(s: Server, sid: number, change: Partial<PeerLink>): void {
  const known = linkTo(s, sid) ?? {
    sid,
    connection: undefined,
    dialling: undefined,
    waiting: undefined,
    lastSent: undefined,
  };
  const link = { ...known, ...change };
  const others = s.voting.peers.filter((peer) => peer.sid !== sid);
  s.voting = { ...s.voting, peers: [...others, link].sort((a, b) => a.sid - b.sid) };
}

/** Sends to one peer; while there is no connection the newest message waits (QuorumCnxManager.toSend). */
export function sendVote(s: Server, ctx: Context, sid: number, message: Notification): void {
  const connection = linkTo(s, sid)?.connection;
  if (connection === undefined) {
    setLink(s, sid, { waiting: message });
    dial(s, ctx, sid);
    return;
  }
  ctx.send(connection, message);
  setLink(s, sid, { lastSent: message, waiting: undefined });
}

/** Whether at least one peer has got all that was meant for it (haveDelivered). */
export function haveDelivered(s: Server): boolean {
  return s.voting.peers.some((peer) => peer.waiting === undefined);
}

/** Dials every peer that it ever had a message for (connectAll). */
export function dialAll(s: Server, ctx: Context): void {
  for (const { sid } of s.voting.peers) dial(s, ctx, sid);
}

/** Starts a connection unless there is one or an attempt is under way (connectOne). */
function dial(s: Server, ctx: Context, sid: number): void {
  const link = linkTo(s, sid);
  if (link?.connection !== undefined || link?.dialling !== undefined) return;
  setLink(s, sid, { dialling: ctx.connect(serverName(s.config, sid), ELECTION_PORT) });
  ctx.startTimer('dial', DIAL_TIMEOUT, sid);
}

/** Nobody answered: the next message tries again. */
export function dialTimeout(s: Server, ctx: Context, sid: number): void {
  const dialling = linkTo(s, sid)?.dialling;
  if (dialling === undefined) return;
  ctx.close(dialling);
  setLink(s, sid, { dialling: undefined });
}

/** A dialled connection stands: it is kept if this is the larger id, else the peer will dial back (startConnection). */
export function peerConnected(s: Server, ctx: Context, connection: ConnectionId): boolean {
  const link = s.voting.peers.find((peer) => peer.dialling === connection);
  if (link === undefined) return false;
  ctx.cancelTimer('dial', link.sid);
  setLink(s, link.sid, { dialling: undefined });
  ctx.send(connection, { type: 'peer-id', sid: s.config.sid } satisfies PeerId);
  if (link.sid > s.config.sid) ctx.close(connection);
  else establish(s, ctx, link.sid, connection);
  return true;
}

/** A peer dialled and says who it is: only connections dialled by the larger id survive (handleConnection). */
export function peerIdentified(s: Server, ctx: Context, connection: ConnectionId, sid: number): void {
  if (sid > s.config.sid) {
    establish(s, ctx, sid, connection);
    return;
  }
  const older = linkTo(s, sid)?.connection;
  if (older !== undefined) ctx.close(older);
  ctx.close(connection);
  setLink(s, sid, { connection: undefined });
  dial(s, ctx, sid);
}

/** A new connection begins with what waits for it, else with the last message again: it may have been lost (SendWorker.run). */
function establish(s: Server, ctx: Context, sid: number, connection: ConnectionId): void {
  const link = linkTo(s, sid);
  if (link?.connection !== undefined) ctx.close(link.connection);
  const message = link?.waiting ?? link?.lastSent;
  if (message !== undefined) ctx.send(connection, message);
  setLink(s, sid, { connection, waiting: undefined, lastSent: message });
}

/** An election connection is gone. Returns whether it was one. */
export function peerClosed(s: Server, ctx: Context, connection: ConnectionId): boolean {
  const link = s.voting.peers.find((peer) => peer.connection === connection || peer.dialling === connection);
  if (link === undefined) return false;
  if (link.connection === connection) {
    setLink(s, link.sid, { connection: undefined });
  } else {
    ctx.cancelTimer('dial', link.sid);
    setLink(s, link.sid, { dialling: undefined });
  }
  return true;
}
