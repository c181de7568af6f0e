import { MILLISECOND, type Duration, type SimTime } from '../lib/units.ts';
import { type Connection, Connections, type ConnectionsImage, endOf } from './connections.ts';
import { Links, type LinksImage } from './links.ts';
import type { Occurrence } from './occurrence.ts';
import type { LinkQuality, WorldNetwork } from './world.ts';

/** The first retransmission of a lost packet; each further loss doubles the wait (RFC 6298: at least 200 ms in Linux). */
const RETRANSMISSION: Duration = 200 * MILLISECOND;

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

/** The network at a checkpoint. Never changed once taken. */
export interface NetworkImage {
  readonly connections: ConnectionsImage;
  readonly links: LinksImage;
  readonly faults: readonly LinkFault[];
  readonly held: readonly Occurrence[];
}

/** Connections and links. Whose host is reachable is asked of `hosts`; time and the queue are the simulation's. */
export class Network {
  readonly connections: Connections;
  private readonly links: Links;
  private faults: readonly LinkFault[];
  private held: Occurrence[];

  constructor(seed: number, names: readonly string[], table: WorldNetwork, image?: NetworkImage) {
    this.connections = new Connections(image?.connections);
    this.links = new Links(seed, names, table, image?.links);
    this.faults = image?.faults ?? [];
    this.held = image?.held.slice() ?? [];
  }

  get linkFaults(): readonly LinkFault[] {
    return this.faults;
  }

  get heldPackets(): readonly Occurrence[] {
    return this.held;
  }

  /** The connections that `node` holds an end of, oldest first. */
  heldBy(node: number): readonly Connection[] {
    const { connections } = this;
    const result: Connection[] = [];
    for (const connection of connections.all()) {
      const { client, server, end } = connection;
      const holds =
        (client === node && connections.isOpen(end)) || (server === node && connections.isOpen(end + 1));
      if (holds) result.push(connection);
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
  arrival(from: number, to: number, connection: Connection, now: SimTime): SimTime {
    return this.connections.inOrder(endOf(connection, from), now + this.travel(from, to));
  }

  private travel(from: number, to: number): Duration {
    const { links } = this;
    const place = links.place(from, to);
    const degrade = this.faults.length === 0 ? undefined : this.degradeOf(from, to);
    const { latency, jitter } = degrade ?? links.quality(place);
    const loss = degrade?.loss ?? 0;
    if (jitter === 0 && loss === 0) return Math.max(1, latency);
    const stream = links.draw(place);
    let travel = jitter === 0 ? latency : latency - jitter + stream.below(2 * jitter + 1);
    if (loss > 0) {
      let wait = RETRANSMISSION;
      while (stream.chance(loss) && wait < 128 * RETRANSMISSION) {
        travel += wait;
        wait *= 2;
      }
    }
    links.drawn(place);
    return Math.max(1, travel);
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

  image(): NetworkImage {
    return {
      connections: this.connections.image(),
      links: this.links.image(),
      faults: this.faults,
      held: this.held.slice(),
    };
  }
}

function affects(fault: LinkFault, from: number, to: number): boolean {
  const source = fault.sets.findIndex((set) => set.has(from));
  const target = fault.sets.findIndex((set) => set.has(to));
  if (source < 0 || target < 0 || source === target) return false;
  return !fault.oneWay || source === 0;
}
