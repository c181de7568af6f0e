import type { KindView } from '../../ui/kind-view.ts';
import { lazy } from '../../ui/lazy.tsx';
import { words } from '../../words/index.ts';

const { noun, plural } = words.kinds.resource;

const ResourceDetail = lazy('inspector', async () => (await import('./ResourceDetail.tsx')).ResourceDetail);

export const resourceView: KindView = {
  kind: 'resource',
  noun,
  plural,
  tier: 'store',
  glyph: {
    outline: 'M-10 -14H5L12 -7V14H-10Z',
    details: ['M5 -14V-7H12', 'M-5 -1H7M-5 5H7'],
    numbered: false,
  },
  Detail: ResourceDetail,
};
