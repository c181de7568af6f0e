/**
 * What made a periodic act turn out as it did. Traffic never ceases, so the chain of causes of a request ends at the
 * heartbeat of its client; why it was accepted or refused is in the state of the nodes that it met.
 */
import type { RecordedMilestone } from '../kernel/milestone.ts';
import type { EventView, Recording } from '../kernel/recording.ts';
import type { CauseStep } from './cause-step.ts';
import { eventIndex } from './event-index.ts';
import { canServeRequest, isFailure } from './request-messages.ts';
import { beginningOfSilence, findHindrance, separates } from './silencers.ts';

export interface Condition {
  readonly event: number;
  /** The node whose knowledge it changed. */
  readonly node: string;
}

/** Timers of nodes that wait for the answer to a request. */
const WAITING: ReadonlySet<string> = new Set(['timeout', 'database-timeout', 'server-timeout']);

/** What the steps so far, effect first, depended on besides the heartbeat that they came from. */
export function conditionOf(recording: Recording, steps: readonly CauseStep[]): Condition | undefined {
  const found = findCondition(recording, steps);
  return steps.some(({ view }) => view.number === found?.event) ? undefined : found;
}

function findCondition(recording: Recording, steps: readonly CauseStep[]): Condition | undefined {
  // What stands before an earlier condition has been explained by it.
  const own = steps.slice(
    Math.max(
      0,
      steps.findLastIndex(({ condition }) => condition),
    ),
  );
  for (const [index, step] of own.entries()) {
    const accepted = step.told.find((milestone) => milestone.type === 'first-write-accepted');
    if (accepted !== undefined) return acceptanceOf(recording, accepted, own.slice(index + 1));
    const yields = step.told.some((milestone) => milestone.type === 'primary-demoted');
    if (yields && step.view.occurrence.message.type === 'position') return meetingOf(recording, step.view);
  }
  for (const { view } of [...own].reverse()) {
    const { occurrence } = view;
    if (isFailure(occurrence)) return refusalOf(recording, view);
    if (occurrence.type === 'timer' && WAITING.has(occurrence.name)) return silenceOf(recording, view);
  }
  return undefined;
}

/** A first write found its way when a node on that way learned of the new primary, or else upon the promotion. */
function acceptanceOf(
  recording: Recording,
  accepted: RecordedMilestone,
  way: readonly CauseStep[],
): Condition | undefined {
  const { milestones, nodeNames } = recording;
  const promoted = milestones.findLast(
    (one) => one.type === 'primary-promoted' && one.node === accepted.node && one.event <= accepted.event,
  );
  if (promoted === undefined) return undefined;
  const passed = new Map(way.map(({ view }) => [nodeNames[view.node] ?? '', view.number]));
  const learned = milestones.findLast(
    (one) =>
      one.type === 'watch-fired' &&
      one.node !== accepted.node &&
      one.event > promoted.event &&
      one.event < (passed.get(one.node) ?? -1) &&
      String(one.data.path).endsWith('/primary'),
  );
  const found = learned ?? promoted;
  return { event: found.event, node: found.node };
}

/** A node refused because it is primary no longer, has no server that is up, or lacks a connection. */
function refusalOf(recording: Recording, { occurrence, number }: EventView): Condition | undefined {
  const { from: node, sender } = occurrence;
  const marked = recording.milestones.findLast(
    ({ type, data, event, node: about }) =>
      event < number &&
      ((type === 'marked-down' && data.by === node) || (type === 'primary-demoted' && about === node)),
  );
  const event =
    marked?.event ??
    eventIndex(recording)
      .losses.get(sender)
      ?.findLast((loss) => loss < number);
  return event === undefined ? undefined : { event, node };
}

/** A script heard of another primary: since that one was promoted, or since the two can hear each other. */
function meetingOf({ milestones, nodeNames }: Recording, { node, number }: EventView): Condition | undefined {
  const self = nodeNames[node] ?? '';
  const before = milestones.filter(({ event }) => event < number);
  const others = before.filter((one) => one.type === 'primary-promoted' && one.node !== self);
  const met = before.findLast(
    (one) =>
      others.includes(one) ||
      (beginningOfSilence(one.type) !== undefined &&
        others.some((other) => separates(one, new Set([self, other.node])))),
  );
  return met === undefined ? undefined : { event: met.event, node: met.node };
}

/** A wait was in vain because the last node that the request reached, or was on its way to, could not answer. */
function silenceOf(recording: Recording, { occurrence, number, time }: EventView): Condition | undefined {
  const { followers } = eventIndex(recording);
  const reached = new Set([occurrence.cause]);
  for (const event of reached) {
    for (const next of followers.get(event) ?? []) {
      const { occurrence: following } = recording.event(next);
      const heartbeat = following.type === 'timer' && following.name === 'send';
      if (next < number && !heartbeat && canServeRequest(following)) reached.add(next);
    }
  }
  const last = recording.event(Math.max(...reached));
  const stuck = recording
    .packetsAt(last.time)
    .find((packet) => packet.cause === last.number && canServeRequest(packet));
  const index = stuck?.node ?? last.node;
  const of = recording.nodeNames[index] ?? '';
  const fault = findHindrance(recording, { of, since: stuck?.setAt ?? last.time }, time);
  return fault === undefined ? undefined : { event: fault.event, node: of };
}
