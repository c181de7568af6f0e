import { assert, defined } from '../lib/assert.ts';
import type { CloseReason, ConnectionId, Message } from './kind.ts';
import { type Connection, endOf, otherEnd } from './connections.ts';
import type { Network } from './network.ts';
import type { NodeRuntime } from './node-runtime.ts';
import { DIRECT, HELD, isPacket, NO_CAUSE, NO_MESSAGE, Occurrence, type PacketType } from './occurrence.ts';
import type { Engine } from './engine.ts';

/** Connections of one node are numbered apart from those of all others; small integers for 1,000 nodes. */
const CONNECTIONS_PER_NODE = 2 ** 20;

/**
 * Connections as the real systems know them: FIFO each way; refused by a host whose process is dead, reset when the
 * process dies; silence when the host or the link is. The host answers for a paused process, as an operating system
 * does: it accepts and buffers.
 */
export class Transport {
  constructor(
    private readonly run: Engine,
    readonly network: Network,
  ) {}

  connect(node: NodeRuntime, to: string, port: string): ConnectionId {
    const target = this.run.indexOf(to);
    assert(node.connectionCount < CONNECTIONS_PER_NODE, 'a node opens fewer than 2²⁰ connections');
    const id = node.index * CONNECTIONS_PER_NODE + node.connectionCount++;
    const connection = this.network.connections.add(id, node.index, target, port);
    this.sendPacket('accepted', connection, node.index, this.run.currentEvent, NO_CAUSE);
    return id;
  }

  /** Sends along a connection; if this end is not open any more, nothing happens. */
  send(node: NodeRuntime, id: ConnectionId, message: Message): void {
    const { connections } = this.network;
    const connection = connections.get(id);
    if (connection === undefined || !connections.isOpen(endOf(connection, node.index))) return;
    this.sendPacket('message', connection, node.index, this.run.currentEvent, NO_CAUSE, message);
  }

  close(node: NodeRuntime, id: ConnectionId, reason: CloseReason = 'closed'): void {
    this.dropUnread(node, id);
    const { connections } = this.network;
    const connection = connections.get(id);
    if (connection === undefined) return;
    const mine = endOf(connection, node.index);
    if (!connections.isOpen(mine)) return;
    connections.letGo(mine);
    this.sendPacket('closed', connection, node.index, this.run.currentEvent, NO_CAUSE, NO_MESSAGE, reason);
    connections.forgetIfClosed(connection);
  }

  /** What a resumed process has not read yet of a connection, it never reads once it has closed it. */
  private dropUnread(node: NodeRuntime, id: ConnectionId): void {
    if (node.resumed.length === 0) return;
    node.resumed = node.resumed.filter((waiting) => waiting.pending);
    for (const waiting of node.resumed) {
      if (isPacket(waiting) && waiting.connection === id) waiting.endedAt = this.run.now;
    }
  }

  /** The process died: its operating system resets every connection. */
  resetAll(node: NodeRuntime): void {
    for (const connection of this.network.heldBy(node.index)) this.close(node, connection.id, 'reset');
  }

  /** The process ended by itself: it closes what it holds. */
  closeAll(node: NodeRuntime): void {
    for (const connection of this.network.heldBy(node.index)) this.close(node, connection.id);
  }

  /** The power died: nobody is told. */
  dropAll(node: NodeRuntime): void {
    for (const connection of this.network.heldBy(node.index)) {
      this.network.connections.letGo(endOf(connection, node.index));
      this.network.connections.forgetIfClosed(connection);
    }
  }

  /** Something between the ends gives up every connection between different sets: what a cut held is lost. */
  breakBetween(sets: readonly ReadonlySet<number>[]): void {
    const setOf = (node: number): number => sets.findIndex((set) => set.has(node));
    const broken = [...this.network.connections.all()].filter(({ client, server }) => {
      const [a, b] = [setOf(client), setOf(server)];
      return a >= 0 && b >= 0 && a !== b;
    });
    const ids = new Set(broken.map(({ id }) => id));
    for (const packet of this.network.takeHeld(({ connection }) => ids.has(connection))) {
      packet.endedAt = this.run.now;
    }
    for (const connection of broken) {
      for (const end of [connection.client, connection.server]) {
        this.sendPacket('closed', connection, end, NO_CAUSE, NO_CAUSE, NO_MESSAGE, 'reset');
      }
    }
  }

  /** A packet reaches its host. */
  arrive(packet: Occurrence): void {
    const node = defined(this.run.nodes[packet.node], 'node');
    if (!node.exists) {
      packet.endedAt = this.run.now;
      return;
    }
    if (!node.answers) {
      this.network.hold(packet);
      return;
    }
    packet.endedAt = this.run.now;
    const connection = this.network.connections.get(packet.connection);
    if (connection === undefined) return;
    const open =
      packet.type === 'accepted'
        ? this.accept(node, packet, connection)
        : this.take(node, packet, connection);
    if (!open) return;
    if (node.process === 'paused') node.backlog = [...node.backlog, packet];
    else this.run.deliver(node, packet);
  }

  /** The host answers a connection attempt, whether its process is awake or not. */
  private accept(node: NodeRuntime, packet: Occurrence, connection: Connection): boolean {
    const alive = node.process === 'running' || node.process === 'paused';
    if (!alive) {
      this.sendPacket('closed', connection, node.index, packet.cause, node.stoppedBy, NO_MESSAGE, 'refused');
      return false;
    }
    const { connections } = this.network;
    if (!connections.isOpen(connection.end)) return false;
    connections.accept(connection.end + 1);
    this.sendPacket('connected', connection, node.index, packet.cause, NO_CAUSE);
    return true;
  }

  /** Whether this end still holds the connection; if not, the sender is told so. */
  private take(node: NodeRuntime, packet: Occurrence, connection: Connection): boolean {
    const { connections } = this.network;
    const theirs = endOf(connection, packet.sender);
    const mine = otherEnd(theirs);
    if (!connections.isOpen(mine)) {
      if (packet.type !== 'closed' && connections.isOpen(theirs)) {
        this.sendPacket('closed', connection, node.index, packet.cause, node.stoppedBy, NO_MESSAGE, 'reset');
      }
      return false;
    }
    if (packet.type === 'closed') {
      connections.letGo(mine);
      connections.forgetIfClosed(connection);
    }
    return true;
  }

  /** Lets go what no cut holds any more, in order, unless its sender has given the connection up. */
  releaseHeld(): void {
    const released = this.network.takeHeld((packet) => this.isOpen(packet.sender, packet.node, packet.port));
    for (const packet of released) {
      packet.endedAt = this.run.now;
      const { connections } = this.network;
      const connection = connections.get(packet.connection);
      if (connection === undefined) continue;
      const open = connections.isOpen(endOf(connection, packet.sender));
      if (!open && packet.type !== 'closed') continue;
      const time = this.network.arrival(packet.sender, packet.node, connection, this.run.now);
      const detour = { because: this.run.currentEvent, releasedAt: this.run.now, waited: false };
      this.run.schedule(packet.again(time, this.run.nextSequence(), detour));
    }
  }

  private isOpen(from: number, to: number, port: string): boolean {
    const source = this.run.nodes[from];
    const target = this.run.nodes[to];
    if (source === undefined || target === undefined) return false;
    const reachable = source.answers && !source.isolated && target.answers && !target.isolated;
    return reachable && !this.network.isCut(from, to, port);
  }

  private sendPacket(
    type: PacketType,
    connection: Connection,
    sender: number,
    cause: number,
    because: number,
    message: Message = NO_MESSAGE,
    reason: CloseReason = 'closed',
  ): void {
    const { run } = this;
    const receiver = connection.client === sender ? connection.server : connection.client;
    const time = this.isOpen(sender, receiver, connection.port)
      ? this.network.arrival(sender, receiver, connection, run.now)
      : HELD;
    const content = type === 'closed' ? reason : message;
    const detour = because === NO_CAUSE ? DIRECT : { because, releasedAt: 0, waited: false };
    const packet = new Occurrence(
      type, time, run.nextSequence(), receiver, cause, run.now, defined(run.nodes[sender], 'sender').sender,
      connection.id, connection.port, 0, content, detour,
    ); // prettier-ignore
    if (time === HELD) this.network.hold(packet);
    run.schedule(packet);
  }
}
