/** What the library's users may rely on: order within a session, and watches that fire before their change is seen. */
import type { Invariant, InvariantScope, RecordedObservation } from '../../kernel/kind.ts';
import { lookUp, type SortedMap, withEntry } from '../../lib/sorted-map.ts';
import type { SessionId, Zxid } from '../zookeeper/protocol.ts';
import type { ReplyObservation, WatchObservation } from './protocol.ts';
import type { ZookeeperClientState } from './state.ts';

/** What is remembered of each client, and how many observations of the run were looked at. */
interface Heard<Entry> {
  readonly count: number;
  readonly clients: SortedMap<string, Entry>;
}

/** Whether the application was told something. */
export function hears(
  before: ZookeeperClientState | undefined,
  after: ZookeeperClientState | undefined,
): boolean {
  return after !== undefined && (before?.answered !== after.answered || before.events !== after.events);
}

type Told = ReplyObservation | WatchObservation;

/** An invariant over what each client was told, in the order in which it was. */
function ofClients<Entry>(
  name: string,
  judge: (
    entry: Entry | undefined,
    told: Told,
  ) => { readonly entry: Entry; readonly reason: string | undefined } | undefined,
): Invariant<ZookeeperClientState, Heard<Entry>> {
  return {
    name,
    initial: { count: 0, clients: undefined },
    concerns: hears,
    check: ({ count, clients }, scope) => {
      let known = clients;
      let violation;
      for (const { node, value } of newest(scope, count)) {
        const verdict = judge(lookUp(known, node), value);
        if (verdict === undefined) continue;
        known = withEntry(known, node, verdict.entry);
        if (verdict.reason !== undefined) violation ??= { node, reason: verdict.reason, data: {} };
      }
      return { memory: { count: scope.observations.length, clients: known }, violation };
    },
  };
}

interface ToldTo {
  readonly node: string;
  readonly value: Told;
}

/** What this group's clients were told since the first `count` observations. */
function newest({ observations, members, step }: InvariantScope, count: number): readonly ToldTo[] {
  const list: ToldTo[] = [];
  for (let index = count; index < observations.length; index++) {
    const { node, value } = observations[index] as RecordedObservation;
    if (value.type !== 'client-reply' && value.type !== 'client-watch') continue;
    // Most are the step's own: large groups are not searched for them.
    if (node === step.node || members.some(({ name }) => name === node))
      list.push({ node, value: value as Told });
  }
  return list;
}

interface LastReply {
  readonly session: SessionId;
  readonly order: number;
  readonly zxid: Zxid;
}

/**
 * A session's requests are answered in their order, and no answer shows an older state than the one before it, over
 * reconnects too (CommitProcessor; ZooKeeperServer.processConnectRequest).
 */
const sessionFifo = ofClients<LastReply>('session-fifo', (last, told) => {
  // What the library says by itself has no zxid and may come early.
  if (told.type !== 'client-reply' || told.zxid === 0) return undefined;
  const { session, order, zxid } = told;
  const entry = { session, order, zxid };
  if (last?.session !== session) return { entry, reason: undefined };
  if (order <= last.order) return { entry, reason: 'an answer overtook another' };
  return { entry, reason: zxid < last.zxid ? 'an answer shows an older state' : undefined };
});

/** The znodes that a session watches for a change of their data, with the mzxid that it saw; 0: there was none. */
interface Watching {
  readonly session: SessionId;
  readonly seen: Readonly<Record<string, Zxid>>;
}

/**
 * A client that watches a znode is told of a change before any answer shows it (WatchManager, ServerCnxn: events and
 * answers share one connection). Standard data and exist watches are judged.
 */
const watchBeforeRead = ofClients<Watching>('watch-before-read', (known, told) => {
  const { session } = told;
  const seen = known?.session === session ? known.seen : {};
  if (told.type === 'client-watch') {
    return { entry: { session, seen: without(seen, told.path) }, reason: undefined };
  }
  const shown = shownBy(told);
  if (shown === undefined) return undefined;
  const { path, mzxid, watch } = shown;
  const expected = seen[path];
  const reason =
    expected === undefined || expected === mzxid ? undefined : `${path} changed before its watch fired`;
  const next = watch ? { ...seen, [path]: mzxid } : reason === undefined ? seen : without(seen, path);
  return { entry: { session, seen: next }, reason };
});

function without(seen: Watching['seen'], path: string): Watching['seen'] {
  return Object.fromEntries(Object.entries(seen).filter(([watched]) => watched !== path));
}

/** What an answer shows of a znode, and whether it leaves a watch there. */
function shownBy({
  operation,
  error,
  result,
}: ReplyObservation): { readonly path: string; readonly mzxid: Zxid; readonly watch: boolean } | undefined {
  if (operation.op !== 'get' && operation.op !== 'exists') return undefined;
  const { path, watch } = operation;
  if (error === undefined && result.stat !== undefined) return { path, mzxid: result.stat.mzxid, watch };
  if (error !== 'NONODE') return undefined;
  return { path, mzxid: 0, watch: watch && operation.op === 'exists' };
}

export const sessionInvariants: readonly Invariant[] = [sessionFifo, watchBeforeRead];
