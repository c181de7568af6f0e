/**
 * An immutable list that grows at its end in constant time: versions share one backing array and each sees only
 * its own length. Appending to a version that is no longer the newest copies what it can see.
 */
export class AppendLog<T> {
  private constructor(
    private readonly backing: T[],
    readonly length: number,
  ) {}

  static empty<T>(): AppendLog<T> {
    return new AppendLog<T>([], 0);
  }

  static of<T>(items: readonly T[]): AppendLog<T> {
    return new AppendLog([...items], items.length);
  }

  /** The item at `index`, or undefined outside the log; negative indices count from the end. */
  at(index: number): T | undefined {
    const position = index < 0 ? this.length + index : index;
    return position >= 0 && position < this.length ? this.backing[position] : undefined;
  }

  last(): T | undefined {
    return this.at(-1);
  }

  append(item: T): AppendLog<T> {
    const backing = this.backing.length === this.length ? this.backing : this.backing.slice(0, this.length);
    backing.push(item);
    return new AppendLog(backing, this.length + 1);
  }

  /** The first `length` items. */
  truncate(length: number): AppendLog<T> {
    return length >= this.length ? this : new AppendLog(this.backing, length);
  }

  slice(start: number, end = this.length): readonly T[] {
    return this.backing.slice(Math.max(0, start), Math.min(end, this.length));
  }
}
