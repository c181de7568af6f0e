/**
 * What the invariants see of a server. They read states through these few functions alone, so that they say the same
 * however the state is kept.
 */
import { keysOf, lookUp } from '../../../lib/sorted-map.ts';
import type { Duration } from '../../../lib/units.ts';
import type { ConnectionId, MemberView, Step, Verdict } from '../../../kernel/kind.ts';
import { AppendLog } from '../../../lib/append-log.ts';
import type { SessionId, Transaction, Zxid } from '../protocol.ts';
import { type ServerDurable, type ServerState, voterCount } from '../state.ts';
import { sharedByStep } from './step-memo.ts';
import { countUpTo, loggedCount, transactionAt } from '../ensemble/storage.ts';

/** How many transactions, counted from the very first, a server knows to be committed: what it delivered. */
export function deliveredCount(server: ServerState): number {
  return server.committed;
}

/** The place of the oldest transaction that its log still holds; what came before is in a snapshot. */
export function historyStart(server: ServerState): number {
  return server.disk.base.count;
}

/** The zxid that its history ends with. */
export function lastZxid(server: ServerState): Zxid {
  return transactionAt(server, loggedCount(server) - 1)?.zxid ?? server.disk.base.zxid;
}

/** The place of a transaction among those that it delivered, counted from the very first; at `likely`, if all is well. */
export function deliveredAt(server: ServerState, zxid: Zxid, likely: number): number | undefined {
  const newest = transactionAt(server, deliveredCount(server) - 1);
  if (newest !== undefined && newest.zxid < zxid) return undefined;
  const index = indexOf(server.disk.log, zxid, likely - server.disk.base.count);
  const place = index === undefined ? undefined : server.disk.base.count + index;
  return place !== undefined && place < deliveredCount(server) ? place : undefined;
}

/** Whether a disk holds a transaction, in its log, at `likely` if all is well, or as part of a snapshot. */
export function holds(disk: unknown, zxid: Zxid, likely: number): boolean {
  if (disk === undefined) return false;
  const { base, log } = disk as ServerDurable;
  return zxid <= base.zxid || indexOf(log, zxid, likely - base.count) !== undefined;
}

function indexOf(log: ServerDurable['log'], zxid: Zxid, likely: number): number | undefined {
  if (likely >= 0 && log.at(likely)?.zxid === zxid) return likely;
  const index = countUpTo(log, zxid) - 1;
  return log.at(index)?.zxid === zxid && index >= 0 ? index : undefined;
}

/** Whether a transaction is only part of a snapshot, so that nothing can be said of its place. */
export function isCovered(server: ServerState, zxid: Zxid): boolean {
  return zxid <= server.disk.base.zxid;
}

/** The epoch of a leader that serves. */
export function servingEpoch(server: ServerState | undefined): number | undefined {
  return server?.leadership?.phase === 'broadcast' ? server.leadership.epoch : undefined;
}

/** The epoch of a leader that synchronises its followers, or serves. */
export function leadingEpoch(server: ServerState | undefined): number | undefined {
  const { leadership } = server ?? {};
  return leadership === undefined || leadership.phase === 'discovery' ? undefined : leadership.epoch;
}

/** The server that a follower follows, once it serves. */
export function servingUnder(server: ServerState | undefined): string | undefined {
  const following = server?.following;
  return following?.phase === 'broadcast' ? server?.config.servers[following.leader - 1] : undefined;
}

/** The sessions that are open in its tree. */
export function openSessions({ tree }: ServerState): readonly SessionId[] {
  return keysOf(tree.sessions);
}

/** How long a session may be silent: what it was granted when its client came back last, else when it was created. */
export function timeoutOf({ leadership, tree }: ServerState, session: SessionId): Duration | undefined {
  return lookUp(leadership?.sessions, session)?.timeout ?? lookUp(tree.sessions, session)?.timeout;
}

/** The session of a client's connection; 0: it has none, or is none. */
export function clientSession(server: ServerState | undefined, connection: ConnectionId): SessionId {
  return lookUp(server?.clients, connection)?.session ?? 0;
}

/** Whether acknowledgements wait for the disk, as they should. */
export function waitsForDisk(server: ServerState): boolean {
  return server.config.forceSync;
}

/** How many servers vote. */
export function votersOf({ config }: ServerState): number {
  return voterCount(config);
}

/** Whether the server of this name votes, as `server` has it in its configuration. */
export function isVoting({ config }: ServerState, name: string): boolean {
  const index = config.servers.indexOf(name);
  return index >= 0 && index < voterCount(config);
}

/** Where a short list has the entry of a server; −1 if it has none. */
export function placeOf(list: readonly { readonly server: string }[], name: string): number {
  for (let place = 0; place < list.length; place++) if (list[place]?.server === name) return place;
  return -1;
}

/** All is well; that needs no verdict unless there is something new to remember. */
export function well<Memory>(known: Memory, memory: Memory): Verdict<Memory> | undefined {
  return memory === known ? undefined : { memory, violation: undefined };
}

export interface RunningServer {
  readonly name: string;
  readonly server: ServerState;
}

export function runningServers(
  members: readonly Pick<MemberView, 'name' | 'state'>[],
): readonly RunningServer[] {
  return members.flatMap(({ name, state }) =>
    state === undefined ? [] : [{ name, server: state as ServerState }],
  );
}

export function sameTransaction(one: Transaction, other: Transaction): boolean {
  if (one === other) return true;
  return one.zxid === other.zxid && JSON.stringify(one.change) === JSON.stringify(other.change);
}

/** A transaction that a server delivered in a step, with its place in the history and the one before it. */
export interface Delivery {
  readonly place: number;
  readonly transaction: Transaction;
  readonly previous: Transaction | undefined;
}

const NOTHING: readonly Delivery[] = [];

/** What a step delivered: the new end, or everything if what was delivered before was changed. */
export function deliveries(step: Step<ServerState>): readonly Delivery[] {
  return delivered(undefined, step);
}

const delivered = sharedByStep((_memory: undefined, { before, after }) => {
  if (after === undefined) return NOTHING;
  return entries(before, after, before === undefined ? 0 : deliveredCount(before), deliveredCount(after));
});

/** What a step wrote to the history, likewise. */
export function additions(step: Step<ServerState>): readonly Delivery[] {
  return added(undefined, step);
}

const added = sharedByStep((_memory: undefined, { before, after }) => {
  if (after === undefined) return NOTHING;
  return entries(before, after, before === undefined ? 0 : loggedCount(before), loggedCount(after));
});

/** What any server has ever known to be committed, from the first transaction on. */
export type History = AppendLog<Transaction>;

export const NO_HISTORY: History = AppendLog.empty();

/** With what a step delivered. Places follow one another; what only a snapshot holds was committed by somebody before it was taken. */
export const extended = sharedByStep((history: History, step): History => {
  let longer = history;
  for (const { place, transaction } of deliveries(step))
    if (place === longer.length) longer = longer.append(transaction);
  return longer;
});

function entries(
  before: ServerState | undefined,
  after: ServerState,
  known: number,
  end: number,
): readonly Delivery[] {
  const continues = before !== undefined && known <= end && endsAlike(before, after, known);
  if (continues && known >= end) return NOTHING;
  const start = continues ? known : historyStart(after);
  // Nearly always it is one: a list by literal is no larger than that.
  if (start === end - 1) return entryAt(after, start);
  const list: Delivery[] = [];
  for (let place = start; place < end; place++) list.push(...entryAt(after, place));
  return list;
}

function entryAt(server: ServerState, place: number): readonly Delivery[] {
  const transaction = transactionAt(server, place);
  if (transaction === undefined) return NOTHING;
  return [{ place, transaction, previous: transactionAt(server, place - 1) }];
}

/** Whether the first `count` transactions of both end with the same. */
function endsAlike(one: ServerState, other: ServerState, count: number): boolean {
  if (one.disk.base === other.disk.base && transactionAt(one, count - 1) === transactionAt(other, count - 1))
    return true;
  return zxidAt(one, count - 1) === zxidAt(other, count - 1);
}

/** 0 before the first; that of the snapshot where it ends. */
function zxidAt(server: ServerState, place: number): Zxid | undefined {
  if (place < 0) return 0;
  return place === server.disk.base.count - 1 ? server.disk.base.zxid : transactionAt(server, place)?.zxid;
}

/** Whether a step changed what a server knows to be committed. */
export function delivers(before: ServerState | undefined, after: ServerState | undefined): boolean {
  return after !== undefined && before?.committed !== after.committed;
}

/** Whether a step changed a server's history, or what it knows of it to be committed. */
export function writes(before: ServerState | undefined, after: ServerState | undefined): boolean {
  return (
    after !== undefined &&
    (before?.disk.log !== after.disk.log ||
      before.disk.base !== after.disk.base ||
      before.committed !== after.committed)
  );
}

/** Whether a step changed whom a server leads or follows, or in which epoch. */
export function changesRole(before: ServerState | undefined, after: ServerState | undefined): boolean {
  return leadingEpoch(before) !== leadingEpoch(after) || servingEpoch(before) !== servingEpoch(after);
}
