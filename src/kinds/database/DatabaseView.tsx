import type { KindView } from '../../ui/kind-view.ts';
import { StateDetail } from '../../ui/StateDetail.tsx';

export const databaseView: KindView = {
  kind: 'database',
  noun: 'database',
  plural: 'Databases',
  tier: 'store',
  glyph: {
    outline:
      'M-13 -10.5C-13 -13.5 -7 -15.5 0 -15.5S13 -13.5 13 -10.5V10.5C13 13.5 7 15.5 0 15.5S-13 13.5 -13 10.5Z',
    details: ['M-13 -10.5C-13 -7.5 -7 -5.5 0 -5.5S13 -7.5 13 -10.5'],
    numbered: true,
  },
  Detail: StateDetail,
};
