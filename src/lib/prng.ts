import { avalanche, hashText } from './hash.ts';

/**
 * A stream of random integers: sfc32 (Chris Doty-Humphrey, PractRand). Its whole state is four integers, signed so
 * that engines keep them unboxed, and a checkpoint copies it for nothing.
 */
export class RandomStream {
  private constructor(
    private a: number,
    private b: number,
    private c: number,
    private counter: number,
  ) {}

  /** The stream called `name` of the run with `seed`; streams with different names are independent. */
  static named(seed: number, name: string): RandomStream {
    const stream = new RandomStream(
      hashText(name, seed ^ 0x2545f491) | 0,
      hashText(name, avalanche(seed)) | 0,
      avalanche(seed ^ hashText(name)) | 0,
      1,
    );
    for (let i = 0; i < 12; i++) stream.next();
    return stream;
  }

  /** Uniform over the integers from 0 to 2³²−1. */
  next(): number {
    const sum = (this.a + this.b + this.counter) | 0;
    this.counter = (this.counter + 1) | 0;
    this.a = this.b ^ (this.b >>> 9);
    this.b = (this.c + (this.c << 3)) | 0;
    this.c = (((this.c << 21) | (this.c >>> 11)) + sum) | 0;
    return sum >>> 0;
  }

  /** Uniform over 0 … bound−1 without bias; `bound` from 1 to 2³². */
  below(bound: number): number {
    if (bound === 0x100000000) return this.next();
    // Remainders of unsigned integers: those of doubles take many times as long.
    const divisor = bound >>> 0;
    for (;;) {
      const draw = this.next();
      const rest = draw % divisor;
      if (draw - rest <= 0x100000000 - divisor) return rest;
    }
  }

  /** True with the probability `share` (0 to 1, resolved to 2⁻³²). */
  chance(share: number): boolean {
    return this.next() < share * 0x100000000;
  }

  /** Uniform over the reals in (0, 1], in steps of 2⁻³². */
  unit(): number {
    return (this.next() + 1) / 0x100000000;
  }

  /** Takes its state from a table of many streams, four integers each. */
  load(table: Int32Array, at: number): void {
    this.a = table[at] ?? 0;
    this.b = table[at + 1] ?? 0;
    this.c = table[at + 2] ?? 0;
    this.counter = table[at + 3] ?? 0;
  }

  /** Puts its state there. */
  save(table: Int32Array, at: number): void {
    table[at] = this.a;
    table[at + 1] = this.b;
    table[at + 2] = this.c;
    table[at + 3] = this.counter;
  }

  copy(): RandomStream {
    return new RandomStream(this.a, this.b, this.c, this.counter);
  }
}
