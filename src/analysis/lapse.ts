/** Leases that ran out. What came before them is a renewal that went well: the cause is what kept the next from coming. */
import { LAPSES } from '../kinds/database/protocol.ts';
import type { ZookeeperClient } from '../kinds/zookeeper/client/client-state.ts';
import type { RecordedMilestone } from '../kernel/milestone.ts';
import { NO_CAUSE } from '../kernel/occurrence.ts';
import type { EventView, Recording } from '../kernel/recording.ts';
import { concerns, separations } from './silencers.ts';

/** Whether an event is a process giving up on its own clock what it could not be sure of any more. */
function isLapse(recording: Recording, { number, occurrence }: EventView): boolean {
  if (occurrence.type !== 'timer') return false;
  if (occurrence.name === 'lease') return true;
  return recording
    .milestonesOf(number)
    .some(({ type, reason }) => type === 'primary-demoted' && reason === LAPSES.retry);
}

/**
 * What kept a lease that ran out from being renewed: a fault at whoever holds it or on its way out, a lost quorum, or else
 * what befell the servers through which it was renewed before, or their ensemble. Undefined if the event is no such thing.
 */
export function lapseOf(recording: Recording, view: EventView): RecordedMilestone | undefined {
  if (!isLapse(recording, view)) return undefined;
  const { milestones, nodeNames } = recording;
  const { time, occurrence } = view;
  const self = nodeNames[view.node] ?? '';
  const client = clientOf(recording.stateAt(view.node, occurrence.setAt));
  const nodes = renewalWay(recording, view).add(self);
  const server = client?.servers[client.lastConnected];
  if (server !== undefined) nodes.add(server);
  const faults = separations(milestones, nodes, occurrence.setAt, time);
  const own = faults.find((fault) => concerns(fault, self));
  return (
    own ??
    quorumLoss(milestones, client, time) ??
    faults[0] ??
    troubleOf(milestones, nodes, self, view) ??
    separations(milestones, new Set(client?.servers), occurrence.setAt, time).at(-1)
  );
}

/** The handle of any process that has a session. */
function clientOf(state: unknown): ZookeeperClient | undefined {
  return (state as { readonly zookeeper?: ZookeeperClient } | undefined)?.zookeeper;
}

/** The nodes that the last renewal went through. */
function renewalWay(recording: Recording, { occurrence }: EventView): Set<string> {
  const nodes = new Set<string>();
  for (let cause = occurrence.cause; cause !== NO_CAUSE;) {
    const { node, occurrence: before } = recording.event(cause);
    if (before.type !== 'message') break;
    nodes.add(recording.nodeNames[node] ?? '');
    cause = before.cause;
  }
  return nodes;
}

/** The ensemble is without a leader at `time`, since this. */
function quorumLoss(
  milestones: readonly RecordedMilestone[],
  client: ZookeeperClient | undefined,
  time: number,
): RecordedMilestone | undefined {
  const latest = milestones.findLast(
    (one) =>
      one.time <= time &&
      (one.type === 'quorum-lost' || one.type === 'quorum-regained') &&
      client?.servers.includes(one.node) === true,
  );
  return latest?.type === 'quorum-lost' ? latest : undefined;
}

/** What is not a fault itself: a leader on the way stepped down, or the connection was lost. */
function troubleOf(
  milestones: readonly RecordedMilestone[],
  nodes: ReadonlySet<string>,
  self: string,
  { time, occurrence }: EventView,
): RecordedMilestone | undefined {
  return milestones.find(
    (one) =>
      one.time > occurrence.setAt &&
      one.time < time &&
      (one.type === 'leader-stepped-down'
        ? nodes.has(one.node)
        : one.type === 'connection-suspended' && one.node === self),
  );
}
