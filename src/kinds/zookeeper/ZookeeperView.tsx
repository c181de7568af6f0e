import { clock } from '../../ui/format.ts';
import type { KindView, Statechart } from '../../ui/kind-view.ts';
import { hasFields } from '../../ui/plain-data.ts';
import { lazy } from '../../ui/lazy.tsx';
import { words } from '../../words/index.ts';
import type { PeerState } from './protocol.ts';
import type { ServerState } from './state.ts';

const ZookeeperDetail = lazy(
  'inspector',
  async () => (await import('./ZookeeperDetail.tsx')).ZookeeperDetail,
);

const { chart } = words.kinds.zookeeper;

const statechart: Statechart = {
  height: 96,
  states: [
    { id: 'looking', label: chart.looking, x: 44, y: 48 },
    { id: 'following', label: chart.following, x: 234, y: 16 },
    { id: 'leading', label: chart.leading, x: 234, y: 80, leads: true },
  ],
  transitions: [
    {
      from: 'looking',
      to: 'following',
      label: chart.wins,
      path: 'M64 34C96 14 140 12 188 14',
      at: [126, 14],
    },
    {
      from: 'following',
      to: 'looking',
      label: chart.leaderLost,
      path: 'M196 26C160 40 130 42 84 44',
      at: [140, 41],
    },
    {
      from: 'leading',
      to: 'looking',
      label: chart.quorumLost,
      path: 'M204 69C168 56 130 53 84 52',
      at: [140, 62],
    },
    { from: 'looking', to: 'leading', label: chart.votes, path: 'M64 62C96 82 140 84 196 82', at: [124, 90] },
  ],
  of: (role, state) => (isServer(state) ? stateOf(state.role) : ROLES.get(role)),
  wordFor: (state) => (isServer(state) && state.role === 'observing' ? chart.observing : undefined),
  phases: {
    name: chart.phases,
    all: [
      { id: 'discovery', label: chart.discovery },
      { id: 'synchronisation', label: chart.synchronisation },
      { id: 'broadcast', label: chart.broadcast },
    ],
    of: (state) => (isServer(state) ? phaseOf(state) : undefined),
  },
};

/** The state that a role stands for. Whoever is joining leads or follows already: its own state says which. */
const ROLES: ReadonlyMap<string, string> = new Map([
  ['looking', 'looking'],
  ['follower', 'following'],
  ['observer', 'following'],
  ['leader', 'leading'],
]);

function isServer(state: unknown): state is ServerState {
  return hasFields<ServerState>(state, ['role', 'leadership', 'following']);
}

function stateOf(role: PeerState): string {
  return role === 'observing' ? 'following' : role;
}

/** The phase of Zab that it is in with others; a learner that is still connecting is in none. */
function phaseOf({ leadership, following }: ServerState): string | undefined {
  const phase = leadership?.phase ?? following?.phase;
  return phase === 'connecting' ? undefined : phase;
}

export const zookeeperView: KindView = {
  kind: 'zookeeper',
  noun: words.kinds.zookeeper.noun,
  plural: words.kinds.zookeeper.plural,
  tier: 'coordination',
  caption: ({ up, all, told, lead }) => {
    const nobody = lead !== undefined && lead.name === undefined;
    const { upOf, noLeader } = words.kinds.zookeeper;
    const parts = [upOf(up, all), told, nobody ? noLeader(clock(lead.since)) : ''];
    return parts.filter((part) => part !== '').join(' · ');
  },
  glyph: { outline: 'M0 -17L14.7 -8.5V8.5L0 17L-14.7 8.5V-8.5Z', details: [], numbered: true },
  Detail: ZookeeperDetail,
  statechart,
};
