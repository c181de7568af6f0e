import type { KindView } from '../../ui/kind-view.ts';
import { lazy } from '../../ui/lazy.tsx';
import { words } from '../../words/index.ts';

const { noun, plural } = words.kinds.cache;

const CacheDetail = lazy('inspector', async () => (await import('./CacheDetail.tsx')).CacheDetail);

export const cacheView: KindView = {
  kind: 'cache',
  noun,
  plural,
  tier: 'store',
  glyph: {
    outline: 'M-14 -8H14V8H-14Z',
    details: ['M-9 8V13M0 8V13M9 8V13', 'M-9 -8V-13M0 -8V-13M9 -8V-13'],
    numbered: true,
  },
  Detail: CacheDetail,
};
