/** What a load balancer decided for a request, read from its states: which servers it tried, why, and how it ended. */
import type { EventView, Recording } from '../kernel/recording.ts';
import type { HttpRequest, HttpResponse } from '../kinds/api-server/protocol.ts';
import type { LoadBalancerState, ProxiedRequest } from '../kinds/load-balancer/state.ts';
import { valuesOf } from '../lib/sorted-map.ts';
import type { SimTime } from '../lib/units.ts';
import { telling } from '../words/index.ts';

/** One decision of a load balancer for a request. */
export interface BalancerDecision {
  /** The event at which it was made. */
  readonly id: string;
  readonly time: SimTime;
  readonly text: string;
}

/** A load balancer may stay with a request that its client gave up; it is followed no further than so many events. */
const FOLLOWED_MOST = 50_000;

const { balancing: text } = telling;

/** A request as its client numbers it, and the events from its sending to its end there. */
interface Asked {
  readonly client: string;
  readonly request: number;
  readonly first: number;
  readonly last: number;
}

/** The decisions of the load balancer at `node` for a request, in order. */
export function decisionsOf(recording: Recording, node: number, asked: Asked): readonly BalancerDecision[] {
  const decisions: BalancerDecision[] = [];
  const most = Math.min(recording.events, asked.last + FOLLOWED_MOST);
  let held: readonly ProxiedRequest[] = [];
  for (let number = asked.first; number < most && (number <= asked.last || held.length > 0); number++) {
    const view = recording.event(number);
    if (view.node !== node) continue;
    const state = recording.stateAfter(number) as LoadBalancerState | undefined;
    const now = state === undefined ? [] : heldBy(state, asked);
    const texts =
      state === undefined ? held.map(() => text.lost) : textsOf(recording, view, state, asked, held, now);
    for (const told of texts) decisions.push({ id: view.id, time: view.time, text: told });
    held = now;
  }
  return decisions;
}

/** More than one if its client has tried again meanwhile. */
function heldBy({ requests }: LoadBalancerState, { client, request }: Asked): readonly ProxiedRequest[] {
  return valuesOf(requests).filter(({ message }) => message.request === request && message.client === client);
}

function textsOf(
  recording: Recording,
  view: EventView,
  state: LoadBalancerState,
  asked: Asked,
  before: readonly ProxiedRequest[],
  now: readonly ProxiedRequest[],
): readonly string[] {
  const known = (id: number) => before.find((one) => one.id === id);
  const ended = before.filter(({ id }) => !now.some((one) => one.id === id));
  const texts = ended.map((one) => endText(recording, view, state, one));
  for (const one of now) {
    const earlier = known(one.id);
    if (earlier === undefined) texts.push(placeText(state, one, chosenBy(state)));
    else texts.push(...changeTexts(view, state, earlier, one));
  }
  const arrived = arrivalIn(view, asked);
  if (arrived !== undefined && !now.some((one) => known(one.id) === undefined)) {
    const response = responseIn(recording, view, arrived.id);
    if (response !== undefined) texts.push(ownAnswer(response));
  }
  return texts;
}

/** The request itself, if this event is its arrival. */
function arrivalIn({ occurrence: { type, message } }: EventView, asked: Asked): HttpRequest | undefined {
  if (type !== 'message' || (message.type !== 'http-get' && message.type !== 'http-post')) return undefined;
  const request = message as HttpRequest;
  return request.client === asked.client && request.request === asked.request ? request : undefined;
}

/** What became of a request that it goes on with: another attempt, a pause before one, a slot, a client that left. */
function changeTexts(
  view: EventView,
  state: LoadBalancerState,
  before: ProxiedRequest,
  after: ProxiedRequest,
): readonly string[] {
  if (after.abandoned && !before.abandoned) return [text.abandoned(serverOf(state, after))];
  if (after.retries > before.retries) {
    const trouble = troubleIn(view, serverOf(state, before), before);
    if (after.phase === 'pausing') return [text.pauses(trouble)];
    return [placeText(state, after, trouble)];
  }
  const begins = after.phase === 'connecting' || after.phase === 'waiting';
  if (before.phase === 'pausing' && begins) return [placeText(state, after, text.afterPause)];
  if (before.phase === 'queued' && begins) return [placeText(state, after, text.freed)];
  if (before.phase !== 'queued' && after.phase === 'queued') return [placeText(state, after, '')];
  return before.server === after.server ? [] : [placeText(state, after, chosenBy(state))];
}

/** Where a request is put: to a server, or into a queue. */
function placeText(state: LoadBalancerState, request: ProxiedRequest, why: string): string {
  const server = serverOf(state, request);
  if (request.phase === 'queued') return server === '' ? text.waitsForAny : text.waits(server);
  return request.retries === 0 ? text.tries(server, why) : text.retries(request.retries, server, why);
}

/** How a server is chosen, and among how many. */
function chosenBy({ config, servers, usable, usableBackups, panicking }: LoadBalancerState): string {
  const { name } = config.algorithm;
  const backups = servers.filter(({ backup }) => backup).length;
  const there = servers.filter(({ health }) => health.administration !== 'absent').length;
  if (panicking) return text.panicking(name, there);
  return usable === 0
    ? text.backups(name, usableBackups, backups)
    : text.chosen(name, usable, there - backups);
}

/** How an attempt failed, by the event at which it did. */
function troubleIn({ occurrence }: EventView, server: string, { phase }: ProxiedRequest): string {
  const { type, message } = occurrence;
  if (type === 'closed') return occurrence.reason === 'refused' ? text.refused(server) : text.closed(server);
  if (type === 'timer') return phase === 'connecting' ? text.unconnected(server) : text.silent(server);
  if (type === 'message' && message.type === 'http-response') {
    return text.answered(server, (message as HttpResponse).status);
  }
  return text.out(server);
}

function endText(
  recording: Recording,
  view: EventView,
  state: LoadBalancerState,
  before: ProxiedRequest,
): string {
  const server = serverOf(state, before);
  const response = responseIn(recording, view, before.message.id);
  const { type, message } = view.occurrence;
  const answer =
    type === 'message' && message.type === 'http-response' ? (message as HttpResponse) : undefined;
  if (response === undefined) {
    if (answer !== undefined) return text.forNobody(server);
    return before.abandoned ? text.givesUp(troubleIn(view, server, before)) : text.takenBack(server);
  }
  const passed = answer?.status === response.status && answer.reason === response.reason;
  if (passed) return text.passesOn(server, response.status);
  const tried = before.phase === 'connecting' || before.phase === 'waiting';
  return tried ? text.after(ownAnswer(response), troubleIn(view, server, before)) : ownAnswer(response);
}

function ownAnswer({ status, reason }: HttpResponse): string {
  return text.answers(status, reason ?? '');
}

/** What an event sent to whoever asked, by the number that this has for the request. */
function responseIn(
  recording: Recording,
  { number, time, node }: EventView,
  id: number,
): HttpResponse | undefined {
  const sent = recording
    .packetsAt(time)
    .find(
      ({ cause, sender, type, message }) =>
        cause === number &&
        sender === node &&
        type === 'message' &&
        message.type === 'http-response' &&
        (message as HttpResponse).id === id,
    );
  return sent?.message as HttpResponse | undefined;
}

function serverOf({ servers }: LoadBalancerState, { server }: ProxiedRequest): string {
  return server === undefined ? '' : (servers[server]?.name ?? '');
}
