import type { Invariant } from '../../../kernel/kind.ts';
import { expiryInvariants } from './expiry-invariants.ts';
import { historyInvariants } from './history-invariants.ts';
import { leadershipInvariants } from './leadership-invariants.ts';
import { messageInvariants } from './message-invariants.ts';
import { primaryInvariants } from './primary-invariants.ts';
import { replyInvariants } from './reply-invariants.ts';
import { servingEpoch } from './server-view.ts';
import type { ServerState } from '../state.ts';
import { treeInvariants } from './tree-invariants.ts';

/** Not a claim but a view of the whole: notes when the ensemble as such has a serving leader, and when it has none. */
const quorum: Invariant<ServerState, { readonly leader: string; readonly served: boolean }> = {
  name: '',
  initial: { leader: '', served: false },
  concerns: (before, after) => (servingEpoch(before) === undefined) !== (servingEpoch(after) === undefined),
  check: (memory, { members, group, milestone }) => {
    const leader = members.find(
      (member) => servingEpoch(member.state as ServerState | undefined) !== undefined,
    )?.name;
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

/** Everything that is claimed of an ensemble, at every moment of every run. */
export const zookeeperInvariants: readonly Invariant[] = [
  ...leadershipInvariants,
  ...historyInvariants,
  ...primaryInvariants,
  ...messageInvariants,
  ...treeInvariants,
  ...expiryInvariants,
  ...replyInvariants,
  quorum,
];
