import type { RecordedObservation } from '../../kernel/kind.ts';
import type { Notice } from '../../kinds/zookeeper/client-library.ts';
import type { SessionId } from '../../kinds/zookeeper/protocol.ts';
import { defined } from '../../lib/assert.ts';
import type { SimTime } from '../../lib/units.ts';
import type { Told } from './case-client.ts';
import { clientNode } from './case-world.ts';

export type Reply = Extract<Notice, { type: 'reply' }>;

/** One line of what a client's process printed; a restart stands for a new process. */
export interface LogEntry {
  readonly time: SimTime;
  readonly handle: number;
  readonly notice: Notice | { readonly type: 'restart' };
}

export const EVENT_TYPES = {
  created: 'NodeCreated',
  deleted: 'NodeDeleted',
  changed: 'NodeDataChanged',
  children: 'NodeChildrenChanged',
  'data-removed': 'DataWatchRemoved',
  'child-removed': 'ChildWatchRemoved',
  'persistent-removed': 'PersistentWatchRemoved',
} as const;

const STATES = { connected: 'CONNECTED', suspended: 'SUSPENDED', lost: 'LOST', closed: 'CLOSED' } as const;

/** The state that an entry tells of, if it does. */
export function stateOf({ notice }: LogEntry): string | undefined {
  return notice.type === 'reply' || notice.type === 'watch' || notice.type === 'restart'
    ? undefined
    : STATES[notice.type];
}

/** A client's process, of which there may be several in a row, and all that it printed. */
export class ClientLog {
  readonly entries: LogEntry[] = [];
  readonly replies = new Map<string, { readonly reply: Reply; readonly time: SimTime }>();
  /** The newest handle of the present process. */
  handle = -1;
  crashed = false;
  /** Where the present process begins. */
  private begin = 0;

  /** The process is a new one. */
  restart(time: SimTime): void {
    this.begin = this.entries.length + 1;
    this.entries.push({ time, handle: -1, notice: { type: 'restart' } });
    this.handle = -1;
    this.crashed = false;
  }

  take(time: SimTime, { handle, notice }: Told): void {
    this.entries.push({ time, handle, notice });
    if (notice.type === 'reply') this.replies.set(notice.tag, { reply: notice, time });
  }

  /** What the present process printed. */
  get present(): readonly LogEntry[] {
    return this.entries.slice(this.begin);
  }

  /** Its last state. */
  get state(): string | undefined {
    return this.present.map(stateOf).findLast((state) => state !== undefined);
  }

  wasEver(state: string): boolean {
    return this.present.some((entry) => stateOf(entry) === state);
  }

  /** The session of its last connection. */
  get session(): SessionId {
    const last = this.entries.findLast(({ notice }) => notice.type === 'connected')?.notice;
    return last?.type === 'connected' ? last.session : 0;
  }

  countEvents(event: string, path: string | undefined): number {
    return this.present.filter(
      ({ notice }) =>
        notice.type === 'watch' &&
        EVENT_TYPES[notice.event] === event &&
        (path === undefined || notice.path === path),
    ).length;
  }
}

/** The output of all clients of a case. */
export class ClientLogs {
  /** When anything was printed last. */
  lastPrint: SimTime = 0;
  private readonly logs: ReadonlyMap<string, ClientLog>;
  private readonly byNode: ReadonlyMap<string, ClientLog>;

  constructor(readonly clients: readonly string[]) {
    this.logs = new Map(clients.map((client) => [client, new ClientLog()]));
    this.byNode = new Map(clients.map((client) => [clientNode(client), this.of(client)]));
  }

  of(client: string): ClientLog {
    return defined(this.logs.get(client), `client ${client}`);
  }

  take(printed: readonly RecordedObservation[]): void {
    for (const { node, time, value } of printed) {
      if (value.type !== 'case-told') continue;
      this.byNode.get(node)?.take(time, value as Told);
      this.lastPrint = time;
    }
  }
}
