import type { SimTime } from '../lib/units.ts';

/** A connection of two hosts. Never changed: what its ends are at stands in the tables of `Connections`. */
export interface Connection {
  readonly id: number;
  readonly port: string;
  /** The nodes at its ends: who asked for it, and whom. */
  readonly client: number;
  readonly server: number;
  /** Of the client's end in the tables; the server's is the next one. */
  readonly end: number;
}

/** All connections at a checkpoint. Never changed once taken. */
export interface ConnectionsImage {
  readonly connections: readonly Connection[];
  readonly open: Uint8Array;
  readonly arrivals: readonly SimTime[];
}

/**
 * The connections that somebody holds. There may be thousands, and a checkpoint has them all, so what changes with every
 * packet stands in two tables by end, and an image of everything is three flat copies.
 */
export class Connections {
  private readonly byId = new Map<number, Connection>();
  private open: Uint8Array;
  /** When the last packet from an end arrives. A plain array: its times stay small integers. */
  private readonly arrivals: SimTime[];
  /** Ends of connections that were forgotten. */
  private readonly unused: number[] = [];

  constructor(image?: ConnectionsImage) {
    this.open = image?.open.slice() ?? new Uint8Array(128);
    this.arrivals = image?.arrivals.slice() ?? [];
    const used = new Uint8Array(this.arrivals.length);
    for (const connection of image?.connections ?? []) {
      this.byId.set(connection.id, connection);
      used[connection.end] = 1;
    }
    for (let end = 0; end < used.length; end += 2) if (used[end] === 0) this.unused.push(end);
  }

  get(id: number): Connection | undefined {
    return this.byId.get(id);
  }

  /** Every connection that an end still holds, oldest first. */
  all(): IterableIterator<Connection> {
    return this.byId.values();
  }

  add(id: number, client: number, server: number, port: string): Connection {
    const end = this.unused.pop() ?? this.arrivals.length;
    const connection: Connection = { id, port, client, server, end };
    this.byId.set(id, connection);
    this.arrivals[end] = 0;
    this.arrivals[end + 1] = 0;
    if (end >= this.open.length) this.grow();
    this.open[end] = 1;
    this.open[end + 1] = 0;
    return connection;
  }

  private grow(): void {
    const open = new Uint8Array(2 * this.open.length);
    open.set(this.open);
    this.open = open;
  }

  isOpen(end: number): boolean {
    return this.open[end] === 1;
  }

  accept(end: number): void {
    this.open[end] = 1;
  }

  /** An end lets go. What neither end holds is forgotten by `forgetIfClosed`, once its last packet is under way. */
  letGo(end: number): void {
    this.open[end] = 0;
  }

  forgetIfClosed({ id, end }: Connection): void {
    if (this.open[end] === 1 || this.open[end + 1] === 1) return;
    if (this.byId.delete(id)) this.unused.push(end);
  }

  /** A packet from an end would arrive at `time`: it does so after everything sent before it. */
  inOrder(end: number, time: SimTime): SimTime {
    const last = this.arrivals[end] ?? 0;
    const arrival = time < last ? last : time;
    this.arrivals[end] = arrival;
    return arrival;
  }

  image(): ConnectionsImage {
    return {
      connections: [...this.byId.values()],
      open: this.open.slice(),
      arrivals: this.arrivals.slice(),
    };
  }
}

/** The end of a connection that a node has. */
export function endOf(connection: Connection, node: number): number {
  return connection.client === node ? connection.end : connection.end + 1;
}

/** The end across. */
export function otherEnd(end: number): number {
  return end ^ 1;
}
