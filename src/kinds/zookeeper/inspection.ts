/** What a server knows, as a person reads it: derived from its state, whether that is the model's own or was sent. */
import { entriesOf, lookUp } from '../../lib/sorted-map.ts';
import type { Notification, PeerState, Transaction, Vote, Zxid } from './protocol.ts';
import { quorumSize, serverName, type ServerState, voterCount } from './state.ts';
import type { Mode, WatchTable } from './data/watch-table.ts';

/** What one server votes for, as far as this one has heard. */
export interface VoteRow {
  readonly server: string;
  readonly own: boolean;
  /** Undefined: nothing was heard of it in this round. */
  readonly vote: Vote | undefined;
  readonly round: number;
  readonly state: PeerState;
  /** Whether it counts for this server's proposal. */
  readonly agrees: boolean;
}

/** The votes of an election, its own first; empty unless it is looking. */
export function votesOf(s: ServerState): readonly VoteRow[] {
  const { config } = s;
  const { election, round } = s.voting;
  if (election === undefined) return [];
  const rows: VoteRow[] = [];
  for (let sid = 1; sid <= voterCount(config); sid++) {
    const heard = [...election.received, ...election.settled].find((vote) => vote.sid === sid);
    const own = sid === config.sid;
    const row: VoteRow = {
      server: serverName(config, sid),
      own,
      vote: own ? election.proposal : heard?.vote,
      round: own ? round : (heard?.round ?? 0),
      state: own ? s.role : (heard?.state ?? 'looking'),
      agrees: own || (heard !== undefined && countsFor(heard, election.proposal, round)),
    };
    if (own) rows.unshift(row);
    else rows.push(row);
  }
  return rows;
}

/** As FastLeaderElection counts: the same vote in the same round. */
function countsFor({ vote, round }: Notification, proposal: Vote, own: number): boolean {
  const { leader, zxid, peerEpoch } = proposal;
  return round === own && vote.leader === leader && vote.zxid === zxid && vote.peerEpoch === peerEpoch;
}

/** A transaction and how far it has come at this server. */
export interface LogRow {
  readonly transaction: Transaction;
  /** Its place in the whole history, from 1. */
  readonly place: number;
  /** logged: not applied; applied: in the tree, but nobody said that it is committed. */
  readonly standing: 'logged' | 'applied' | 'committed';
  /** Whether the newest snapshot ends with it. */
  readonly snapshot: boolean;
}

/** The last transactions, the latest first. */
export function logRows(s: ServerState, count: number): readonly LogRow[] {
  const { tail, first } = tailOf(s);
  return tail
    .map((transaction, index): LogRow => {
      const place = first + index + 1;
      const standing = place <= s.committed ? 'committed' : place <= s.applied ? 'applied' : 'logged';
      return { transaction, place, standing, snapshot: place === s.disk.snapshot.count };
    })
    .slice(-count)
    .reverse();
}

/** The end of the log, and how many transactions come before it. Of a log that was sent there is the length and the tail. */
function tailOf({ disk: { base, log } }: ServerState): {
  readonly tail: readonly Transaction[];
  readonly first: number;
} {
  const { tail = log.slice(0) } = log as { readonly tail?: readonly Transaction[] } & typeof log;
  return { tail, first: base.count + log.length - tail.length };
}

/** A proposal on its way to a quorum. */
export interface ProposalRow {
  readonly transaction: Transaction;
  /** One a voter: whether it has the proposal on its disk. */
  readonly acknowledged: readonly { readonly server: string; readonly has: boolean }[];
  readonly count: number;
  readonly quorum: boolean;
}

/** A leader's outstanding proposals, the earliest first: what is logged and not applied. */
export function proposalsOf(s: ServerState): readonly ProposalRow[] {
  const { leadership, config } = s;
  if (leadership?.phase !== 'broadcast') return [];
  const { tail, first } = tailOf(s);
  return tail.slice(Math.max(0, s.applied - first)).map((transaction) => {
    const acknowledged = Array.from({ length: voterCount(config) }, (_, index) => ({
      server: serverName(config, index + 1),
      has: (leadership.acknowledged[index + 1] ?? 0) >= transaction.zxid,
    }));
    const count = acknowledged.filter(({ has }) => has).length;
    return { transaction, acknowledged, count, quorum: count >= quorumSize(config) };
  });
}

/** Who watches a path at this server. */
export interface Watcher {
  readonly client: string;
  /** data: its data and whether it exists; child: its children; both: a lasting watch is in both tables. */
  readonly kind: 'data' | 'child' | 'both';
  readonly mode: Mode;
}

export type WatchersByPath = ReadonlyMap<string, readonly Watcher[]>;

/** The watches that this server keeps for its clients, by path. */
export function watchersOf(s: ServerState): WatchersByPath {
  const found = new Map<string, readonly Watcher[]>();
  collect(s, s.watches.data, 'data', found);
  collect(s, s.watches.child, 'child', found);
  return found;
}

function collect(
  s: ServerState,
  table: WatchTable,
  kind: 'data' | 'child',
  into: Map<string, readonly Watcher[]>,
): void {
  for (const { key: path, value: watchers } of entriesOf(table.byPath)) {
    const known = [...(into.get(path) ?? [])];
    for (const { key: connection, value: mode } of entriesOf(watchers)) {
      const client = lookUp(s.clients, connection)?.client ?? '';
      const other = known.findIndex((one) => one.client === client && one.mode === mode);
      if (mode !== 'standard' && other >= 0) known[other] = { client, kind: 'both', mode };
      else known.push({ client, kind, mode });
    }
    into.set(path, known);
  }
}

/** The paths and sessions that a change is about, for a line of text. */
export type ChangeText =
  | { readonly verb: 'create' | 'delete' | 'set' | 'set-acl' | 'check'; readonly path: string }
  | { readonly verb: 'open' | 'close' | 'expire'; readonly client: string }
  | { readonly verb: 'multi'; readonly count: number }
  | { readonly verb: 'error'; readonly code: string };

/** What a transaction does, in a word and what it is about. */
export function changeText({ change, client }: Transaction): ChangeText {
  switch (change.type) {
    case 'create-session':
      return { verb: 'open', client: change.client };
    case 'close-session':
      return { verb: change.expired ? 'expire' : 'close', client };
    case 'multi':
      return { verb: 'multi', count: change.changes.length };
    case 'error':
      return { verb: 'error', code: change.code };
    default:
      return { verb: change.type, path: change.path };
  }
}

/** The newest transaction that was there before, so that later ones can be marked. */
export function newestOf(s: ServerState | undefined): Zxid | undefined {
  return s === undefined ? undefined : (tailOf(s).tail.at(-1)?.zxid ?? s.disk.base.zxid);
}
