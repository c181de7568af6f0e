import { RandomStream } from '../lib/prng.ts';
import { MILLISECOND, type Duration, type SimTime } from '../lib/units.ts';
import type { Occurrence } from './occurrence.ts';
import type { LinkQuality, WorldNetwork } from './world.ts';

/** The first retransmission of a lost packet; each further loss doubles the wait (RFC 6298: at least 200 ms in Linux). */
const RETRANSMISSION: Duration = 200 * MILLISECOND;

/** One end of a connection: who, whether it still holds it, and when its last packet arrives (FIFO). */
interface End {
  readonly node: number;
  open: boolean;
  lastArrival: SimTime;
}

export interface Connection {
  readonly id: number;
  readonly port: string;
  readonly client: End;
  readonly server: End;
}

/** A cut, partition or degrade that holds. */
export interface LinkFault {
  /** The ends in canonical form: what `heal` must name. */
  readonly key: string;
  readonly fault: number;
  /** Sets of node indices; links between different sets are affected. */
  readonly sets: readonly ReadonlySet<number>[];
  readonly oneWay: boolean;
  /** Only connections to this port; all if undefined. */
  readonly port: string | undefined;
  /** Undefined for a cut: nothing passes. */
  readonly degrade: (LinkQuality & { readonly loss: number }) | undefined;
}

interface Link {
  readonly quality: LinkQuality;
  readonly stream: RandomStream;
}

/** Connections and links. Whose host is reachable is asked of `hosts`; time and the queue are the simulation's. */
export class Network {
  private connections = new Map<number, Connection>();
  private links = new Map<number, Link>();
  private faults: readonly LinkFault[] = [];
  private held: Occurrence[] = [];

  constructor(
    private readonly seed: number,
    private readonly names: readonly string[],
    private readonly table: WorldNetwork,
  ) {}

  get linkFaults(): readonly LinkFault[] {
    return this.faults;
  }

  get heldPackets(): readonly Occurrence[] {
    return this.held;
  }

  connection(id: number): Connection | undefined {
    return this.connections.get(id);
  }

  open(id: number, client: number, server: number, port: string): Connection {
    const connection: Connection = {
      id,
      port,
      client: { node: client, open: true, lastArrival: 0 },
      server: { node: server, open: false, lastArrival: 0 },
    };
    this.connections.set(id, connection);
    return connection;
  }

  /** Forgets a connection that neither end holds. A packet that is still under way finds no end and is answered so. */
  forgetIfClosed(connection: Connection): void {
    if (!connection.client.open && !connection.server.open) this.connections.delete(connection.id);
  }

  /** Every connection that an end still holds, oldest first. */
  all(): readonly Connection[] {
    return [...this.connections.values()];
  }

  /** The connections that `node` holds an end of, oldest first. */
  heldBy(node: number): readonly Connection[] {
    const result: Connection[] = [];
    for (const connection of this.connections.values()) {
      const { client, server } = connection;
      if ((client.node === node && client.open) || (server.node === node && server.open))
        result.push(connection);
    }
    return result;
  }

  /** Whether a cut or partition stops packets from one node to another. */
  isCut(from: number, to: number, port: string): boolean {
    for (const fault of this.faults) {
      const concerns = fault.degrade === undefined && (fault.port === undefined || fault.port === port);
      if (concerns && affects(fault, from, to)) return true;
    }
    return false;
  }

  /** How a link is degraded at the moment, if it is: what was degraded first counts. */
  private degradeOf(from: number, to: number): LinkFault['degrade'] {
    for (const fault of this.faults) {
      if (fault.degrade !== undefined && affects(fault, from, to)) return fault.degrade;
    }
    return undefined;
  }

  addFault(fault: LinkFault): void {
    this.faults = [...this.faults, fault];
  }

  removeFaults(ends: (fault: LinkFault) => boolean): readonly LinkFault[] {
    const removed = this.faults.filter(ends);
    this.faults = this.faults.filter((fault) => !ends(fault));
    return removed;
  }

  /** When a packet that leaves now arrives, after everything sent before it on the same connection. */
  arrival(from: number, to: number, connection: Connection | undefined, now: SimTime): SimTime {
    let time = now + this.travel(from, to);
    if (connection !== undefined) {
      const sender = connection.client.node === from ? connection.client : connection.server;
      if (time < sender.lastArrival) time = sender.lastArrival;
      sender.lastArrival = time;
    }
    return time;
  }

  private travel(from: number, to: number): Duration {
    const link = this.link(from, to);
    const degrade = this.degradeOf(from, to);
    const { latency, jitter } = degrade ?? link.quality;
    let travel = jitter === 0 ? latency : latency - jitter + link.stream.below(2 * jitter + 1);
    if (degrade !== undefined && degrade.loss > 0) {
      let wait = RETRANSMISSION;
      while (link.stream.chance(degrade.loss) && wait < 128 * RETRANSMISSION) {
        travel += wait;
        wait *= 2;
      }
    }
    return Math.max(1, travel);
  }

  private link(from: number, to: number): Link {
    const key = from * this.names.length + to;
    let link = this.links.get(key);
    if (link === undefined) {
      const [source, target] = [this.names[from] ?? '', this.names[to] ?? ''];
      const quality = this.table.quality(source, target);
      link = { quality, stream: RandomStream.named(this.seed, `link:${source}→${target}`) };
      this.links.set(key, link);
    }
    return link;
  }

  hold(packet: Occurrence): void {
    this.held.push(packet);
  }

  /** Takes out the held packets that may now pass, in the order they were sent. */
  takeHeld(passes: (packet: Occurrence) => boolean): readonly Occurrence[] {
    if (this.held.length === 0) return [];
    const released = this.held.filter(passes);
    if (released.length > 0) this.held = this.held.filter((packet) => !passes(packet));
    return released;
  }

  replaceHeld(replacement: (packet: Occurrence) => Occurrence): void {
    this.held = this.held.map(replacement);
  }

  copy(): Network {
    const copy = new Network(this.seed, this.names, this.table);
    for (const [id, { port, client, server }] of this.connections) {
      copy.connections.set(id, { id, port, client: { ...client }, server: { ...server } });
    }
    for (const [key, { quality, stream }] of this.links)
      copy.links.set(key, { quality, stream: stream.copy() });
    copy.faults = this.faults;
    copy.held = this.held.slice();
    return copy;
  }
}

function affects(fault: LinkFault, from: number, to: number): boolean {
  const source = fault.sets.findIndex((set) => set.has(from));
  const target = fault.sets.findIndex((set) => set.has(to));
  if (source < 0 || target < 0 || source === target) return false;
  return !fault.oneWay || source === 0;
}
