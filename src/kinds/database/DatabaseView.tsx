import { clock } from '../../ui/format.ts';
import type { KindView, Statechart } from '../../ui/kind-view.ts';
import { lazy } from '../../ui/lazy.tsx';
import { words } from '../../words/index.ts';

const DatabaseDetail = lazy('inspector', async () => (await import('./DatabaseDetail.tsx')).DatabaseDetail);

const { chart } = words.kinds.database;

const statechart: Statechart = {
  height: 96,
  states: [
    { id: 'replica', label: chart.replica, x: 44, y: 48 },
    { id: 'promoting', label: chart.promoting, x: 232, y: 16 },
    { id: 'primary', label: chart.primary, x: 232, y: 80, leads: true },
  ],
  transitions: [
    {
      from: 'replica',
      to: 'promoting',
      label: chart.elected,
      path: 'M64 34C96 14 140 12 184 14',
      at: [122, 14],
    },
    { from: 'promoting', to: 'primary', label: chart.ready, path: 'M232 29L232 66', at: [206, 52] },
    {
      from: 'primary',
      to: 'replica',
      label: chart.stepsDown,
      path: 'M194 82C150 86 100 80 64 62',
      at: [124, 88],
    },
  ],
  of: (role) => (role === '' ? undefined : role),
};

export const databaseView: KindView = {
  kind: 'database',
  noun: words.kinds.database.noun,
  plural: words.kinds.database.plural,
  tier: 'store',
  caption: ({ told, lead }) => {
    if (lead === undefined) return told;
    const { primarySince, noPrimarySince } = words.kinds.database;
    const since = clock(lead.since);
    const primary = lead.name === undefined ? noPrimarySince(since) : primarySince(lead.name, since);
    return [told, primary].filter((part) => part !== '').join(' · ');
  },
  glyph: {
    outline:
      'M-13 -10.5C-13 -13.5 -7 -15.5 0 -15.5S13 -13.5 13 -10.5V10.5C13 13.5 7 15.5 0 15.5S-13 13.5 -13 10.5Z',
    details: ['M-13 -10.5C-13 -7.5 -7 -5.5 0 -5.5S13 -7.5 13 -10.5'],
    numbered: true,
  },
  Detail: DatabaseDetail,
  statechart,
};
