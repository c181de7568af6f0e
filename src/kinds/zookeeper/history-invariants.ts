import type { Invariant, MemberView, Violation } from '../../kernel/kind.ts';
import { keysOf, valuesOf } from '../../lib/sorted-map.ts';
import { AppendLog } from '../../lib/append-log.ts';
import { epochOf, type Zxid, zxidText } from './protocol.ts';
import type { ServerState } from './state.ts';
import { transactionAt } from './storage.ts';
import { findZnode } from './tree.ts';

/** The zxids that any server has ever known to be committed, in order. */
type History = AppendLog<Zxid>;

function serversOf(
  members: readonly MemberView[],
): readonly { readonly name: string; readonly server: ServerState }[] {
  return members.flatMap(({ name, state }) =>
    state === undefined ? [] : [{ name, server: state as ServerState }],
  );
}

/** The zxid of a server's transaction, from 0; undefined where only a snapshot covers it. */
function zxidAt(server: ServerState, index: number): Zxid | undefined {
  return transactionAt(server, index)?.zxid;
}

/** Where a server's committed transactions differ from the history, or undefined if they continue it. */
function divergence(history: History, server: ServerState): Zxid | undefined {
  const shared = Math.min(server.committed, history.length);
  const zxid = zxidAt(server, shared - 1);
  return zxid !== undefined && zxid !== history.at(shared - 1) ? zxid : undefined;
}

function extended(history: History, server: ServerState): History {
  let longer = history;
  for (let i = history.length; i < server.committed; i++) {
    const zxid = zxidAt(server, i);
    if (zxid === undefined) return longer;
    longer = longer.append(zxid);
  }
  return longer;
}

function commits(before: ServerState | undefined, after: ServerState | undefined): boolean {
  return after !== undefined && before?.committed !== after.committed;
}

/** PrefixConsistency of Zab.tla: of two servers' committed transactions one is the beginning of the other. */
const agreement: Invariant<ServerState, History> = {
  name: 'agreement',
  initial: AppendLog.empty(),
  concerns: commits,
  check: (history, { members }) => {
    let known = history;
    for (const { name, server } of serversOf(members)) {
      const zxid = divergence(known, server);
      if (zxid !== undefined) {
        const violation: Violation = {
          node: name,
          reason: `${zxidText(zxid)} is not what others committed`,
          data: { zxid },
        };
        return { memory: known, violation };
      }
      known = extended(known, server);
    }
    return { memory: known, violation: undefined };
  },
};

/** TotalOrder of Zab.tla: every server commits in the order of zxids. */
const totalOrder: Invariant<ServerState> = {
  name: 'total-order',
  initial: undefined,
  concerns: commits,
  check: (memory, { members }) => {
    for (const { name, server } of serversOf(members)) {
      const [one, next] = [zxidAt(server, server.committed - 2) ?? 0, zxidAt(server, server.committed - 1)];
      if (server.committed < 2 || next === undefined || next > one) continue;
      return { memory, violation: { node: name, reason: 'committed out of order', data: { zxid: next } } };
    }
    return { memory, violation: undefined };
  },
};

/**
 * What was committed once is in the log of every leader that is established later. A deposed leader that has not
 * noticed yet is no later one.
 */
const committedNeverLost: Invariant<ServerState, History> = {
  name: 'committed-never-lost',
  initial: AppendLog.empty(),
  concerns: (before, after) =>
    commits(before, after) || (after?.serving === true && before?.serving !== true),
  check: (history, { members }) => {
    let known = history;
    for (const { server } of serversOf(members)) known = extended(known, server);
    for (const { name, server } of serversOf(members)) {
      const last = known.last();
      if (server.leadership?.phase !== 'broadcast' || last === undefined) continue;
      const covered = known.length <= server.base.count;
      if (server.leadership.epoch < epochOf(last) || covered || zxidAt(server, known.length - 1) === last)
        continue;
      const violation: Violation = {
        node: name,
        reason: `leads without ${zxidText(last)}`,
        data: { zxid: last },
      };
      return { memory: known, violation };
    }
    return { memory: known, violation: undefined };
  },
};

/** Every ephemeral belongs to an open session, in every server's tree. */
const sessionsOwnEphemerals: Invariant<ServerState> = {
  name: 'sessions-own-ephemerals',
  initial: undefined,
  concerns: (before, after) => after !== undefined && before?.tree.sessions !== after.tree.sessions,
  check: (memory, { members }) => {
    for (const { name, server } of serversOf(members)) {
      for (const { id, ephemerals } of valuesOf(server.tree.sessions)) {
        const stray = keysOf(ephemerals).find(
          (path) => findZnode(server.tree, path)?.stat.ephemeralOwner !== id,
        );
        if (stray === undefined) continue;
        return {
          memory,
          violation: { node: name, reason: `${stray} has lost its session`, data: { path: stray } },
        };
      }
      const orphan = orphanOf(server);
      if (orphan !== undefined) {
        return {
          memory,
          violation: { node: name, reason: `${orphan} outlived its session`, data: { path: orphan } },
        };
      }
    }
    return { memory, violation: undefined };
  },
};

function orphanOf({ tree }: ServerState): string | undefined {
  const open = new Set(keysOf(tree.sessions));
  const search = (node: typeof tree.root, path: string): string | undefined => {
    const { ephemeralOwner } = node.stat;
    if (ephemeralOwner !== 0 && !open.has(ephemeralOwner)) return path;
    for (const child of valuesOf(node.children)) {
      const found = search(child, `${path}/${child.name}`);
      if (found !== undefined) return found;
    }
    return undefined;
  };
  return search(tree.root, '');
}

export const historyInvariants: readonly Invariant[] = [
  agreement,
  totalOrder,
  committedNeverLost,
  sessionsOwnEphemerals,
];
