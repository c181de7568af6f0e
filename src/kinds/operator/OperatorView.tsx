import type { KindView } from '../../ui/kind-view.ts';
import { lazy } from '../../ui/lazy.tsx';
import { words } from '../../words/index.ts';

const { noun, plural } = words.kinds.operator;

const OperatorDetail = lazy('inspector', async () => (await import('./OperatorDetail.tsx')).OperatorDetail);

export const operatorView: KindView = {
  kind: 'operator',
  noun,
  plural,
  tier: 'source',
  glyph: {
    outline: 'M-14 -12H14V12H-14Z',
    details: ['M-8 -5L-3 0L-8 5', 'M1 5H8'],
    numbered: false,
  },
  Detail: OperatorDetail,
};
