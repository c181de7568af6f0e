import type { KindView } from '../../ui/kind-view.ts';
import { StateDetail } from '../../ui/StateDetail.tsx';

export const clientView: KindView = {
  kind: 'client',
  noun: 'client',
  plural: 'Clients',
  tier: 'source',
  glyph: {
    outline: 'M-9.5 -6a5.5 5.5 0 1 0 11 0a5.5 5.5 0 1 0 -11 0Z',
    details: ['M-14 12a10 10 0 0 1 20 0', 'M5 -11.2a5.5 5.5 0 0 1 0 10.4', 'M9 2.8a10 10 0 0 1 6 9.2'],
    numbered: false,
  },
  Detail: StateDetail,
};
