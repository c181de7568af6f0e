/** A 32-bit hash of a text (FNV-1a with a final avalanche), the same in every engine. */
export function hashText(text: string, basis = 0x811c9dc5): number {
  let hash = basis | 0;
  for (let i = 0; i < text.length; i++) {
    hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  }
  return avalanche(hash);
}

/** Spreads every bit of a 32-bit integer over all others (murmur3's finaliser). */
export function avalanche(value: number): number {
  let hash = value | 0;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** A running 64-bit digest in two 32-bit lanes; two runs agree exactly when every mixed number agreed. */
export class Digest {
  constructor(
    private low = 0x9e3779b9 | 0,
    private high = 0x243f6a88 | 0,
  ) {}

  /** Mixes in an integer of up to 53 bits. */
  mix(value: number): void {
    const upper = (value / 0x100000000) | 0;
    this.low = Math.imul(this.low ^ (value | 0), 0x9e3779b1);
    this.low = (this.low << 13) | (this.low >>> 19);
    this.high = Math.imul(this.high ^ (this.low + upper), 0x85ebca77);
    this.high = (this.high << 17) | (this.high >>> 15);
  }

  mixText(text: string): void {
    this.mix(hashText(text));
  }

  copy(): Digest {
    return new Digest(this.low, this.high);
  }

  /** Sixteen hexadecimal digits. */
  toString(): string {
    const hex = (lane: number): string => avalanche(lane).toString(16).padStart(8, '0');
    return hex(this.high ^ this.low) + hex(this.low + Math.imul(this.high, 0x27d4eb2f));
  }
}
