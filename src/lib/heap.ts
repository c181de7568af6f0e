/** What a queue orders: by time, and by sequence among equals. */
export interface Timed {
  readonly time: number;
  readonly sequence: number;
}

/**
 * A binary min-heap over (time, sequence). Sequences are unique, so the order is total. The times stand in a list of their
 * own, so that items are looked at only where times are equal.
 */
export class TimeHeap<T extends Timed> {
  private items: T[] = [];
  private times: number[] = [];

  get size(): number {
    return this.items.length;
  }

  peek(): T | undefined {
    return this.items[0];
  }

  push(item: T): void {
    const { items, times } = this;
    const { time, sequence } = item;
    let hole = items.length;
    items.push(item);
    times.push(time);
    while (hole > 0) {
      const parent = (hole - 1) >> 1;
      const above = times[parent] as number;
      if (above < time || (above === time && (items[parent] as T).sequence < sequence)) break;
      items[hole] = items[parent] as T;
      times[hole] = above;
      hole = parent;
    }
    items[hole] = item;
    times[hole] = time;
  }

  pop(): T | undefined {
    const { items } = this;
    const top = items[0];
    const last = items.pop();
    this.times.pop();
    if (last === undefined || items.length === 0) return top;
    this.sink(last, 0);
    return top;
  }

  /** Holds these items from now on, and no others. */
  replace(items: readonly T[]): void {
    this.items = items.slice();
    this.times = items.map(({ time }) => time);
    for (let hole = (items.length >> 1) - 1; hole >= 0; hole--) this.sink(this.items[hole] as T, hole);
  }

  /** Puts an item where `hole` is, or below. */
  private sink(item: T, hole: number): void {
    const { items, times } = this;
    const { time, sequence } = item;
    const size = items.length;
    for (;;) {
      let child = 2 * hole + 1;
      if (child >= size) break;
      let below = times[child] as number;
      if (child + 1 < size) {
        const right = times[child + 1] as number;
        const first =
          right < below ||
          (right === below && (items[child + 1] as T).sequence < (items[child] as T).sequence);
        if (first) {
          child++;
          below = right;
        }
      }
      if (time < below || (time === below && sequence < (items[child] as T).sequence)) break;
      items[hole] = items[child] as T;
      times[hole] = below;
      hole = child;
    }
    items[hole] = item;
    times[hole] = time;
  }

  /** Every item, in no particular order. */
  values(): readonly T[] {
    return this.items;
  }
}
