import { type Duration, MILLISECOND, SECOND, type SimTime } from '../../lib/units.ts';
import { ClientLogs } from './client-log.ts';
import type { Cast } from './case-world.ts';
import type { Case, ServerSelector } from './case.ts';
import { Ensemble } from './ensemble.ts';
import { Machine } from './machine.ts';
import { Variables } from './variables.ts';

/** Nobody has printed anything for this long when a step is over. */
const QUIET: Duration = 40 * MILLISECOND;
/** Servers may take this long to agree on the last transaction; after an election they do not until the next one. */
const AGREEMENT: Duration = SECOND;
/** Clients that go on printing do not hold up a case for longer. */
const PATIENCE: Duration = 10 * SECOND;

/** Everything that the steps of a case act on. */
export class Stage {
  readonly machine: Machine;
  readonly ensemble: Ensemble;
  readonly logs: ClientLogs;
  readonly variables = new Variables();
  /** The timeout that the bare protocol was granted last; undefined while it is being asked for. */
  negotiated: { readonly timeout: Duration | undefined } | undefined;

  constructor(
    readonly file: Case,
    seed: number,
    cast: Cast,
  ) {
    this.machine = new Machine(file, seed, cast);
    this.ensemble = new Ensemble(file, this.machine);
    this.logs = new ClientLogs(Object.keys(file.clients));
  }

  get now(): SimTime {
    return this.machine.now;
  }

  /** The servers that a step names, by id, by what they are now, or by a value that was stored. */
  select(named: readonly ServerSelector[]): readonly number[] {
    return this.ensemble.select(
      named.map((one) => (typeof one === 'string' ? this.variables.fill(one) : one)),
    );
  }

  /** Lets time pass until `holds`; false if it does not within `timeout`. */
  waitFor(timeout: Duration, holds: () => boolean): boolean {
    return this.machine.waitUntil(this.now + timeout, () => {
      this.read();
      return holds();
    });
  }

  pass(duration: Duration): void {
    this.machine.advance(this.now + duration);
    this.read();
  }

  /** Waits until nothing goes on any more but timers. */
  settle(): void {
    const begin = this.now;
    this.waitFor(PATIENCE, () => {
      const quiet = this.now >= Math.max(begin, this.logs.lastPrint) + QUIET;
      return quiet && (this.ensemble.agrees || this.now >= begin + AGREEMENT);
    });
  }

  private read(): void {
    const printed = this.machine.printed();
    this.logs.take(printed);
    for (const { value } of printed) {
      if (value.type === 'case-negotiated') {
        this.negotiated = { timeout: (value as { readonly timeout?: Duration }).timeout };
      }
    }
  }
}
