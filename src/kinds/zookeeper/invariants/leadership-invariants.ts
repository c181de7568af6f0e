/** Who leads, in which epoch, and that epochs only grow. */
import type { Invariant, MemberView, Violation } from '../../../kernel/kind.ts';
import { epochOf } from '../protocol.ts';
import { changesRole, lastZxid, leadingEpoch, runningServers, servingEpoch } from './server-view.ts';
import type { ServerDurable, ServerState } from '../state.ts';

/** Leadership1 of Zab.tla: no two servers lead in the same epoch at once, be it synchronising or broadcasting. */
const oneLeaderAtOnce: Invariant<ServerState> = {
  name: 'one-leader-at-once',
  initial: undefined,
  concerns: changesRole,
  check: (memory, { step, members }) => {
    const epoch = leadingEpoch(step.after);
    const other = runningServers(members).find(
      ({ name, server }) => name !== step.node && epoch !== undefined && leadingEpoch(server) === epoch,
    );
    if (epoch === undefined || other === undefined) return { memory, violation: undefined };
    const data = { epoch, leaders: [other.name, step.node] };
    return { memory, violation: { node: step.node, reason: `so does ${other.name}`, data } };
  },
};

/** Leadership2 of Zab.tla: in each epoch at most one server is ever established as leader. */
const oneLeaderAnEpoch: Invariant<ServerState, Readonly<Record<number, string>>> = {
  name: 'one-leader-an-epoch',
  initial: {},
  concerns: changesRole,
  check: (memory, { step: { node, after } }) => {
    const epoch = servingEpoch(after);
    if (epoch === undefined) return { memory, violation: undefined };
    const leader = memory[epoch];
    if (leader === undefined) return { memory: { ...memory, [epoch]: node }, violation: undefined };
    if (leader === node) return { memory, violation: undefined };
    const violation = { node, reason: `also ${leader}`, data: { epoch, leaders: [leader, node] } };
    return { memory, violation };
  },
};

interface Epochs {
  readonly accepted: number;
  readonly current: number;
}

const NO_EPOCHS: Epochs = { accepted: 0, current: 0 };

/**
 * A server never goes back to an epoch older than one that its disk held, and at a start epoch(last zxid) ≤
 * currentEpoch ≤ acceptedEpoch (QuorumPeer.loadDataBase).
 */
const epochsAdvance: Invariant<ServerState, Readonly<Record<string, Epochs>>> = {
  name: 'epochs-advance',
  initial: {},
  concerns: (before, after, event) =>
    event.type === 'start' ||
    (event.type === 'written' && event.name !== 'log') ||
    before?.disk.acceptedEpoch !== after?.disk.acceptedEpoch ||
    before?.disk.currentEpoch !== after?.disk.currentEpoch,
  check: (memory, { step: { node, before, after }, members }) => {
    const held = memory[node] ?? NO_EPOCHS;
    const reason = after && (backwards(held, after) ?? (before === undefined ? unordered(after) : undefined));
    const violation: Violation | undefined =
      reason === undefined ? undefined : { node, reason, data: { epoch: after?.disk.currentEpoch ?? 0 } };
    return { memory: { ...memory, [node]: latest(held, members, node) }, violation };
  },
};

function latest(held: Epochs, members: readonly MemberView[], node: string): Epochs {
  const disk = members.find(({ name }) => name === node)?.synced as ServerDurable | undefined;
  return {
    accepted: Math.max(held.accepted, disk?.acceptedEpoch ?? 0),
    current: Math.max(held.current, disk?.currentEpoch ?? 0),
  };
}

function backwards(held: Epochs, { disk: { acceptedEpoch, currentEpoch } }: ServerState): string | undefined {
  if (acceptedEpoch < held.accepted)
    return `accepts epoch ${String(acceptedEpoch)} after ${String(held.accepted)}`;
  if (currentEpoch < held.current) return `is in epoch ${String(currentEpoch)} after ${String(held.current)}`;
  return undefined;
}

function unordered(server: ServerState): string | undefined {
  const { acceptedEpoch, currentEpoch } = server.disk;
  if (currentEpoch > acceptedEpoch) return `is in epoch ${String(currentEpoch)}, which it never accepted`;
  const last = epochOf(lastZxid(server));
  return last > currentEpoch ? `holds epoch ${String(last)}, being in ${String(currentEpoch)}` : undefined;
}

export const leadershipInvariants: readonly Invariant[] = [oneLeaderAtOnce, oneLeaderAnEpoch, epochsAdvance];
