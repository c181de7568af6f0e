import { lazy } from 'react';
import { clock } from '../../ui/format.ts';
import type { KindView, Statechart } from '../../ui/kind-view.ts';
import { words } from '../../words/index.ts';

const ZookeeperDetail = lazy(async () => ({ default: (await import('./ZookeeperDetail.tsx')).ZookeeperDetail }));

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
  of: (role) =>
    ({ looking: 'looking', follower: 'following', leader: 'leading' })[role] ??
    (role === '' ? undefined : 'looking'),
};

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
