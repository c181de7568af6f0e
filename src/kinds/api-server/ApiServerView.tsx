import type { KindView, Statechart } from '../../ui/kind-view.ts';
import { hasFields } from '../../ui/plain-data.ts';
import { lazy } from '../../ui/lazy.tsx';
import { words } from '../../words/index.ts';
import type { ApiServerState } from './state.ts';

const ApiServerDetail = lazy(
  'inspector',
  async () => (await import('./ApiServerDetail.tsx')).ApiServerDetail,
);

const text = words.kinds.apiServer.chart;

const statechart: Statechart = {
  height: 96,
  states: [
    { id: 'connecting', label: text.connecting, x: 52, y: 48 },
    { id: 'connected', label: text.connected, x: 230, y: 16 },
    { id: 'suspended', label: text.suspended, x: 230, y: 80 },
  ],
  transitions: [
    {
      from: 'connecting', to: 'connected', label: text.opened, path: 'M72 34C96 16 140 12 182 14', at: [124, 14],
      by: ['session-created'],
    },
    {
      from: 'connected', to: 'suspended', label: text.lost, path: 'M216 29L216 66', at: [170, 42],
      by: ['connection-suspended'],
    },
    {
      from: 'suspended', to: 'connected', label: text.restored, path: 'M244 66L244 31', at: [238, 58],
      by: ['connection-restored'],
    },
    {
      from: 'suspended', to: 'connecting', label: text.expired, path: 'M182 82C140 86 96 80 72 62', at: [124, 90],
      by: ['session-expired'],
    },
  ], // prettier-ignore
  of: (_role, state) => {
    if (!hasFields<ApiServerState>(state, ['zookeeper']) || state.zookeeper === undefined) return undefined;
    const session = state.zookeeper.state;
    return session === 'CONNECTED' ? 'connected' : session === 'SUSPENDED' ? 'suspended' : 'connecting';
  },
};

export const apiServerView: KindView = {
  kind: 'api-server',
  noun: words.kinds.apiServer.noun,
  plural: words.kinds.apiServer.plural,
  tier: 'service',
  glyph: {
    outline: 'M-9 -14H9A5 5 0 0 1 14 -9V9A5 5 0 0 1 9 14H-9A5 5 0 0 1 -14 9V-9A5 5 0 0 1 -9 -14Z',
    details: ['M-4 -5L-8 0L-4 5M4 -5L8 0L4 5'],
    numbered: false,
  },
  Detail: ApiServerDetail,
  statechart,
};
