import type { Occurrence } from './occurrence.ts';

/**
 * The pending timers of a node, by name and key. Most are set and taken within a few events, and a `Map` allocates anew
 * every few deletions: an open hash table that probes one place after the other, and closes the gap that a timer leaves.
 */
export class TimerTable {
  private slots: (Occurrence | undefined)[] = new Array<Occurrence | undefined>(8).fill(undefined);
  private count = 0;

  /** Puts a timer in place of one of the same name and key. */
  set(timer: Occurrence): void {
    if (2 * (this.count + 1) > this.slots.length) this.grow();
    const slot = this.find(timer.name, timer.key);
    if (this.slots[slot] === undefined) this.count++;
    this.slots[slot] = timer;
  }

  /** Takes a timer out, if it is there. */
  take(name: string, key: number): Occurrence | undefined {
    const slot = this.find(name, key);
    const timer = this.slots[slot];
    if (timer === undefined) return undefined;
    this.count--;
    this.close(slot);
    return timer;
  }

  all(): readonly Occurrence[] {
    return this.slots.filter((timer) => timer !== undefined);
  }

  /** Where a timer is, or would be. */
  private find(name: string, key: number): number {
    const { slots } = this;
    const mask = slots.length - 1;
    let slot = home(key, mask);
    for (let timer = slots[slot]; timer !== undefined; timer = slots[slot]) {
      if (timer.key === key && timer.name === name) break;
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  /** Empties a slot, and moves up those that stand behind it only because it was taken. */
  private close(slot: number): void {
    const { slots } = this;
    const mask = slots.length - 1;
    let gap = slot;
    let next = (slot + 1) & mask;
    for (let timer = slots[next]; timer !== undefined; timer = slots[next]) {
      const distance = (next - home(timer.key, mask)) & mask;
      if (distance >= ((next - gap) & mask)) {
        slots[gap] = timer;
        gap = next;
      }
      next = (next + 1) & mask;
    }
    slots[gap] = undefined;
  }

  private grow(): void {
    const timers = this.all();
    this.slots = new Array<Occurrence | undefined>(2 * this.slots.length).fill(undefined);
    for (const timer of timers) this.slots[this.find(timer.name, timer.key)] = timer;
  }
}

function home(key: number, mask: number): number {
  return (Math.imul(key, 0x9e3779b1) >>> 7) & mask;
}
