import type { KindView, Statechart } from '../../ui/kind-view.ts';
import { lazy } from '../../ui/lazy.tsx';
import { words } from '../../words/index.ts';

const { noun, plural, chart } = words.kinds.lockUser;

const LockUserDetail = lazy('inspector', async () => (await import('./LockUserDetail.tsx')).LockUserDetail);

const statechart: Statechart = {
  height: 96,
  states: [
    { id: 'away', label: chart.away, x: 44, y: 48 },
    { id: 'waiting', label: chart.waiting, x: 232, y: 16 },
    { id: 'holding', label: chart.holding, x: 232, y: 80, leads: true },
  ],
  transitions: [
    { from: 'away', to: 'waiting', label: chart.comes, path: 'M64 34C96 14 140 12 192 14', at: [122, 14] },
    { from: 'waiting', to: 'holding', label: chart.wins, path: 'M240 29L240 66', at: [262, 48] },
    { from: 'holding', to: 'waiting', label: chart.doubts, path: 'M224 66L224 31', at: [164, 48] },
    { from: 'holding', to: 'away', label: chart.stops, path: 'M190 82C150 86 100 80 64 62', at: [124, 88] },
  ],
  of: (role) => (role === '' ? 'away' : role === 'waiting' ? 'waiting' : 'holding'),
};

export const lockUserView: KindView = {
  kind: 'lock-user',
  noun,
  plural,
  tier: 'service',
  glyph: {
    outline: 'M-12 -2H12V13H-12Z',
    details: ['M-7 -2V-7A7 7 0 0 1 7 -7V-2'],
    numbered: true,
  },
  Detail: LockUserDetail,
  statechart,
};
