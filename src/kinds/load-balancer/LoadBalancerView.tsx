import type { KindView } from '../../ui/kind-view.ts';
import { lazy } from '../../ui/lazy.tsx';
import { words } from '../../words/index.ts';

const LoadBalancerDetail = lazy(
  'inspector',
  async () => (await import('./LoadBalancerDetail.tsx')).LoadBalancerDetail,
);

export const loadBalancerView: KindView = {
  kind: 'load-balancer',
  noun: words.kinds.loadBalancer.noun,
  plural: words.kinds.loadBalancer.plural,
  tier: 'balancer',
  glyph: {
    outline: 'M0 -17L17 0L0 17L-17 0Z',
    details: ['M-8 0H-2M-2 0L6 -5M-2 0H7M-2 0L6 5'],
    numbered: false,
  },
  Detail: LoadBalancerDetail,
  past: 'balancing',
};
