import type { KindView, Statechart } from '../../ui/kind-view.ts';
import { hasFields } from '../../ui/plain-data.ts';
import { lazy } from '../../ui/lazy.tsx';
import { words } from '../../words/index.ts';
import type { BatchJobState } from './state.ts';

const { noun, plural, chart } = words.kinds.batchJob;

const ConsumerDetail = lazy(
  'inspector',
  async () => (await import('../calling/ConsumerDetail.tsx')).ConsumerDetail,
);

const statechart: Statechart = {
  height: 56,
  states: [
    { id: 'asleep', label: chart.asleep, x: 44, y: 28 },
    { id: 'running', label: chart.running, x: 232, y: 28 },
  ],
  transitions: [
    { from: 'asleep', to: 'running', label: chart.wakes, path: 'M68 20C104 4 160 4 200 19', at: [136, 12] },
    { from: 'running', to: 'asleep', label: chart.done, path: 'M200 37C160 52 104 52 68 36', at: [136, 52] },
  ],
  of: (_role, state) => {
    if (!hasFields<BatchJobState>(state, ['left', 'runs'])) return undefined;
    return state.left === undefined ? 'asleep' : 'running';
  },
  wordFor: (state) =>
    hasFields<BatchJobState>(state, ['left', 'gate']) && state.left === undefined && state.gate !== 'away'
      ? chart.atBarrier
      : undefined,
};

export const batchJobView: KindView = {
  kind: 'batch-job',
  noun,
  plural,
  tier: 'source',
  glyph: {
    outline: 'M-14 0A14 14 0 1 0 14 0A14 14 0 1 0 -14 0Z',
    details: ['M0 -8V0L6 4'],
    numbered: false,
  },
  Detail: ConsumerDetail,
  past: 'calls',
  statechart,
};
