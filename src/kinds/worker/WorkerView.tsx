import type { KindView } from '../../ui/kind-view.ts';
import { lazy } from '../../ui/lazy.tsx';
import { words } from '../../words/index.ts';

const { noun, plural } = words.kinds.worker;

const ConsumerDetail = lazy(
  'inspector',
  async () => (await import('../calling/ConsumerDetail.tsx')).ConsumerDetail,
);

export const workerView: KindView = {
  kind: 'worker',
  noun,
  plural,
  tier: 'source',
  glyph: {
    outline: 'M-13 -13H13V13H-13Z',
    details: ['M-6 6L6 -6', 'M0 -7H7V0'],
    numbered: false,
  },
  Detail: ConsumerDetail,
  past: 'calls',
};
