import type { Duration, SimTime } from '../lib/units.ts';
import type { NodeRuntime } from './node-runtime.ts';
import { NEVER } from './occurrence.ts';
import type { Sample } from './recording.ts';

/** So many times in a run the gauges are read. */
const SAMPLES = 240;

/** Reads the gauges of a run in equal steps, each once everything up to then has happened. */
export class Sampler {
  /** When they are read next; NEVER after the last time, or if there are none. */
  due: SimTime;
  private readonly gauged: readonly NodeRuntime[];
  private readonly step: Duration;

  constructor(
    nodes: readonly NodeRuntime[],
    duration: Duration,
    private readonly samples: Sample[],
  ) {
    this.gauged = nodes.filter(({ spec }) => spec.kind.gauge !== undefined);
    this.step = Math.max(1, Math.ceil(duration / SAMPLES));
    this.due = this.next();
  }

  /** Reads them for every moment that lies before `time`: what happens next is not earlier. */
  readBefore(time: SimTime): void {
    while (this.due < time) {
      this.samples.push({ time: this.due, values: this.gauged.map(read) });
      this.due = this.next();
    }
  }

  private next(): SimTime {
    const { length } = this.samples;
    return length >= SAMPLES || this.gauged.length === 0 ? NEVER : length * this.step;
  }
}

function read({ state, spec }: NodeRuntime): number {
  return state === undefined ? -1 : (spec.kind.gauge?.(state) ?? -1);
}
