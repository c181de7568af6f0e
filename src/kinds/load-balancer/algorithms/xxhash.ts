const PRIME_1 = 11400714785074694791n;
const PRIME_2 = 14029467366897019727n;
const PRIME_3 = 1609587929392839161n;
const PRIME_4 = 9650029242287828579n;
const PRIME_5 = 2870177450012600261n;

const wrap = (value: bigint): bigint => BigInt.asUintN(64, value);

function rotate(value: bigint, by: bigint): bigint {
  return wrap((value << by) | (value >> (64n - by)));
}

function round(lane: bigint, input: bigint): bigint {
  return wrap(rotate(wrap(lane + input * PRIME_2), 31n) * PRIME_1);
}

/** `count` bytes from `at`, the lowest first. */
function read(text: string, at: number, count: number): bigint {
  let value = 0n;
  for (let i = count - 1; i >= 0; i--) value = (value << 8n) | BigInt(text.charCodeAt(at + i) & 0xff);
  return value;
}

/** Four lanes of eight bytes each, for as long as there are 32 bytes. */
function hashStripes(text: string, seed: bigint): bigint {
  const lanes = [seed + PRIME_1 + PRIME_2, seed + PRIME_2, seed, seed - PRIME_1].map(wrap);
  for (let at = 0; at + 32 <= text.length; at += 32) {
    for (let i = 0; i < 4; i++) lanes[i] = round(lanes[i] ?? 0n, read(text, at + 8 * i, 8));
  }
  const turns = [1n, 7n, 12n, 18n];
  let hash = wrap(lanes.reduce((sum, lane, i) => sum + rotate(lane, turns[i] ?? 0n), 0n));
  for (const lane of lanes) hash = wrap((hash ^ round(0n, lane)) * PRIME_1 + PRIME_4);
  return hash;
}

/** xxHash64 of a text of single bytes (github.com/Cyan4973/xxHash), which is Envoy's hash function. */
export function xxHash64(text: string, seed = 0n): bigint {
  let hash = text.length < 32 ? wrap(seed + PRIME_5) : hashStripes(text, seed);
  hash = wrap(hash + BigInt(text.length));
  let at = text.length - (text.length % 32);
  for (; at + 8 <= text.length; at += 8) {
    hash = wrap(rotate(hash ^ round(0n, read(text, at, 8)), 27n) * PRIME_1 + PRIME_4);
  }
  if (at + 4 <= text.length) {
    hash = wrap(rotate(hash ^ wrap(read(text, at, 4) * PRIME_1), 23n) * PRIME_2 + PRIME_3);
    at += 4;
  }
  for (; at < text.length; at++) {
    hash = wrap(rotate(hash ^ wrap(read(text, at, 1) * PRIME_5), 11n) * PRIME_1);
  }
  hash = wrap((hash ^ (hash >> 33n)) * PRIME_2);
  hash = wrap((hash ^ (hash >> 29n)) * PRIME_3);
  return hash ^ (hash >> 32n);
}
