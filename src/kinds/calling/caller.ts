import type { ConnectionId, Context, Draft, NodeEvent } from '../../kernel/kind.ts';
import { lookUp, type SortedMap, valuesOf, withEntry, withoutKey } from '../../lib/sorted-map.ts';
import type { Duration, SimTime } from '../../lib/units.ts';
import { HTTP_PORT, type HttpRequest, type HttpResponse } from '../api-server/protocol.ts';

/*
 * How a process calls instances of a service: it takes them in turn, waits so long for the answer, and asks another one
 * if there is none or a bad one. A standing connection to each instance that it called, as connection pools keep them.
 */

export interface CallerConfig {
  /** How long an attempt waits for its answer. */
  readonly timeout: Duration;
  /** Further attempts after a failed one, each at another instance as long as there is one. */
  readonly retries: number;
}

export interface OpenCall {
  readonly call: number;
  readonly write: boolean;
  /** The identity of a write: who began it, and its number there. */
  readonly origin: string;
  readonly request: number;
  readonly path: string;
  /** Whether it carries an idempotency key. */
  readonly once: boolean;
  /** When its first attempt began, and its present one. */
  readonly sentAt: SimTime;
  readonly triedAt: SimTime;
  readonly retriesLeft: number;
  readonly target: string;
  readonly tried: readonly string[];
}

/** What the state of a kind has for it. */
export interface Calling {
  /** Its connections by the instance, and the other way round. */
  readonly links: SortedMap<string, ConnectionId>;
  readonly linked: SortedMap<number, string>;
  readonly calls: SortedMap<number, OpenCall>;
  readonly turn: number;
  readonly nextCall: number;
}

export const NO_CALLS: Calling = {
  links: undefined,
  linked: undefined,
  calls: undefined,
  turn: 0,
  nextCall: 1,
};

/** A call that is over, with its retries. */
export interface CallEnd {
  readonly call: OpenCall;
  readonly ok: boolean;
  /** ok, timeout, refused, closed, the status, or `no instance`: none was known. */
  readonly outcome: string;
  /** The last answer, if there was one. */
  readonly answer: HttpResponse | undefined;
}

/** What a call needs, for the length of one event. */
export interface Means {
  readonly ctx: Context;
  readonly config: CallerConfig;
  /** Whom it may call. */
  readonly instances: readonly string[];
}

type State = Draft<Calling>;

const TIMEOUT = 'call-timeout';

/** A call for one of the instances. Returned at once is the end of one that there is nobody for. */
export function call(
  s: State,
  by: Means,
  what: Pick<OpenCall, 'write' | 'origin' | 'request' | 'path' | 'once'>,
): CallEnd | undefined {
  const { retries: retriesLeft } = by.config;
  const { now } = by.ctx;
  const one = { call: s.nextCall, sentAt: now, triedAt: now, retriesLeft, target: '', tried: [], ...what };
  s.nextCall++;
  return attempt(s, by, one);
}

/** Handles an event of its own: the calls that are over by it. Undefined: it is not its own. */
export function handleCaller(s: State, by: Means, event: NodeEvent): readonly CallEnd[] | undefined {
  switch (event.type) {
    case 'timer': {
      if (event.name !== TIMEOUT) return undefined;
      const open = lookUp(s.calls, event.key);
      return open === undefined ? [] : ends(failed(s, by, open, 'timeout'));
    }
    case 'message': {
      const { message } = event;
      if (message.type !== 'http-response') return undefined;
      return ends(answered(s, by, message as HttpResponse));
    }
    case 'closed': {
      const target = lookUp(s.linked, event.connection);
      if (target === undefined) return undefined;
      unlink(s, target, event.connection);
      const outcome = event.reason === 'refused' ? 'refused' : 'closed';
      const lost = valuesOf(s.calls).filter((open) => open.target === target);
      return lost.flatMap((open) => ends(failed(s, by, open, outcome)));
    }
    case 'connected':
      return lookUp(s.linked, event.connection) === undefined ? undefined : [];
    default:
      return undefined;
  }
}

/**
 * Gives up the connections to instances that it does not know any more. What is under way there goes on: whether there
 * is such.
 */
export function dropStrangers(s: State, ctx: Context, instances: readonly string[]): boolean {
  const busy = new Set(valuesOf(s.calls).map(({ target }) => target));
  const known = new Set(instances);
  let remains = false;
  for (const target of valuesOf(s.linked)) {
    const connection = lookUp(s.links, target);
    if (connection === undefined || known.has(target)) continue;
    if (busy.has(target)) {
      remains = true;
      continue;
    }
    unlink(s, target, connection);
    ctx.close(connection);
  }
  return remains;
}

function ends(end: CallEnd | undefined): readonly CallEnd[] {
  return end === undefined ? [] : [end];
}

function unlink(s: State, target: string, connection: ConnectionId): void {
  s.links = withoutKey(s.links, target);
  s.linked = withoutKey(s.linked, connection);
}

function attempt(s: State, by: Means, open: OpenCall): CallEnd | undefined {
  const { ctx, config } = by;
  const target = nextInTurn(s, by.instances, open.tried);
  if (target === undefined) return over(s, open, false, 'no instance', undefined);
  const connection = connectionTo(s, ctx, target);
  const { call: id, write, origin: client, request, path, once } = open;
  const type = write ? 'http-post' : 'http-get';
  ctx.send(connection, { type, id, path, client, request, once } satisfies HttpRequest);
  ctx.startTimer(TIMEOUT, config.timeout, id);
  s.calls = withEntry(s.calls, id, {
    ...open, target, triedAt: ctx.now, tried: [...open.tried, target],
  }); // prettier-ignore
  return undefined;
}

/** The next one in turn that was not tried; the next one in turn if all were. */
function nextInTurn(s: State, instances: readonly string[], tried: readonly string[]): string | undefined {
  const count = instances.length;
  if (count === 0) return undefined;
  const first = s.turn % count;
  for (let step = 0; step < count; step++) {
    const index = (first + step) % count;
    const target = instances[index];
    if (target === undefined || tried.includes(target)) continue;
    s.turn = index + 1;
    return target;
  }
  s.turn = first + 1;
  return instances[first];
}

function connectionTo(s: State, ctx: Context, target: string): ConnectionId {
  const standing = lookUp(s.links, target);
  if (standing !== undefined) return standing;
  const connection = ctx.connect(target, HTTP_PORT);
  s.links = withEntry(s.links, target, connection);
  s.linked = withEntry(s.linked, connection, target);
  return connection;
}

function answered(s: State, by: Means, answer: HttpResponse): CallEnd | undefined {
  const open = lookUp(s.calls, answer.id);
  if (open === undefined) return undefined;
  if (answer.status >= 500) {
    return failed(s, by, open, `status ${String(answer.status)}`, answer);
  }
  by.ctx.cancelTimer(TIMEOUT, open.call);
  return over(s, open, true, 'ok', answer);
}

/** The attempt failed: another instance is asked, or the call has failed. */
function failed(
  s: State,
  by: Means,
  open: OpenCall,
  outcome: string,
  answer?: HttpResponse,
): CallEnd | undefined {
  by.ctx.cancelTimer(TIMEOUT, open.call);
  if (open.retriesLeft === 0) return over(s, open, false, outcome, answer);
  return attempt(s, by, { ...open, retriesLeft: open.retriesLeft - 1 });
}

function over(
  s: State,
  open: OpenCall,
  ok: boolean,
  outcome: string,
  answer: HttpResponse | undefined,
): CallEnd {
  s.calls = withoutKey(s.calls, open.call);
  return { call: open, ok, outcome, answer };
}
