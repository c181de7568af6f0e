/**
 * What made a periodic act turn out as it did. Traffic never ceases, so the chain of causes of a request ends at the
 * heartbeat of its client; why it was accepted or refused is in the state of the nodes that it met.
 */
import type { EventView, Recording, RecordedMilestone } from '../kernel/recording.ts';
import type { CauseStep } from './cause-steps.ts';

export interface Condition {
  readonly event: number;
  /** The node whose knowledge it changed. */
  readonly node: string;
}

/** How far back to look for the connection that a refusal lacks. */
const SEARCH_MAX = 100_000;

/** What the steps so far, effect first, depended on besides the traffic that they came from. */
export function conditionOf(recording: Recording, steps: readonly CauseStep[]): Condition | undefined {
  for (const [index, step] of steps.entries()) {
    const accepted = step.told.find((milestone) => milestone.type === 'first-write-accepted');
    if (accepted !== undefined) return acceptanceOf(recording, accepted, steps.slice(index + 1));
  }
  const refusal = steps.findLast(({ view }) => isFailure(view));
  return refusal === undefined ? undefined : refusalOf(recording, refusal.view);
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

/** Whether somebody answered that a request failed. */
export function isFailure({ occurrence }: EventView): boolean {
  if (occurrence.type !== 'message' || occurrence.message.type !== 'http-response') return false;
  return 'status' in occurrence.message && Number(occurrence.message.status) >= 500;
}

/** A connection that somebody lost; one that its peer closed in good order, as health checks do, is none. */
export function isLoss({ occurrence }: EventView): boolean {
  return occurrence.type === 'closed' && occurrence.reason !== 'closed';
}

/** A node refused for want of a connection, or of a server that is up. */
function refusalOf(recording: Recording, { occurrence, number }: EventView): Condition | undefined {
  const marked = recording.milestones.findLast(
    (one) => one.type === 'marked-down' && one.data.by === occurrence.from && one.event < number,
  );
  if (marked !== undefined) return { event: marked.event, node: occurrence.from };
  for (let before = number - 1; before >= Math.max(0, number - SEARCH_MAX); before--) {
    const view = recording.event(before);
    if (view.node === occurrence.sender && isLoss(view)) return { event: before, node: occurrence.from };
  }
  return undefined;
}
