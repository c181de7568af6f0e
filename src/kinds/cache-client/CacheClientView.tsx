import type { KindView } from '../../ui/kind-view.ts';
import { lazy } from '../../ui/lazy.tsx';
import { words } from '../../words/index.ts';

const { noun, plural } = words.kinds.cacheClient;

const CacheClientDetail = lazy(
  'inspector',
  async () => (await import('./CacheClientDetail.tsx')).CacheClientDetail,
);

export const cacheClientView: KindView = {
  kind: 'cache-client',
  noun,
  plural,
  tier: 'service',
  glyph: {
    outline: 'M-9 -14H9A5 5 0 0 1 14 -9V9A5 5 0 0 1 9 14H-9A5 5 0 0 1 -14 9V-9A5 5 0 0 1 -9 -14Z',
    details: ['M-5 -1A5 5 0 1 1 5 -1A5 5 0 1 1 -5 -1Z', 'M4 3L9 8'],
    numbered: false,
  },
  Detail: CacheClientDetail,
};
