import type { Algorithm, Pool } from './algorithm.ts';
import { type HashKey, keyOf } from './hash-key.ts';
import { xxHash64 } from './xxhash.ts';

/** A prime, so that every skip visits every slot. */
const SLOTS = 65537;

/** The server of each slot as a character: immutable like a list of numbers, at an eighth of its size. */
type SlotTable = string;

interface Claimant {
  readonly index: number;
  readonly weight: number;
  readonly skip: number;
  /** The next slot of its permutation. */
  at: number;
  claimed: number;
}

function claimantsOf(pool: Pool): Claimant[] {
  const claimants: Claimant[] = [];
  for (let index = 0; index < pool.size; index++) {
    if (!pool.usable(index)) continue;
    const address = pool.address(index);
    const at = Number(xxHash64(address) % BigInt(SLOTS));
    const skip = Number(xxHash64(address, 1n) % BigInt(SLOTS - 1)) + 1;
    claimants.push({ index, weight: pool.weight(index), skip, at, claimed: 0 });
  }
  return claimants;
}

function build(pool: Pool): SlotTable {
  const claimants = claimantsOf(pool);
  if (claimants.length === 0) return '';
  const heaviest = Math.max(...claimants.map(({ weight }) => weight));
  const slots = new Uint16Array(SLOTS);
  const taken = new Uint8Array(SLOTS);
  let count = 0;
  for (let round = 1; count < SLOTS; round++) {
    for (const claimant of claimants) {
      if (count === SLOTS) break;
      if (round * claimant.weight < claimant.claimed * heaviest) continue;
      while (taken[claimant.at] === 1) claimant.at = (claimant.at + claimant.skip) % SLOTS;
      taken[claimant.at] = 1;
      slots[claimant.at] = claimant.index;
      claimant.claimed++;
      count++;
    }
  }
  return textOf(slots);
}

function textOf(slots: Uint16Array): SlotTable {
  let text = '';
  for (let from = 0; from < SLOTS; from += 4096) {
    text += String.fromCharCode(...slots.subarray(from, from + 4096));
  }
  return text;
}

/** Envoy's `MAGLEV` (maglev_lb.cc): hosts take turns claiming the next free slot of their own permutation, by weight. */
export function maglev(key: HashKey): Algorithm<SlotTable> {
  return {
    start: build,
    changed: (_s, pool) => build(pool),
    pick(slots, _pool, request) {
      if (slots === '') return { state: slots, index: undefined };
      const slot = Number(xxHash64(keyOf(request, key)) % BigInt(SLOTS));
      return { state: slots, index: slots.charCodeAt(slot) };
    },
  };
}
