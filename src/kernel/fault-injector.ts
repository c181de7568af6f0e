import { assertUnreachable } from '../lib/assert.ts';
import { type FaultAction, type FaultTarget, NODE_COUNTERPARTS, type NodeFaultVerb } from './fault.ts';
import { endsKey, type FaultLedger, type FaultStep, type Setting } from './fault-schedule.ts';
import type { LinkFault } from './network.ts';
import type { NO_CONDITIONS } from './node-runtime.ts';
import type { Ending, NodeRuntime } from './node-runtime.ts';
import { due, NO_CAUSE, type Occurrence } from './occurrence.ts';
import type { Engine } from './engine.ts';
import { Scaling, type Striker, tell } from './scaling.ts';
import { Settings } from './setting.ts';
import type { Transport } from './transport.ts';

const BEGINNINGS = new Map<string, string>(
  Object.entries(NODE_COUNTERPARTS).map(([beginning, end]) => [end, beginning]),
);

/** The standing fault that a verb begins or ends. */
function standingFault(verb: NodeFaultVerb | 'slow'): { readonly name: string; readonly ends: boolean } {
  const ended = BEGINNINGS.get(verb);
  return ended === undefined ? { name: verb, ends: false } : { name: ended, ends: true };
}

/** The start of a machine that was reset. */
export const BOOT = 'boot';

/** Disk syncs under `slow-disk` take this many times as long. */
const SLOW_DISK = 20;

const MILESTONES: Readonly<Partial<Record<NodeFaultVerb | 'slow', string>>> = {
  crash: 'node-crashed',
  restart: 'node-restarted',
  pause: 'node-paused',
  resume: 'node-resumed',
  unplug: 'node-unplugged',
  plug: 'node-plugged',
  isolate: 'node-isolated',
  rejoin: 'node-rejoined',
};

/** Does to the world what the fault list says. Each step on each node is an event of the recording. */
export class FaultInjector implements Striker {
  private standing: Map<string, { readonly fault: number }>;
  private resolved: Map<number, readonly string[]>;
  private readonly set: Map<string, Setting>;
  private readonly scaling: Scaling;
  private readonly settings: Settings;

  constructor(
    private readonly run: Engine,
    private readonly transport: Transport,
    ledger: FaultLedger,
  ) {
    this.standing = new Map(ledger.standing);
    this.resolved = new Map(ledger.resolved);
    this.set = new Map(ledger.set);
    this.scaling = new Scaling(run, this);
    this.settings = new Settings(run, this, this.set);
  }

  get ledger(): FaultLedger {
    return {
      stepsDone: 0,
      standing: new Map(this.standing),
      resolved: new Map(this.resolved),
      set: new Map(this.set),
    };
  }

  apply(step: FaultStep): void {
    const { action } = step;
    switch (action.verb) {
      case 'cut':
        this.beginLinkFault(step, [action.from, action.to], action.oneWay, undefined, action.port);
        return;
      case 'partition':
        this.beginLinkFault(step, action.sets, false, undefined);
        return;
      case 'degrade':
        this.beginLinkFault(step, action.between, action.oneWay ?? false, action);
        return;
      case 'heal':
        this.heal(step, action);
        return;
      case 'add':
        this.resolved.set(step.fault, this.scaling.add(step, action));
        return;
      case 'remove':
        this.scaling.remove(step, action, step.expires ? this.resolved.get(step.fault) : undefined);
        return;
      case 'set':
        this.settings.apply(step, action);
        return;
      case 'zookeeper':
        this.order(step, action);
        return;
      default:
        this.applyToNodes(step, action.verb, action.target, action.verb === 'slow' ? action.by : 1);
    }
  }

  private applyToNodes(step: FaultStep, verb: NodeFaultVerb | 'slow', target: FaultTarget, by: number): void {
    const names = this.resolve(step, target);
    for (const name of names) {
      const node = this.run.nodes[this.run.indexOf(name)];
      if (node?.exists !== true) continue;
      const { name: fault, ends } = standingFault(verb);
      const key = `${fault} ${name}`;
      const standing = this.standing.get(key);
      if (step.expires && standing?.fault !== step.fault) continue;
      if (ends ? !canEnd(node, verb, standing) : standing !== undefined && holds(node, fault)) continue;
      if (ends) this.standing.delete(key);
      else this.standing.set(key, { fault: step.fault });
      this.strike(node, verb, step, by);
    }
  }

  /** What becomes of it is noted by the operator's process. */
  private order(step: FaultStep, action: Extract<FaultAction, { verb: 'zookeeper' }>): void {
    const node = this.run.nodes[this.run.indexOf(action.operator)];
    if (node === undefined) return;
    const { op, path } = action.order;
    const data = { fault: 'zookeeper', op, path };
    this.event(node, step, () => {
      if (node.running) {
        this.run.milestone({ type: 'fault-began', data });
        tell(this.run, node, { type: 'operate', order: action.order });
      } else this.run.milestone({ type: 'fault-skipped', reason: 'its process is down', data });
    });
  }

  /** Whom a fault befalls; a selector is resolved once, when the fault begins. */
  private resolve(step: FaultStep, target: FaultTarget): readonly string[] {
    if ('nodes' in target) return target.nodes;
    const known = this.resolved.get(step.fault);
    if (step.expires) return known ?? [];
    const [group, role] = 'leader' in target ? [target.leader, 'leader'] : [target.primary, 'primary'];
    const members = this.run.nodes.filter((node) => node.spec.group === group);
    const holder = this.latestHolder(members, role);
    const names = holder === undefined ? [] : [holder.name];
    this.resolved.set(step.fault, names);
    if (holder === undefined && members[0] !== undefined) {
      const node = members[0];
      this.event(node, step, () => {
        this.run.milestone({
          type: 'fault-skipped',
          about: group,
          reason: `no ${role}`,
          data: { fault: step.action.verb, group },
        });
      });
    }
    return names;
  }

  /** Who took up the role last: a deposed holder that has not noticed may still claim it. */
  private latestHolder(members: readonly NodeRuntime[], role: string): NodeRuntime | undefined {
    const holders = members.filter((node) => node.state !== undefined && node.role === role);
    const { changes } = this.run.recording;
    const since = (node: NodeRuntime): number => {
      const own = changes.filter((change) => change.node === node.index);
      return own[own.findLastIndex((change) => change.role !== role) + 1]?.event ?? 0;
    };
    return holders.sort((a, b) => since(b) - since(a))[0];
  }

  /** One fault event at one node. */
  event(node: NodeRuntime, step: FaultStep, effect: () => void): void {
    const { run } = this;
    const occurrence = due(
      'fault', run.now, run.nextSequence(), node.index, NO_CAUSE, run.now, step.action.verb, step.fault, 0,
    ); // prettier-ignore
    occurrence.endedAt = run.now;
    run.beginEvent(node, occurrence);
    const before = node.state;
    effect();
    run.endEvent(node, before, node.state);
  }

  private strike(node: NodeRuntime, verb: NodeFaultVerb | 'slow', step: FaultStep, by: number): void {
    const { run } = this;
    this.event(node, step, () => {
      const { name: fault, ends } = standingFault(verb);
      const type = MILESTONES[verb];
      if (type !== undefined) run.milestone({ type });
      else run.milestone({ type: ends ? 'fault-ended' : 'fault-began', data: { fault } });
      this.act(node, verb, by);
    });
    if ((verb === 'restart' || verb === 'plug') && node.answers && node.process === 'down') {
      const start = due(
        'start', run.now, run.nextSequence(), node.index, run.recording.events - 1, run.now, 'restart', 1, 0,
      ); // prettier-ignore
      start.endedAt = run.now;
      run.startProcess(node, start);
    }
  }

  private act(node: NodeRuntime, verb: NodeFaultVerb | 'slow', by: number): void {
    switch (verb) {
      case 'crash':
        this.stopProcess(node);
        this.transport.resetAll(node);
        break;
      case 'unplug':
        this.loseAll(node);
        node.booting = false;
        node.powered = node.place === 'gone';
        break;
      case 'plug':
        node.powered = true;
        this.transport.releaseHeld();
        break;
      case 'pause':
        if (node.process === 'running') node.process = 'paused';
        break;
      case 'resume':
        this.resume(node);
        break;
      case 'isolate':
        node.isolated = true;
        break;
      case 'rejoin':
        node.isolated = false;
        this.transport.releaseHeld();
        break;
      case 'restart':
        break;
      default:
        this.setCondition(node, verb, by);
    }
    this.run.noteChange(node);
  }

  private setCondition(
    node: NodeRuntime,
    verb: Exclude<
      NodeFaultVerb | 'slow',
      'crash' | 'restart' | 'unplug' | 'plug' | 'pause' | 'resume' | 'isolate' | 'rejoin'
    >,
    by: number,
  ): void {
    const set = (change: Partial<typeof NO_CONDITIONS>): void => {
      node.conditions = Object.freeze({ ...node.conditions, ...change });
    };
    switch (verb) {
      case 'slow': set({ slowBy: by }); break;
      case 'restore': set({ slowBy: 1 }); break;
      case 'slow-disk': set({ slowDiskBy: SLOW_DISK }); break;
      case 'restore-disk': set({ slowDiskBy: 1 }); break;
      case 'fail-health': set({ failHealth: true }); break;
      case 'pass-health': set({ failHealth: false }); break;
      case 'hang': set({ hang: true }); break;
      case 'unhang': set({ hang: false }); break;
      case 'fail-requests': set({ failRequests: true }); break;
      case 'pass-requests': set({ failRequests: false }); break;
      default: assertUnreachable(verb);
    } // prettier-ignore
  }

  powerOff(node: NodeRuntime): void {
    this.act(node, 'unplug', 1);
  }

  end(node: NodeRuntime, ending: Ending = { type: 'exit' }): void {
    if (ending.type === 'reset') this.reset(node, ending);
    else {
      this.stopProcess(node);
      this.transport.closeAll(node);
    }
    this.run.noteChange(node);
  }

  private reset(node: NodeRuntime, { reason, boot }: Extract<Ending, { type: 'reset' }>): void {
    const { run } = this;
    run.milestone({ type: 'node-crashed', reason });
    this.loseAll(node);
    node.booting = node.process === 'down';
    run.schedule(
      due(
        'start',
        run.now + boot,
        run.nextSequence(),
        node.index,
        run.currentEvent,
        run.now,
        BOOT,
        1,
        node.incarnation,
      ),
    );
  }

  /** A machine that was reset is up again. */
  booted(node: NodeRuntime): void {
    node.booting = false;
    this.run.milestone({ type: 'node-restarted' });
    this.transport.releaseHeld();
  }

  /** What happens when the power goes. */
  private loseAll(node: NodeRuntime): void {
    this.stopProcess(node);
    node.dropWrites(this.run.now);
    this.transport.dropAll(node);
  }

  private stopProcess(node: NodeRuntime): void {
    if (node.place === 'leaving') node.place = 'gone';
    node.process = node.place === 'gone' ? 'waiting' : 'down';
    node.state = undefined;
    node.role = '';
    node.stoppedBy = this.run.currentEvent;
    node.backlog = [];
    node.dropTimers(this.run.now);
    this.standing.delete(`pause ${node.name}`);
  }

  /** A thawed process first takes what waited: its sockets and overdue timers, in the order they came. */
  private resume(node: NodeRuntime): void {
    if (node.process !== 'paused') return;
    const { run } = this;
    node.process = 'running';
    const backlog = node.backlog;
    node.backlog = [];
    node.resumed = backlog.map((waiting) => {
      const detour = { because: run.currentEvent, releasedAt: run.now, waited: true };
      const again = waiting.again(run.now, run.nextSequence(), detour);
      if (waiting.type === 'timer') {
        waiting.endedAt = run.now;
        node.setTimer(again);
      }
      run.requeue(again);
      return again;
    });
  }

  private beginLinkFault(
    step: FaultStep,
    ends: readonly (readonly string[])[],
    oneWay: boolean,
    degrade: LinkFault['degrade'],
    port?: string,
  ): void {
    const { run } = this;
    const key = endsKey(ends, oneWay);
    const network = this.transport.network;
    const same = network.linkFaults.some(
      (fault) => fault.key === key && (fault.degrade === undefined) === (degrade === undefined),
    );
    const node = run.nodes[run.indexOf(ends[0]?.[0] ?? '')];
    if (same || node === undefined) return;
    const sets = ends.map((set) => new Set(set.map((name) => run.indexOf(name))));
    network.addFault({ key, fault: step.fault, sets, oneWay, degrade, port });
    this.event(node, step, () => {
      const by = ends[1]?.[0] ?? '';
      const data = { by, ends: ends.map((set) => set.join(', ')), ...(oneWay ? { oneWay } : {}) };
      if (degrade === undefined) run.milestone({ type: 'link-cut', data });
      else run.milestone({ type: 'fault-began', data: { fault: 'degrade', ...data } });
    });
  }

  private heal(step: FaultStep, action: Extract<FaultAction, { verb: 'heal' }>): void {
    const { run } = this;
    const key = action.ends === 'all' ? undefined : endsKey(action.ends, action.oneWay);
    const ended = this.transport.network.removeFaults(
      (fault) => (key === undefined || fault.key === key) && (!step.expires || fault.fault === step.fault),
    );
    for (const fault of ended) {
      const ends = fault.sets.map((set) => [...set].map((index) => run.nodes[index]?.name ?? ''));
      const node = run.nodes[run.indexOf(ends[0]?.[0] ?? '')];
      if (node === undefined) continue;
      this.event(node, step, () => {
        const data = { by: ends[1]?.[0] ?? '', ends: ends.map((set) => set.join(', ')) };
        if (fault.degrade === undefined) run.milestone({ type: 'link-healed', data });
        else run.milestone({ type: 'fault-ended', data: { fault: 'degrade', ...data } });
        this.transport.releaseHeld();
      });
    }
  }
}

/** Whether the start of a machine that was reset is still to come: its power may have gone since. */
export function isBooting(node: NodeRuntime, { incarnation }: Occurrence): boolean {
  return node.booting && node.incarnation === incarnation;
}

/** A process can be started where there is power and none runs; anything else ends what stands. */
function canEnd(node: NodeRuntime, verb: string, standing: { readonly fault: number } | undefined): boolean {
  return verb === 'restart' ? node.answers && node.process === 'down' : standing !== undefined;
}

/** Whether a standing fault is really in force: a restart by `plug`, for one, also ends a crash. */
function holds(node: NodeRuntime, fault: string): boolean {
  if (fault === 'crash') return node.process === 'down';
  if (fault === 'pause') return node.process === 'paused';
  return true;
}
