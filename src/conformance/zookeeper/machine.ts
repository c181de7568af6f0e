import type { RecordedObservation } from '../../kernel/kind.ts';
import type { NodeRuntime } from '../../kernel/node-runtime.ts';
import { Simulation } from '../../kernel/simulation.ts';
import { defined } from '../../lib/assert.ts';
import { RandomStream } from '../../lib/prng.ts';
import { type Duration, MILLISECOND, type SimTime } from '../../lib/units.ts';
import { Stopped } from '../stopped.ts';
import { type Cast, caseWorld } from './case-world.ts';
import type { Case } from './case.ts';

/** How often the player looks, as the recorder did. */
const GLANCE: Duration = MILLISECOND;
/** A real server speaks 0.3 to 0.5 s after its process was started; those of one step within a few ms. */
const START_TIME: Duration = 400 * MILLISECOND;
const START_SPREAD: Duration = 5 * MILLISECOND;

/** The machine that a case is played on: its processes, its clock, and what is due to be started later. */
export class Machine {
  readonly simulation: Simulation;
  private readonly startDraws: RandomStream;
  private due: readonly { readonly at: SimTime; readonly node: string; readonly act: () => void }[] = [];
  private seen = 0;

  constructor(file: Case, seed: number, cast: Cast) {
    this.simulation = Simulation.create(caseWorld(file, seed, cast));
    this.startDraws = RandomStream.named(seed, 'case/start');
  }

  get now(): SimTime {
    return this.simulation.now;
  }

  node(name: string): NodeRuntime {
    return defined(this.simulation.nodes[this.simulation.indexOf(name)], name);
  }

  /** Kills a process; the operating system closes its connections. */
  kill(name: string): void {
    this.due = this.due.filter(({ node }) => node !== name);
    this.simulation.strike({ verb: 'crash', target: { nodes: [name] } });
  }

  /** Starts a process that does not run. */
  start(name: string): void {
    this.simulation.strike({ verb: 'restart', target: { nodes: [name] } });
  }

  /** Starts a server's process, which does not speak at once. */
  startSlowly(name: string): void {
    if (this.node(name).process !== 'down' || this.isStarting(name)) return;
    const at = this.now + START_TIME + this.startDraws.below(START_SPREAD);
    const act = (): void => {
      this.start(name);
    };
    this.due = [...this.due, { at, node: name, act }].sort((a, b) => a.at - b.at);
  }

  isStarting(name: string): boolean {
    return this.due.some(({ node }) => node === name);
  }

  pause(name: string): void {
    this.simulation.strike({ verb: 'pause', target: { nodes: [name] } });
  }

  resume(name: string): void {
    this.simulation.strike({ verb: 'resume', target: { nodes: [name] } });
  }

  /** Lets simulated time pass. */
  advance(until: SimTime): void {
    for (let [next] = this.due; next !== undefined && next.at <= until; [next] = this.due) {
      this.run(next.at);
      this.due = this.due.slice(1);
      next.act();
    }
    this.run(until);
  }

  /** Looks again and again until `holds`, or until the deadline: then it is false. */
  waitUntil(deadline: SimTime, holds: () => boolean): boolean {
    while (!holds()) {
      if (this.now >= deadline) return false;
      this.advance(Math.min(this.now + GLANCE, deadline));
    }
    return true;
  }

  /** What the processes have printed since the last call. */
  printed(): readonly RecordedObservation[] {
    const { observations } = this.simulation;
    if (observations.length === this.seen) return [];
    const fresh = observations.slice(this.seen);
    this.seen = observations.length;
    return fresh;
  }

  private run(until: SimTime): void {
    const { simulation } = this;
    const outcome = simulation.run(until);
    if (outcome.type !== 'running') throw new Stopped(outcome, simulation.bug);
  }
}
