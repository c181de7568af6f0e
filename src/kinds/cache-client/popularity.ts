import type { RandomStream } from '../../lib/prng.ts';
import type { CacheClientOptions } from './config.ts';

/** Draws the key that is asked for, from 0. */
export function drawKey(
  keys: number,
  popularity: CacheClientOptions['popularity'],
  stream: RandomStream,
): number {
  return popularity === 'uniform' ? stream.below(keys) : zipf(keys, stream);
}

/**
 * The n-th key with a probability in proportion to 1/n, by rejection: 1/n is below the area of a staircase of width
 * doubling steps, each of which is as likely as any other.
 */
function zipf(keys: number, stream: RandomStream): number {
  let steps = 1;
  while (1 << steps <= keys) steps++;
  for (;;) {
    const first = 1 << stream.below(steps);
    const n = first + stream.below(first);
    // In the step from `first` to 2·first − 1 each n is drawn with a probability in proportion to 1/first.
    if (n <= keys && stream.chance(first / n)) return n - 1;
  }
}
