import { defined } from '../lib/assert.ts';
import type { RandomStream } from '../lib/prng.ts';
import type { Duration, SimTime } from '../lib/units.ts';
import type { Conditions, ConnectionId, Context, Message, MilestoneNote, Observation } from './kind.ts';
import type { NodeRuntime } from './node-runtime.ts';
import { membersOf } from './scaling.ts';
import { due } from './occurrence.ts';
import type { Engine } from './engine.ts';
import type { Transport } from './transport.ts';

/** The one context of a run: it speaks for the node whose event is being handled. */
export class NodeContext implements Context {
  private node: NodeRuntime | undefined;

  constructor(
    private readonly run: Engine,
    private readonly transport: Transport,
  ) {}

  /** From now on it speaks for `node`. */
  enter(node: NodeRuntime): void {
    this.node = node;
  }

  private get current(): NodeRuntime {
    return defined(this.node, 'a node whose event is being handled');
  }

  get self(): string {
    return this.current.name;
  }

  get now(): SimTime {
    return this.run.now;
  }

  get incarnation(): number {
    return this.current.incarnation;
  }

  get conditions(): Conditions {
    return this.current.conditions;
  }

  random(name: string): RandomStream {
    return this.current.stream(name);
  }

  connect(to: string, port: string): ConnectionId {
    return this.transport.connect(this.current, to, port);
  }

  send<M extends Message>(connection: ConnectionId, message: M): void {
    this.transport.send(this.current, connection, message);
  }

  close(connection: ConnectionId, reason: 'closed' | 'reset' = 'closed'): void {
    this.transport.close(this.current, connection, reason);
  }

  startTimer(name: string, after: Duration, key = 0): void {
    const { run, current: node } = this;
    this.cancelTimer(name, key);
    const timer = due(
      'timer', run.now + after, run.nextSequence(), node.index, run.currentEvent, run.now, name, key,
      node.incarnation,
    ); // prettier-ignore
    node.setTimer(timer);
    run.schedule(timer);
  }

  cancelTimer(name: string, key = 0): void {
    const timer = this.current.takeTimer(name, key);
    if (timer !== undefined) timer.endedAt = this.run.now;
  }

  write(durable: unknown, name: string, key: number, sync: Duration): void {
    const { run, current: node } = this;
    node.durable = durable;
    const time = node.syncedAt(run.now, Math.round(sync * node.conditions.slowDiskBy));
    const write = due(
      'written', time, run.nextSequence(), node.index, run.currentEvent, run.now, name, key, node.incarnation, durable,
    ); // prettier-ignore
    node.beginWrite(write);
    run.schedule(write);
  }

  members(group: string): readonly string[] {
    return membersOf(this.run.nodes, group);
  }

  exit(): void {
    this.current.ending = { type: 'exit' };
  }

  reset(reason: string, boot: Duration): void {
    this.current.ending = { type: 'reset', reason, boot };
  }

  milestone(note: MilestoneNote): void {
    this.run.milestone(note);
  }

  observe<O extends Observation>(observation: O): void {
    this.run.observe(observation);
  }
}
