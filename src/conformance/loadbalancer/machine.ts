import type { FaultAction } from '../../kernel/fault.ts';
import type { RecordedObservation } from '../../kernel/kind.ts';
import { Simulation } from '../../kernel/simulation.ts';
import type { AdminCommand } from '../../kinds/load-balancer/protocol.ts';
import { defined } from '../../lib/assert.ts';
import { type Duration, SECOND, type SimTime } from '../../lib/units.ts';
import { Stopped } from '../stopped.ts';
import { type Cast, caseWorld } from './case-world.ts';
import type { Behaviour, Case } from './case.ts';
import { BALANCER, CLIENT } from './names.ts';
import type { BackendCommand } from './recorded-backend.ts';
import type { BeginCommand } from './requester.ts';

/** A link that drops what is sent: no case waits so long. */
const NEVER_ARRIVES: Duration = 7200 * SECOND;

type Condition = 'crash' | 'freeze' | 'blackhole' | undefined;

/** The machine that a case is played on: the balancer, and servers that can be made to behave in every recorded way. */
export class Machine {
  private readonly simulation: Simulation;
  private behaviours: ReadonlyMap<string, Behaviour>;

  constructor(file: Case, seed: number, cast: Cast) {
    this.simulation = Simulation.create(caseWorld(file, seed, cast));
    this.behaviours = new Map(file.balancer.servers.map(({ id }) => [id, {}]));
    this.run(0);
    for (const { id, initial } of file.balancer.servers) if (initial !== undefined) this.behave(id, initial);
  }

  get now(): SimTime {
    return this.simulation.now;
  }

  get observations(): readonly RecordedObservation[] {
    return this.simulation.observations;
  }

  /** The state of the balancer's process; undefined before it runs. */
  get balancer(): unknown {
    return this.simulation.nodes[this.simulation.indexOf(BALANCER)]?.state;
  }

  /** Types a line at the command-line interface of the balancer. */
  admin(line: string): void {
    const command: AdminCommand = { type: 'admin', line };
    this.simulation.tell(BALANCER, command);
  }

  /** Lets the client of a request begin it. */
  request(n: number): void {
    const command: BeginCommand = { type: 'begin', n };
    this.simulation.tell(CLIENT, command);
  }

  /** Lets simulated time pass. */
  run(until: SimTime): void {
    const { simulation } = this;
    const outcome = simulation.run(until);
    if (outcome.type !== 'running') throw new Stopped(outcome, simulation.bug);
  }

  /** Changes how a server behaves; what `change` does not name stays as it was. */
  behave(server: string, change: Behaviour): void {
    const before = defined(this.behaviours.get(server), server);
    const after = { ...before, ...change };
    this.behaviours = new Map([...this.behaviours, [server, after]]);
    const [from, to] = [conditionOf(before), conditionOf(after)];
    if (from !== to) {
      if (from !== undefined) this.mend(server, from);
      if (to !== undefined) this.strike(server, to);
    }
    this.command(server, { type: 'behave', behaviour: after });
  }

  private strike(server: string, condition: Exclude<Condition, undefined>): void {
    const target = { nodes: [server] };
    if (condition === 'crash') {
      // The kernel of a killed process sends FIN, as the recordings show; a crash here would reset.
      this.command(server, { type: 'close-all' });
      this.run(this.now);
      this.act({ verb: 'crash', target });
    } else if (condition === 'freeze') {
      this.act({ verb: 'pause', target });
    } else {
      // What is sent to an isolated node is held and comes after all; what a full accept queue drops never does.
      const between = [[BALANCER], [server]] as const;
      this.act({ verb: 'degrade', between, latency: NEVER_ARRIVES, jitter: 0, loss: 0, oneWay: true });
    }
  }

  private mend(server: string, condition: Exclude<Condition, undefined>): void {
    const target = { nodes: [server] };
    if (condition === 'crash') this.act({ verb: 'restart', target });
    else if (condition === 'freeze') this.act({ verb: 'resume', target });
    else this.act({ verb: 'heal', ends: [[BALANCER], [server]], oneWay: true });
  }

  private act(action: FaultAction): void {
    this.simulation.strike(action);
  }

  private command(server: string, command: BackendCommand): void {
    this.simulation.tell(server, command);
  }
}

function conditionOf({ mode }: Behaviour): Condition {
  return mode === 'crash' || mode === 'freeze' || mode === 'blackhole' ? mode : undefined;
}
