import type { Invariant } from '../../kernel/kind.ts';
import { historyInvariants } from './history-invariants.ts';
import type { ServerState } from './state.ts';

function servingEpoch(state: unknown): number | undefined {
  const server = state as ServerState | undefined;
  return server?.leadership?.phase === 'broadcast' ? server.leadership.epoch : undefined;
}

/** Leadership2 of Zab.tla: in each epoch at most one server is ever established as leader. */
const oneLeaderAnEpoch: Invariant<ServerState, Readonly<Record<number, string>>> = {
  name: 'one-leader-an-epoch',
  initial: {},
  concerns: (before, after) =>
    servingEpoch(before) !== servingEpoch(after) && servingEpoch(after) !== undefined,
  check: (memory, { members }) => {
    let known = memory;
    for (const { name, state } of members) {
      const epoch = servingEpoch(state);
      if (epoch === undefined) continue;
      const leader = known[epoch];
      if (leader !== undefined && leader !== name) {
        const violation = { node: name, reason: `also ${leader}`, data: { epoch, leaders: [leader, name] } };
        return { memory: known, violation };
      }
      known = { ...known, [epoch]: name };
    }
    return { memory: known, violation: undefined };
  },
};

/** Not a claim but a view of the whole: notes when the ensemble as such has a serving leader, and when it has none. */
const quorum: Invariant<ServerState, { readonly leader: string; readonly served: boolean }> = {
  name: '',
  initial: { leader: '', served: false },
  concerns: (before, after) => (servingEpoch(before) === undefined) !== (servingEpoch(after) === undefined),
  check: (memory, { members, group, milestone }) => {
    const leader = members.find((member) => servingEpoch(member.state) !== undefined)?.name;
    if (leader === undefined) {
      if (memory.leader !== '')
        milestone({ type: 'quorum-lost', about: memory.leader, data: { ensemble: group } });
      return { memory: { leader: '', served: memory.served || memory.leader !== '' }, violation: undefined };
    }
    if (memory.leader === '' && memory.served) {
      milestone({ type: 'quorum-regained', about: leader, data: { ensemble: group } });
    }
    return { memory: { leader, served: true }, violation: undefined };
  },
};

export const zookeeperInvariants: readonly Invariant[] = [oneLeaderAnEpoch, ...historyInvariants, quorum];
