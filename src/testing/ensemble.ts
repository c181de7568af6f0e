import { kinds } from '../kinds/index.ts';
import type { ServerState } from '../kinds/zookeeper/state.ts';
import { role } from '../kinds/zookeeper/face.ts';
import type { NodeFaultVerb } from '../kernel/fault.ts';
import type { NodeRuntime } from '../kernel/node-runtime.ts';
import { Simulation } from '../kernel/simulation.ts';
import { defined } from '../lib/assert.ts';
import { MILLISECOND } from '../lib/units.ts';
import { buildWorld } from '../scenario/build.ts';
import { scenarioOf } from './driver.ts';
import { writeCommand, writer, type WriterState } from './zookeeper-writer.ts';

/** How an ensemble is shown: one letter a server, in the order of ids. */
const LETTERS: Readonly<Record<string, string>> = { leader: 'L', follower: 'F', observer: 'O' };

/** Servers 1 to n of an ensemble with ticks of 500 ms, each with a writer at its port, played step by step. */
export class Ensemble {
  readonly simulation: Simulation;
  private clock = 0;

  constructor(count: number, options = '') {
    const world = buildWorld(
      scenarioOf(
        `ensemble: 1\ntitle: Test\nduration: 60m\nnodes:\n  zk: { kind: zookeeper, count: ${String(count)}, tickTime: 500ms ${options} }`,
      ),
      kinds,
    );
    const writers = world.nodes.map(({ name }) => ({
      name: `writer-${name}`, group: 'writers', kind: writer, config: { server: name }, start: 0,
    })); // prettier-ignore
    this.simulation = Simulation.create({ ...world, nodes: [...world.nodes, ...writers] });
  }

  run(milliseconds: number): this {
    this.clock += milliseconds * MILLISECOND;
    this.simulation.run(this.clock);
    if (this.simulation.bug !== undefined) throw this.simulation.bug;
    return this;
  }

  /** Does something to some servers, all at once. */
  strike(verb: NodeFaultVerb, ...sids: readonly number[]): this {
    this.simulation.strike({ verb, target: { nodes: sids.map(nameOf) } });
    return this;
  }

  /** Servers of different groups hear nothing of each other. */
  partition(...groups: readonly (readonly number[])[]): this {
    this.simulation.strike({ verb: 'partition', sets: groups.map((group) => group.map(nameOf)) });
    return this;
  }

  /** Ends the partition; what it held back is lost, as after a long one. */
  heal(...groups: readonly (readonly number[])[]): this {
    this.simulation.breakConnections(groups.map((group) => group.map(nameOf)));
    this.simulation.strike({ verb: 'heal', ends: 'all', oneWay: false });
    return this;
  }

  /** Writes through a server, all at once. */
  write(sid: number, count = 1): this {
    this.simulation.tell(`writer-${nameOf(sid)}`, writeCommand(count));
    return this;
  }

  /** How many writes through a server were answered. */
  written(sid: number): number {
    return (this.node(`writer-${nameOf(sid)}`).state as WriterState).done;
  }

  server(sid: number): ServerState {
    return this.node(nameOf(sid)).state as ServerState;
  }

  /** `FFL`: 1 and 2 follow 3. `-` does not serve, `x` does not run. */
  get roles(): string {
    return this.servers
      .map(({ process, state }) =>
        process === 'running' ? (LETTERS[role(state as ServerState)] ?? '-') : 'x',
      )
      .join('');
  }

  /** How many different trees the running servers have. */
  get trees(): number {
    const running = this.servers.filter(({ process }) => process === 'running');
    return new Set(running.map(({ state }) => JSON.stringify((state as ServerState).tree.root))).size;
  }

  /** Invariants that did not hold. */
  get violations(): readonly unknown[] {
    return this.simulation.recording.milestones.filter(({ type }) => type === 'invariant-violated');
  }

  private get servers(): readonly NodeRuntime[] {
    return this.simulation.nodes.filter(({ name }) => name.startsWith('zk-'));
  }

  private node(name: string): NodeRuntime {
    return defined(
      this.simulation.nodes.find((node) => node.name === name),
      name,
    );
  }
}

function nameOf(sid: number): string {
  return `zk-${String(sid)}`;
}
