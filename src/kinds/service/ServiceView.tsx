import type { KindView } from '../../ui/kind-view.ts';
import { lazy } from '../../ui/lazy.tsx';
import { words } from '../../words/index.ts';

const { noun, plural } = words.kinds.service;

const ConsumerDetail = lazy(
  'inspector',
  async () => (await import('../calling/ConsumerDetail.tsx')).ConsumerDetail,
);

export const serviceView: KindView = {
  kind: 'service',
  noun,
  plural,
  tier: 'service',
  glyph: {
    outline: 'M-14 0L-7 -13H7L14 0L7 13H-7Z',
    details: ['M-6 0H6', 'M2 -4L6 0L2 4'],
    numbered: false,
  },
  Detail: ConsumerDetail,
  past: 'calls',
};
