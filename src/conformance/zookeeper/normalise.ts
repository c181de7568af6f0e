import { epochOf, type SessionId, type Stat, type Zxid } from '../../kinds/zookeeper/protocol.ts';
import { MILLISECOND } from '../../lib/units.ts';
import type { Json, JsonObject } from '../json.ts';
import { serverIdOf } from './case-world.ts';
import type { Request } from './case.ts';
import { type ClientLogs, EVENT_TYPES, type LogEntry, type Reply, stateOf } from './client-log.ts';
import type { ClientResult, ClientSteps } from './client-steps.ts';

/**
 * Turns what a run gave into what recordings hold: zxids become ranks, session ids become names, times of znodes are
 * left out, and logs are put in the order that is the same in every run.
 */
export class Normaliser {
  private readonly sessions: ReadonlyMap<SessionId, string>;
  private readonly zxids: readonly Zxid[];

  constructor(
    private readonly logs: ClientLogs,
    private readonly steps: ClientSteps,
    results: readonly ClientResult[],
  ) {
    this.sessions = sessionNames(logs);
    const stats = results.flatMap((result) => this.replies(result)).flatMap(statsOf);
    const all = stats.flatMap(({ czxid, mzxid, pzxid }) => [czxid, mzxid, pzxid]).filter((zxid) => zxid > 0);
    this.zxids = [...new Set(all)].sort((a, b) => a - b);
  }

  get zxidEpochs(): readonly number[] {
    return this.zxids.map(epochOf);
  }

  /** From one rank to the next; null where an epoch ends. */
  get zxidGaps(): readonly (number | null)[] {
    return this.zxids
      .slice(1)
      .map((zxid, index) => [this.zxids[index] ?? 0, zxid] as const)
      .map(([before, after]) => (epochOf(before) === epochOf(after) ? after - before : null));
  }

  result(result: ClientResult): Json {
    switch (result.type) {
      case 'json':
        return result.json;
      case 'connected': {
        const session = this.session(result.session) ?? '?';
        const server = serverIdOf(result.server);
        return { ok: true, session, server, sessionTimeout: result.timeout / MILLISECOND };
      }
      case 'reply':
        return this.reply(result.request, this.replyOf(result.client, result.tag));
      case 'replies':
        return this.pipeline(result);
    }
  }

  /** What a client saw; with `sortEvents` the order of events between two other entries does not count. */
  log(client: string, sortEvents: boolean): readonly JsonObject[] {
    const { entries } = this.logs.of(client);
    const lines = entries.map((entry) => this.line(entry)).filter((line) => line !== undefined);
    return sortRuns(
      lines,
      (a, b) => a.event !== undefined && b.event !== undefined && (sortEvents || sameEvent(a, b)),
    );
  }

  private replyOf(client: string, tag: string): Reply | undefined {
    return this.logs.of(client).replies.get(tag)?.reply;
  }

  private replies(result: ClientResult): readonly Reply[] {
    if (result.type === 'reply') return this.found(result.client, [result.tag]);
    return result.type === 'replies' ? this.found(result.client, result.tags) : [];
  }

  private found(client: string, tags: readonly string[]): readonly Reply[] {
    return tags.flatMap((tag) => this.replyOf(client, tag) ?? []);
  }

  private pipeline({ client, requests, tags }: Extract<ClientResult, { type: 'replies' }>): Json {
    const replies = tags.map((tag) => this.replyOf(client, tag));
    return {
      ok: true,
      results: requests.map((request, index) => this.reply(request, replies[index])),
    };
  }

  private reply(request: Request, reply: Reply | undefined): Json {
    if (reply === undefined) return { pending: true };
    if (request.op === 'multi') return this.multi(request.ops, reply);
    if (reply.error !== undefined) return { error: reply.error, ...refusedBy(reply) };
    const { path, data, children, stat, acl, paths, count } = reply.result;
    const shown = (field: string): boolean => FIELDS[request.op].includes(field);
    return {
      ok: true,
      ...(shown('path') && path !== undefined ? { path } : {}),
      ...(shown('data') ? { data: data ?? null } : {}),
      ...(shown('children') ? { children: [...(children ?? [])].sort() } : {}),
      ...(shown('acl') ? { acl: aclOf(acl) } : {}),
      ...(shown('paths') ? { paths: [...(paths ?? [])].sort() } : {}),
      ...(shown('count') ? { count: count ?? null } : {}),
      ...(shown('stat') && stat !== undefined ? { stat: this.stat(stat) } : {}),
    };
  }

  private multi(operations: readonly { readonly op: string }[], { error, result }: Reply): Json {
    const results = result.results ?? [];
    if (error !== undefined) {
      const errors = results.map((one) => ({ error: one.error ?? 'OK' }));
      return errors.length === 0 ? { error } : { error, results: errors };
    }
    return {
      ok: true,
      results: results.map(({ result: { path, stat } }, index) => {
        const op = operations[index]?.op ?? '';
        if (op === 'create')
          return { op, path: path ?? null, stat: stat === undefined ? null : this.stat(stat) };
        return op === 'set' && stat !== undefined ? { op, stat: this.stat(stat) } : { op };
      }),
    };
  }

  private stat({
    czxid,
    mzxid,
    pzxid,
    version,
    cversion,
    aversion,
    dataLength,
    numChildren,
    ephemeralOwner,
  }: Stat): Json {
    const rank = (zxid: Zxid): number => this.zxids.indexOf(zxid) + 1;
    return {
      czxid: rank(czxid), mzxid: rank(mzxid), pzxid: rank(pzxid),
      version, cversion, aversion, dataLength, numChildren,
      ephemeralOwner: this.session(ephemeralOwner),
    }; // prettier-ignore
  }

  private session(id: SessionId): string | null {
    return id === 0 ? null : (this.sessions.get(id) ?? '?');
  }

  private line(entry: LogEntry): JsonObject | undefined {
    const { notice } = entry;
    switch (notice.type) {
      case 'restart':
        return { restart: true };
      case 'reply': {
        const { tag } = notice;
        return this.steps.hidden.has(tag) ? undefined : { reply: this.steps.shownAs.get(tag) ?? tag };
      }
      case 'watch': {
        const { event, path, watcher } = notice;
        return { event: EVENT_TYPES[event], path, watcher };
      }
      case 'connected': {
        const server = serverIdOf(notice.server);
        return { state: 'CONNECTED', server, session: this.session(notice.session) };
      }
      default:
        return { state: stateOf(entry) ?? '' };
    }
  }
}

/** What the success of each request shows. */
const FIELDS: Readonly<Record<Request['op'], readonly string[]>> = {
  create: ['path', 'stat'],
  delete: [],
  set: ['stat'],
  get: ['data', 'stat'],
  exists: ['stat'],
  children: ['children', 'stat'],
  sync: [],
  getAcl: ['acl', 'stat'],
  setAcl: ['stat'],
  multi: [],
  addWatch: [],
  removeWatches: [],
  ephemerals: ['paths'],
  countDescendants: ['count'],
  close: [],
};

/** The library answered by itself: in the moment of the call, with nothing sent. */
function refusedBy({ error, zxid }: Reply): JsonObject {
  return error === 'BADARGUMENTS' && zxid === undefined ? { clientSide: true } : {};
}

/** The only identity is everybody; letters come in the order of the permission bits. */
function aclOf(letters = ''): readonly string[] {
  const sorted = Array.from('rwcda')
    .filter((letter) => letters.includes(letter))
    .join('');
  return sorted === '' ? [] : [`world:anyone:${sorted}`];
}

function statsOf({ result }: Reply): readonly Stat[] {
  const inner = result.results?.map((one) => one.result.stat) ?? [];
  return [result.stat, ...inner].filter((stat) => stat !== undefined);
}

/** The first session that a client made has its name, the next ones a number more. */
function sessionNames(logs: ClientLogs): ReadonlyMap<SessionId, string> {
  const names = new Map<SessionId, string>();
  const made = logs.clients.flatMap((client) =>
    logs
      .of(client)
      .entries.flatMap(({ time, notice }) =>
        notice.type === 'connected' ? [{ client, time, session: notice.session }] : [],
      ),
  );
  const counts = new Map<string, number>();
  for (const { client, session } of made.sort((a, b) => a.time - b.time)) {
    if (names.has(session)) continue;
    const count = (counts.get(client) ?? 0) + 1;
    counts.set(client, count);
    names.set(session, count === 1 ? client : `${client}#${count}`);
  }
  return names;
}

function sameEvent(a: JsonObject, b: JsonObject): boolean {
  return a.event === b.event && a.path === b.path;
}

/** Sorts every maximal run of lines that belong together by path, event and watcher. */
function sortRuns(
  lines: readonly JsonObject[],
  together: (a: JsonObject, b: JsonObject) => boolean,
): readonly JsonObject[] {
  const runs: JsonObject[][] = [];
  for (const line of lines) {
    const last = runs.at(-1);
    const before = last?.at(-1);
    if (last !== undefined && before !== undefined && together(before, line)) last.push(line);
    else runs.push([line]);
  }
  return runs.flatMap((run) => (run.length === 1 ? run : run.sort(inOrder)));
}

function inOrder(a: JsonObject, b: JsonObject): number {
  for (const field of ['path', 'event', 'watcher']) {
    const [one, other] = [a[field] ?? '', b[field] ?? ''];
    if (one !== other) return one < other ? -1 : 1;
  }
  return 0;
}
