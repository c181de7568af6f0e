import type { RandomStream } from '../lib/prng.ts';
import { type Duration, MILLISECOND } from '../lib/units.ts';

/** Whole milliseconds from `low` to `high`. */
export function between(stream: RandomStream, low: Duration, high: Duration): Duration {
  const choices = Math.max(0, Math.floor((high - low) / MILLISECOND)) + 1;
  return low + stream.below(choices) * MILLISECOND;
}

export function pick<Item>(stream: RandomStream, items: readonly Item[]): Item {
  return items[stream.below(items.length)] as Item;
}
