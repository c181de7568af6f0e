import type { KindView } from '../../ui/kind-view.ts';
import { StateDetail } from '../../ui/StateDetail.tsx';

export const zookeeperView: KindView = {
  kind: 'zookeeper',
  noun: 'ZooKeeper server',
  plural: 'ZooKeeper ensemble',
  tier: 'coordination',
  glyph: { outline: 'M0 -17L14.7 -8.5V8.5L0 17L-14.7 8.5V-8.5Z', details: [], numbered: true },
  Detail: StateDetail,
};
