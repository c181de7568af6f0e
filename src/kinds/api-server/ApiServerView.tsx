import type { KindView } from '../../ui/kind-view.ts';
import { StateDetail } from '../../ui/StateDetail.tsx';

export const apiServerView: KindView = {
  kind: 'api-server',
  noun: 'API server',
  plural: 'API servers',
  tier: 'service',
  glyph: {
    outline: 'M-9 -14H9A5 5 0 0 1 14 -9V9A5 5 0 0 1 9 14H-9A5 5 0 0 1 -14 9V-9A5 5 0 0 1 -9 -14Z',
    details: ['M-4 -5L-8 0L-4 5M4 -5L8 0L4 5'],
    numbered: false,
  },
  Detail: StateDetail,
};
