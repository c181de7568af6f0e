import type { KindView, Statechart } from '../../ui/kind-view.ts';
import { hasFields } from '../../ui/plain-data.ts';
import { lazy } from '../../ui/lazy.tsx';
import { words } from '../../words/index.ts';
import type { ClientState } from './state.ts';

const ClientDetail = lazy('inspector', async () => (await import('./ClientDetail.tsx')).ClientDetail);

const text = words.kinds.client.chart;

const statechart: Statechart = {
  height: 56,
  states: [
    { id: 'well', label: text.well, x: 36, y: 28 },
    { id: 'failing', label: text.failing, x: 238, y: 28 },
  ],
  transitions: [
    {
      from: 'well', to: 'failing', label: text.degraded, path: 'M60 20C100 4 160 4 204 19', at: [134, 12],
      by: ['service-degraded'],
    },
    {
      from: 'failing', to: 'well', label: text.recovered, path: 'M204 37C160 52 100 52 60 36', at: [134, 52],
      by: ['service-recovered'],
    },
  ], // prettier-ignore
  of: (_role, state) => {
    if (!hasFields<ClientState>(state, ['reads', 'writes'])) return undefined;
    return state.reads.degraded || state.writes.degraded ? 'failing' : 'well';
  },
};

export const clientView: KindView = {
  kind: 'client',
  noun: words.kinds.client.noun,
  plural: words.kinds.client.plural,
  tier: 'source',
  glyph: {
    outline: 'M-9.5 -6a5.5 5.5 0 1 0 11 0a5.5 5.5 0 1 0 -11 0Z',
    details: ['M-14 12a10 10 0 0 1 20 0', 'M5 -11.2a5.5 5.5 0 0 1 0 10.4', 'M9 2.8a10 10 0 0 1 6 9.2'],
    numbered: false,
  },
  Detail: ClientDetail,
  past: 'outcomes',
  statechart,
};
