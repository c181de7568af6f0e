import type { Face, SessionFace } from '../kernel/kind.ts';
import type { SimTime } from '../lib/units.ts';
import type { NodePicture, SessionPicture } from './picture.ts';

/**
 * The session of each node as its ensemble's leader sees it, by the node's name. Where several claim to lead, or a
 * node has left a session behind, the one that was heard of last counts.
 */
export function sessionsByClient(faces: readonly Face[]): ReadonlyMap<string, SessionFace> {
  const sessions = new Map<string, SessionFace>();
  for (const session of faces.flatMap((face) => face.sessions ?? [])) {
    const known = sessions.get(session.client);
    if (known === undefined || known.heardAt <= session.heardAt) sessions.set(session.client, session);
  }
  return sessions;
}

/** Silent: nothing can come from its client, or nothing came for so long that a client would have given up. */
export function sessionPicture(
  session: SessionFace,
  node: Pick<NodePicture, 'status' | 'isolated'>,
  now: SimTime,
): SessionPicture {
  const { server, heardAt, expiresAt, timeout } = session;
  const able = node.status === 'running' && !node.isolated;
  return { server, heardAt, expiresAt, silent: !able || (now - heardAt) * 3 > timeout * 2 };
}
