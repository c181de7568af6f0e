/** What a queue orders: by time, and by sequence among equals. */
export interface Timed {
  readonly time: number;
  readonly sequence: number;
}

/** A binary min-heap over (time, sequence). Sequences are unique, so the order is total. */
export class TimeHeap<T extends Timed> {
  private readonly items: T[] = [];

  get size(): number {
    return this.items.length;
  }

  peek(): T | undefined {
    return this.items[0];
  }

  push(item: T): void {
    const items = this.items;
    let hole = items.length;
    items.push(item);
    while (hole > 0) {
      const parent = (hole - 1) >> 1;
      const above = items[parent] as T;
      if (above.time < item.time || (above.time === item.time && above.sequence < item.sequence)) break;
      items[hole] = above;
      hole = parent;
    }
    items[hole] = item;
  }

  pop(): T | undefined {
    const items = this.items;
    const top = items[0];
    const last = items.pop();
    if (last === undefined || items.length === 0) return top;
    this.sink(last);
    return top;
  }

  private sink(item: T): void {
    const items = this.items;
    const size = items.length;
    let hole = 0;
    for (;;) {
      let child = 2 * hole + 1;
      if (child >= size) break;
      let below = items[child] as T;
      if (child + 1 < size) {
        const right = items[child + 1] as T;
        if (right.time < below.time || (right.time === below.time && right.sequence < below.sequence)) {
          child++;
          below = right;
        }
      }
      if (item.time < below.time || (item.time === below.time && item.sequence < below.sequence)) break;
      items[hole] = below;
      hole = child;
    }
    items[hole] = item;
  }

  /** Every item, in no particular order. */
  values(): readonly T[] {
    return this.items;
  }
}
