import type { ActiveCheck, InitialState } from '../config.ts';

type Thresholds = Pick<ActiveCheck, 'rise' | 'fall'>;

/** The counter of a server that lacks nothing. */
export function fullHealth({ rise, fall }: Thresholds): number {
  return rise + fall - 1;
}

/** One pass gives full health to a server that is up, one more point to one that is down (check.c). */
export function afterPass(health: number, check: Thresholds): number {
  const next = Math.min(health + 1, fullHealth(check));
  return next >= check.rise ? fullHealth(check) : next;
}

/** One failure takes one point from a server that is up, everything from one that is down (check.c). */
export function afterFailure(health: number, { rise }: Thresholds): number {
  return health - 1 < rise ? 0 : health - 1;
}

/** HAProxy 3.1's `init-state`; before it and by default a server is up, one failure from down. */
export function initialHealth(check: Thresholds, initial: InitialState = 'up'): number {
  switch (initial) {
    case 'fully-up':
      return fullHealth(check);
    case 'up':
      return check.rise;
    case 'down':
      return check.rise - 1;
    case 'fully-down':
      return 0;
  }
}
