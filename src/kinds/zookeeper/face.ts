import type { Face, SessionFace } from '../../kernel/kind.ts';
import { sizeOf, valuesOf } from '../../lib/sorted-map.ts';
import { epochOf, zxidText } from './protocol.ts';
import { quorumSize, serverName, type ServerState, type TrackedSession } from './state.ts';
import { findSession } from './data/tree.ts';

/** The word for what it is, for the timeline and the map. */
export function role(s: ServerState): string {
  if (s.role === 'looking') return 'looking';
  if (!s.serving) return 'joining';
  if (s.role === 'observing') return 'observer';
  return s.role === 'leading' ? 'leader' : 'follower';
}

export function face(s: ServerState): Face {
  const word = role(s);
  const clients = valuesOf(s.clients).filter((client) => client.session !== 0).length;
  return {
    role: word,
    tone: word === 'leader' ? 'leads' : word === 'follower' || word === 'observer' ? 'plain' : 'electing',
    facts: [
      `zxid ${zxidText(s.tree.zxid)}`,
      s.serving
        ? s.leadership === undefined
          ? counted(clients, 'client')
          : counted(sizeOf(s.leadership.sessions), 'session')
        : `epoch ${String(epochOf(s.tree.zxid))}`,
    ],
    group: `quorum ${String(quorumSize(s.config))} · epoch ${String(s.disk.currentEpoch)}`,
    sessions: s.leadership && valuesOf(s.leadership.sessions).flatMap((session) => sessionFace(s, session)),
  };
}

function sessionFace(s: ServerState, { id, owner, timeout, ...session }: TrackedSession): SessionFace[] {
  const client = findSession(s.leadership?.prepared ?? s.tree, id)?.client;
  if (client === undefined || session.closing) return [];
  const server = owner === 0 ? undefined : serverName(s.config, owner);
  return [{ client, server, timeout, heardAt: session.touchedAt, expiresAt: session.expiresAt }];
}

function counted(count: number, noun: string): string {
  return `${String(count)} ${noun}${count === 1 ? '' : 's'}`;
}
