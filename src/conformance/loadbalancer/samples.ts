import type { SimTime } from '../../lib/units.ts';

/** One value that was shown from a moment on. */
export interface Sample<T> {
  readonly time: SimTime;
  readonly value: T;
}

/** What the statistics of the balancer showed of each server, without repetitions. */
export class Samples {
  private readonly statuses: ReadonlyMap<string, Sample<string>[]>;
  private readonly weights: ReadonlyMap<string, Sample<number>[]>;

  constructor(readonly servers: readonly string[]) {
    this.statuses = new Map(servers.map((server) => [server, []]));
    this.weights = new Map(servers.map((server) => [server, []]));
  }

  take(time: SimTime, server: string, status: string, weight: number): void {
    append(this.statuses.get(server), time, status);
    append(this.weights.get(server), time, weight);
  }

  status(server: string): readonly Sample<string>[] {
    return this.statuses.get(server) ?? [];
  }

  weight(server: string): readonly Sample<number>[] {
    return this.weights.get(server) ?? [];
  }
}

function append<T>(list: Sample<T>[] | undefined, time: SimTime, value: T): void {
  if (list?.at(-1)?.value !== value) list?.push({ time, value });
}
