import type { Algorithm } from './algorithm.ts';

/** HAProxy's `balance first` (lb_fas.c): the first server with a free slot, so that the last ones may be switched off. */
export const first: Algorithm<undefined> = {
  start: () => undefined,
  changed: () => undefined,
  pick(_s, pool, _request, tried) {
    const avoid = tried[tried.length - 1];
    let avoided: number | undefined;
    for (let index = 0; index < pool.size; index++) {
      if (!pool.usable(index) || pool.full(index)) continue;
      if (index !== avoid) return { state: undefined, index };
      avoided = index;
    }
    return { state: undefined, index: avoided };
  },
};
