import type { KindView } from '../../ui/kind-view.ts';
import { lazy } from '../../ui/lazy.tsx';
import { words } from '../../words/index.ts';

const { noun, plural } = words.kinds.zookeeperClient;

const ZookeeperClientDetail = lazy(
  'inspector',
  async () => (await import('./ZookeeperClientDetail.tsx')).ZookeeperClientDetail,
);

export const zookeeperClientView: KindView = {
  kind: 'zookeeper-client',
  noun,
  plural,
  tier: 'service',
  glyph: {
    outline: 'M-15 -9A4 4 0 0 1 -11 -13H11A4 4 0 0 1 15 -9V9A4 4 0 0 1 11 13H-11A4 4 0 0 1 -15 9Z',
    details: ['M-15 -6H15'],
    numbered: true,
  },
  Detail: ZookeeperClientDetail,
};
