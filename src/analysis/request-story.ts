/** One request from node to node, found along the causes of the events between its sending and its end. */
import type { EventView, Recording } from '../kernel/recording.ts';
import { decisionsOf } from './balancer-decisions.ts';
import { causeOf, isRearmed } from './cause-steps.ts';
import { eventText } from './event-text.ts';
import type { RequestHop, RequestStory } from './answer.ts';
import { canServeRequest } from './request-messages.ts';
import { type FinishedRequest, requestsByEnd } from './finished-requests.ts';
import { outlineOf } from './requests.ts';
import type { Run } from './run.ts';
import { findEvent } from './why.ts';

/** A request by its id; an event's id alone stands for the first request that it ended. */
export function requestStory(run: Run, id: string): RequestStory | undefined {
  const { recording } = run.simulation;
  const [end = '', number = ''] = id.split(':');
  const event = findEvent(recording, end);
  const request = requestsByEnd(recording.observations).find(
    (one) => one.event === event && (number === '' || one.request === Number(number)),
  );
  if (request === undefined) return undefined;
  const events = eventsOf(recording, request.client, request.request, request.sentAt, request.event);
  return {
    ...outlineOf(run, request),
    hops: hopsOf(recording, events),
    balancers: balancersOf(run, request, events),
  };
}

function balancersOf(
  { simulation: { recording }, scenario }: Run,
  { client, request, event: last }: FinishedRequest,
  events: readonly EventView[],
): RequestStory['balancers'] {
  const first = events[0]?.number ?? last;
  return [...new Set(events.map(({ node }) => node))]
    .filter((node) => scenario.nodes[node]?.kind === 'load-balancer')
    .map((node) => ({
      name: recording.nodeNames[node] ?? '',
      decisions: decisionsOf(recording, node, { client, request, first, last }),
    }));
}

/** The events of a request, in order: what its sending led to, and what led to its end. */
function eventsOf(
  recording: Recording,
  client: string,
  request: number,
  sentAt: number,
  end: number,
): readonly EventView[] {
  const first = recording.eventsUntil(sentAt - 1);
  const own = new Map<number, EventView>();
  for (let number = first; number <= end; number++) {
    const view = recording.event(number);
    const sends = own.size === 0 && isSending(recording, view, client, sentAt);
    const cause = causeOf(view.occurrence);
    const follows = cause !== undefined && own.has(cause) && !isRearmed(recording, view);
    if (sends || (follows && isOwn(view, client, request))) own.set(number, view);
  }
  for (let number: number | undefined = end; number !== undefined && number >= first;) {
    const view = recording.event(number);
    if (!own.has(number) && isOwn(view, client, request)) own.set(number, view);
    number = causeOf(view.occurrence);
  }
  own.set(end, recording.event(end));
  return [...own.values()].sort((a, b) => a.number - b.number);
}

function isSending(recording: Recording, view: EventView, client: string, sentAt: number): boolean {
  const { occurrence, time, node } = view;
  return (
    recording.nodeNames[node] === client &&
    time === sentAt &&
    occurrence.type === 'timer' &&
    occurrence.name === 'send'
  );
}

/** Whether an event that this request led to is about it, and not about the writes of others or replication. */
function isOwn({ occurrence }: EventView, client: string, request: number): boolean {
  const { type, message } = occurrence;
  if (type !== 'message' || !('request' in message) || !('client' in message))
    return canServeRequest(occurrence);
  return message.client === client && message.request === request;
}

function hopsOf(recording: Recording, events: readonly EventView[]): readonly RequestHop[] {
  return events.map(({ id, time, node: index, occurrence }, place) => {
    const node = recording.nodeNames[index] ?? '';
    return {
      id,
      time,
      node,
      text: eventText(node, occurrence, time),
      delta: time - (events[place - 1]?.time ?? time),
      how: occurrence.type,
      name: occurrence.type === 'message' ? occurrence.message.type : occurrence.name,
      from: occurrence.from,
    };
  });
}
