import type { Context, Directory, KindDefinition, Message } from '../kernel/kind.ts';
import { Simulation } from '../kernel/simulation.ts';
import { DEFAULT_LIMITS, type WorldNode } from '../kernel/world.ts';
import {
  type ClientOptions, type ClientStep, handleClient, type Notice, startClient, submit, type ZookeeperClient,
} from '../kinds/zookeeper/client-library.ts'; // prettier-ignore
import { type ZookeeperOptions, zookeeperOptions } from '../kinds/zookeeper/config.ts';
import { zookeeper } from '../kinds/zookeeper/model.ts';
import type { Operation } from '../kinds/zookeeper/protocol.ts';
import type { ServerState } from '../kinds/zookeeper/state.ts';
import { defined } from '../lib/assert.ts';
import { MILLISECOND, MINUTE, SECOND, type SimTime } from '../lib/units.ts';
import { defaultOf } from '../scenario/node-options.ts';

/** What is done with a client's handle, as the program around the library would. */
type Act = (client: ZookeeperClient | undefined, ctx: Context) => ClientStep;

interface ActMessage extends Message {
  readonly act: Act;
}

interface Told {
  readonly at: SimTime;
  readonly notice: Notice;
}

interface ProgramState {
  readonly client: ZookeeperClient | undefined;
  readonly told: readonly Told[];
}

/** A program that does with one client handle what it is told, and writes down what the library tells it. */
const program: KindDefinition<unknown, unknown, ProgramState> = {
  kind: 'program',
  summary: '',
  options: {},
  invariants: [],
  families: {},
  configure: () => undefined,
  start: () => ({ client: undefined, told: [] }),
  copy: (state) => ({ client: state.client, told: state.told }),
  handle: (state, event, ctx) => {
    const step =
      event.type === 'command'
        ? (event.message as ActMessage).act(state.client, ctx)
        : state.client && handleClient(state.client, event, ctx);
    if (step === undefined) return;
    state.client = step.client;
    state.told = [...state.told, ...step.notices.map((notice) => ({ at: ctx.now, notice }))];
  },
  role: () => '',
  face: () => ({ role: '', tone: 'plain', facts: [] }),
  edges: () => [],
};

export interface LaboratoryOptions {
  readonly servers?: number;
  readonly clients: readonly string[];
  readonly zoo?: Partial<ZookeeperOptions>;
}

const DEFAULTS = Object.fromEntries(
  Object.entries(zookeeperOptions).map(([name, spec]) => [name, defaultOf(spec)]),
) as unknown as ZookeeperOptions;

const QUICK: Partial<ZookeeperOptions> = { tickTime: 500 * MILLISECOND, diskSync: MILLISECOND };

/** One ensemble and a few programs, driven step by step; links take a millisecond. It begins a second in. */
export class Laboratory {
  readonly simulation: Simulation;
  private now: SimTime = 0;

  constructor({ servers = 3, clients, zoo = {} }: LaboratoryOptions) {
    const names = Array.from({ length: servers }, (_, index) => `zk-${String(index + 1)}`);
    const options: ZookeeperOptions = { ...DEFAULTS, ...QUICK, ...zoo };
    const directory: Directory = {
      members: () => names,
      options: () => ({}),
      later: () => [],
      registrants: () => [],
      address: (name) => name,
      group: () => 'zk',
    };
    const nodes: readonly WorldNode[] = [
      ...names.map((name) => ({
        name, group: 'zk', kind: zookeeper, config: zookeeper.configure(options, name, directory), start: 0,
      })), // prettier-ignore
      ...clients.map((name) => ({ name, group: name, kind: program, config: undefined, start: 0 })),
    ];
    const network = { quality: () => ({ latency: MILLISECOND, jitter: 0 }) };
    this.simulation = Simulation.create({
      seed: 1, duration: 60 * MINUTE, nodes, network, faults: [], limits: DEFAULT_LIMITS,
    }); // prettier-ignore
    this.wait(1000);
  }

  wait(milliseconds: number): void {
    this.waitUntil(this.now / MILLISECOND + milliseconds);
  }

  waitUntil(milliseconds: number): void {
    this.now = milliseconds * MILLISECOND;
    this.simulation.run(this.now);
    if (this.simulation.bug !== undefined) throw this.simulation.bug;
  }

  act(client: string, act: (client: ZookeeperClient, ctx: Context) => ClientStep): void {
    this.tell(client, (handle, ctx) => act(defined(handle, 'an open handle'), ctx));
  }

  /** Opens a handle; without shuffling and renewal unless said otherwise. */
  open(client: string, options: ClientOptions): void {
    this.tell(client, (_, ctx) => ({
      client: startClient({ shuffle: false, renew: false, ...options }, ctx),
      notices: [],
    }));
  }

  ask(client: string, operation: Operation, tag: string, watcher?: string): void {
    this.act(client, (handle, ctx) => submit(handle, ctx, operation, tag, watcher));
  }

  private tell(client: string, act: Act): void {
    this.simulation.tell(client, { type: 'act', act } as ActMessage);
  }

  strike(verb: 'crash' | 'restart' | 'pause' | 'resume' | 'isolate' | 'rejoin', ...nodes: string[]): void {
    this.simulation.strike({ verb, target: { nodes } });
  }

  /** What a client's library told, as `suspended`, `reply TAG OK`, `watch TYPE PATH WATCHER`. */
  told(client: string): readonly string[] {
    return this.program(client).told.map(({ notice }) => textOf(notice));
  }

  /** When the library told something for the first or the nth time, in seconds. */
  when(client: string, text: string, nth = 1): number {
    const times = this.program(client).told.filter(({ notice }) => textOf(notice).startsWith(text));
    return defined(times[nth - 1], `${text} for the ${String(nth)}. time`).at / SECOND;
  }

  handle(client: string): ZookeeperClient {
    return defined(this.program(client).client, 'an open handle');
  }

  server(name: string): ServerState {
    return this.stateOf(name) as ServerState;
  }

  private program(client: string): ProgramState {
    return this.stateOf(client) as ProgramState;
  }

  private stateOf(name: string): unknown {
    return defined(this.simulation.nodes[this.simulation.indexOf(name)], name).state;
  }
}

function textOf(notice: Notice): string {
  switch (notice.type) {
    case 'connected':
      return `connected ${notice.server}`;
    case 'reply':
      return `reply ${notice.tag} ${notice.error ?? 'OK'}`;
    case 'watch':
      return `watch ${notice.event} ${notice.path} ${notice.watcher}`.trimEnd();
    default:
      return notice.type;
  }
}
