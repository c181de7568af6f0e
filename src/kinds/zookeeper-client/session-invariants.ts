/** What the library's users may rely on: order within a session, and watches that fire before their change is seen. */
import type {
  Invariant, InvariantScope, RecordedObservation, Step, StepEvent, Violation,
} from '../../kernel/kind.ts'; // prettier-ignore
import { lookUp, type SortedMap, withEntry } from '../../lib/sorted-map.ts';
import type { ClientMessage, SessionId, Zxid } from '../zookeeper/protocol.ts';
import type { ReplyObservation, WatchObservation } from './protocol.ts';
import type { ZookeeperClientState } from './state.ts';

/** What is remembered of each client, and how many observations of the run were looked at. */
interface Heard<Entry> {
  readonly count: number;
  readonly clients: SortedMap<string, Entry>;
}

/** Whether the application was told something, or its library got an answer out of turn. */
export function hears(
  before: ZookeeperClientState | undefined,
  after: ZookeeperClientState | undefined,
  event: StepEvent,
): boolean {
  if (after === undefined) return false;
  return before?.answered !== after.answered || before.events !== after.events || isOutOfTurn(before, event);
}

/** An answer to anything but the oldest request that is unanswered (SendThread.readResponse: "Xid out of order"). */
function isOutOfTurn(client: ZookeeperClientState | undefined, event: StepEvent): boolean {
  if (event.type !== 'message' || event.message.type !== 'reply') return false;
  const { connection, pending } = client?.zookeeper ?? {};
  if (event.connection !== connection) return false;
  return pending?.[0]?.xid !== (event.message as Extract<ClientMessage, { type: 'reply' }>).xid;
}

function overtaken({ node, before, event }: Step<ZookeeperClientState>): Violation | undefined {
  return isOutOfTurn(before, event) ? { node, reason: 'an answer came out of turn', data: {} } : undefined;
}

type Told = ReplyObservation | WatchObservation;

/** An invariant over what each client was told, in the order in which it was. */
function ofClients<Entry>(
  name: string,
  judge: (
    entry: Entry | undefined,
    told: Told,
  ) => { readonly entry: Entry; readonly reason: string | undefined } | undefined,
  misstep: (step: Step<ZookeeperClientState>) => Violation | undefined = () => undefined,
): Invariant<ZookeeperClientState, Heard<Entry>> {
  return {
    name,
    initial: { count: 0, clients: undefined },
    concerns: hears,
    check: ({ count, clients }, scope) => {
      let known = clients;
      let violation = misstep(scope.step);
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
const sessionFifo = ofClients<LastReply>(
  'session-fifo',
  (last, told) => {
    // What the library says by itself has no zxid and may come early.
    if (told.type !== 'client-reply' || told.zxid === 0) return undefined;
    const { session, order, zxid } = told;
    const entry = { session, order, zxid };
    if (last?.session !== session) return { entry, reason: undefined };
    if (order <= last.order) return { entry, reason: 'an answer overtook another' };
    return { entry, reason: zxid < last.zxid ? 'an answer shows an older state' : undefined };
  },
  overtaken,
);

/**
 * What a session watches: by table and path the zxid that it saw, of the znode's data or of its children; 0: there was
 * none. Paths with a recursive watch are noted, too: it hides the children's changes.
 */
interface Watching {
  readonly session: SessionId;
  readonly seen: Readonly<Record<string, Zxid>>;
}

/**
 * A client that watches a znode is told of a change before any answer shows it, be it the answer to its own write
 * (WatchManager, ServerCnxn: events and answers share one connection). Standard watches are judged.
 */
const watchBeforeRead = ofClients<Watching>('watch-before-read', (known, told) => {
  const { session } = told;
  const seen = known?.session === session ? known.seen : {};
  if (told.type === 'client-watch') return { entry: { session, seen: fired(seen, told) }, reason: undefined };
  const shown = shownBy(told);
  if (shown === undefined) return undefined;
  const { table, path, zxid, watch } = shown;
  const key = `${table} ${path}`;
  const hidden = table === 'child' && seen[`recursive ${path}`] !== undefined;
  const expected = hidden ? undefined : seen[key];
  const reason =
    expected === undefined || expected === zxid ? undefined : `${path} changed before its watch fired`;
  const next = watch ? { ...seen, [key]: zxid } : reason === undefined ? seen : without(seen, key);
  return { entry: { session, seen: next }, reason };
});

type Seen = Watching['seen'];

/** A watch that fired is there no more. */
function fired(seen: Seen, { event, path }: WatchObservation): Seen {
  const left = event === 'children' ? seen : without(seen, `data ${path}`);
  return event === 'children' || event === 'deleted' ? without(left, `child ${path}`) : left;
}

function without(seen: Seen, key: string): Seen {
  if (!Object.hasOwn(seen, key)) return seen;
  return Object.fromEntries(Object.entries(seen).filter(([watched]) => watched !== key));
}

/** The state of a znode that an answer shows, and whether it leaves a watch there. */
interface Shown {
  readonly table: 'data' | 'child' | 'recursive';
  readonly path: string;
  readonly zxid: Zxid;
  readonly watch: boolean;
}

function shownBy({ operation, error, result, zxid }: ReplyObservation): Shown | undefined {
  switch (operation.op) {
    case 'get':
    case 'exists': {
      const { op, path, watch } = operation;
      if (error === undefined) return { table: 'data', path, zxid: result.stat?.mzxid ?? 0, watch };
      if (error !== 'NONODE') return undefined;
      return { table: 'data', path, zxid: 0, watch: watch && op === 'exists' };
    }
    case 'children': {
      const { path, watch } = operation;
      if (error === undefined) return { table: 'child', path, zxid: result.stat?.pzxid ?? 0, watch };
      return error === 'NONODE' ? { table: 'child', path, zxid: 0, watch: false } : undefined;
    }
    case 'add-watch':
      if (error !== undefined || operation.mode === 'persistent') return undefined;
      return { table: 'recursive', path: operation.path, zxid: 0, watch: true };
    case 'create':
    case 'set':
    case 'delete': {
      const path = result.path ?? operation.path;
      const written = operation.op === 'delete' ? 0 : zxid;
      return error === undefined ? { table: 'data', path, zxid: written, watch: false } : undefined;
    }
    default:
      return undefined;
  }
}

export const sessionInvariants: readonly Invariant[] = [sessionFifo, watchBeforeRead];
