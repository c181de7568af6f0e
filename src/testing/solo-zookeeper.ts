import type { Context } from '../kernel/kind.ts';
import { type SortedMap, withEntry } from '../lib/sorted-map.ts';
import { prepare } from '../kinds/zookeeper/data/prepare.ts';
import type {
  Change, ClientMessage, CreateMode, ErrorCode, ReadOperation, Result, SessionId, Stat, WriteRequest,
} from '../kinds/zookeeper/protocol.ts'; // prettier-ignore
import { read } from '../kinds/zookeeper/serving/reads.ts';
import { resultOf } from '../kinds/zookeeper/data/results.ts';
import type { ClientConnection, Server, TrackedSession } from '../kinds/zookeeper/state.ts';
import {
  applyTransaction,
  EMPTY_TREE,
  findZnode,
  type Tree,
  type Trigger,
} from '../kinds/zookeeper/data/tree.ts';
import { NO_WATCHES } from '../kinds/zookeeper/data/watch-table.ts';
import { fireWatches, setWatches } from '../kinds/zookeeper/serving/watches.ts';
import { statOf } from '../kinds/zookeeper/data/znode.ts';

type Answer = Result & { readonly error?: ErrorCode };

/** The sessions of a solo server, and their connections. */
export const SESSIONS = [7, 8] as const;
const [FIRST] = SESSIONS;

const TRACKED = SESSIONS.reduce<SortedMap<SessionId, TrackedSession>>((all, id) => {
  return withEntry(all, id, { id, timeout: 1, expiresAt: 1, touchedAt: 0, owner: 1, closing: false });
}, undefined);

/**
 * One ZooKeeper server without network, disk and time, for tests of its data: it prepares and applies at once, and
 * keeps the watch events that it sends. The number of a transaction is its zxid; it happens at 1 ms times that.
 */
export class SoloZookeeper {
  readonly log: { readonly zxid: number; readonly time: number; readonly change: Change }[] = [];
  triggers: readonly Trigger[] = [];
  /** `connection event path`, in the order of sending. */
  sent: string[] = [];
  private readonly server: Pick<Server, 'tree' | 'watches' | 'clients'> = {
    tree: EMPTY_TREE,
    watches: NO_WATCHES,
    clients: undefined,
  };
  private reply: Extract<ClientMessage, { type: 'reply' }> | undefined;
  private readonly ctx: Pick<Context, 'self' | 'send' | 'milestone'> = {
    self: 'zk',
    send: (connection, message) => {
      this.receive(connection, message as unknown as ClientMessage);
    },
    milestone: () => undefined,
  };

  constructor(private readonly extendedTypes = true) {
    for (const session of SESSIONS) this.write({ op: 'create-session', timeout: 1, client: 'c' }, session);
  }

  get tree(): Tree {
    return this.server.tree;
  }

  get zxid(): number {
    return this.log.length;
  }

  write(operation: WriteRequest['operation'], session: number = FIRST): Answer {
    const zxid = this.log.length + 1;
    const time = 1_000 * zxid;
    const request = { session, operation, origin: { server: 1, connection: 1, xid: 1 } };
    const scope = { now: time, applied: this.tree, extendedTypes: this.extendedTypes };
    const { change } = prepare(this.tree, TRACKED, zxid, request, scope);
    this.log.push({ zxid, time, change });
    const applied = applyTransaction(this.tree, { zxid, time, change });
    this.server.tree = applied.tree;
    this.triggers = applied.triggers;
    fireWatches(this.server as Server, this.ctx as Context, applied.triggers);
    const result = resultOf(change, applied);
    return change.type === 'error' ? { error: change.code, ...result } : result;
  }

  read(operation: ReadOperation, session: number = FIRST): Answer {
    const client = { connection: session, client: 'c', session } as ClientConnection;
    read(this.server as Server, this.ctx as Context, client, 1, operation);
    const error = this.reply?.error;
    return error === undefined ? (this.reply?.result ?? {}) : { error };
  }

  setWatches(message: Extract<ClientMessage, { type: 'set-watches' }>): void {
    setWatches(this.server as Server, this.ctx as Context, FIRST, message);
  }

  create(path: string, mode: CreateMode = 'persistent', session: number = FIRST): Answer {
    return this.write({ op: 'create', path, mode, data: '' }, session);
  }

  delete(path: string, version = -1): Answer {
    return this.write({ op: 'delete', path, version });
  }

  set(path: string, data: string, version = -1): Answer {
    return this.write({ op: 'set', path, data, version });
  }

  stat(path: string): Stat | undefined {
    const node = findZnode(this.tree, path);
    return node === undefined ? undefined : statOf(node);
  }

  /** The watch events since the last call. */
  heard(): readonly string[] {
    const { sent } = this;
    this.sent = [];
    return sent;
  }

  private receive(connection: number, message: ClientMessage): void {
    if (message.type === 'reply') this.reply = message;
    else if (message.type === 'watch-event') {
      this.sent.push(`${String(connection)} ${message.event} ${message.path}`);
    } else this.sent.push(`${String(connection)} ${message.type}`);
  }
}
