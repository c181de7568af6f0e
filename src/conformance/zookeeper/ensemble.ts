import { role } from '../../kinds/zookeeper/face.ts';
import { QUORUM_PORT, type Zxid } from '../../kinds/zookeeper/protocol.ts';
import type { ServerState } from '../../kinds/zookeeper/state.ts';
import { countWatches } from '../../kinds/zookeeper/data/watch-table.ts';
import { MILLISECOND, type Duration } from '../../lib/units.ts';
import type { Case, ServerSelector } from './case.ts';
import { serverIds, serverNode } from './case-world.ts';
import type { Machine } from './machine.ts';

type Role = 'leader' | 'follower' | 'looking' | 'down' | 'paused';

/** What the four-letter words of all servers say of who leads. */
export interface Roles {
  readonly roles: Readonly<Record<string, Role>>;
  readonly leader: number | null;
  readonly epoch: number | null;
}

export interface WatchCount {
  readonly connections: number;
  readonly paths: number;
  readonly watches: number;
}

/** Roles must hold for this long to count as settled: whoever is cut off learns of it a moment later. */
const STEADY: Duration = 100 * MILLISECOND;

/** The servers of a case, as an administrator sees and treats them. */
export class Ensemble {
  private readonly ids: readonly number[];
  private groups: readonly (readonly number[])[] = [];
  private lagging: ReadonlyMap<number, readonly (readonly string[])[]> = new Map();

  constructor(
    file: Case,
    private readonly machine: Machine,
  ) {
    this.ids = serverIds(file);
    if (file.ensemble.start === 'none') for (const id of this.ids) machine.kill(serverNode(id));
  }

  /** The state of a server whose process runs. */
  private running(id: number): ServerState | undefined {
    const node = this.machine.node(serverNode(id));
    return node.process === 'running' ? (node.state as ServerState) : undefined;
  }

  private roleOf(id: number): Role {
    const { process } = this.machine.node(serverNode(id));
    if (process === 'paused') return 'paused';
    const state = this.running(id);
    if (state === undefined) return this.machine.isStarting(serverNode(id)) ? 'looking' : 'down';
    const word = role(state);
    return word === 'leader' || word === 'follower' ? word : 'looking';
  }

  private alive(id: number): boolean {
    const word = this.roleOf(id);
    return word !== 'down' && word !== 'paused';
  }

  get leader(): number | undefined {
    return [...this.ids]
      .filter((id) => this.roleOf(id) === 'leader')
      .sort((a, b) => this.epochOf(b) - this.epochOf(a))[0];
  }

  private epochOf(id: number): number {
    return this.running(id)?.leadership?.epoch ?? 0;
  }

  roles(): Roles {
    const roles = Object.fromEntries(this.ids.map((id) => [String(id), this.roleOf(id)]));
    const { leader } = this;
    return { roles, leader: leader ?? null, epoch: leader === undefined ? null : this.epochOf(leader) };
  }

  /** Waits until a majority that can talk has one leader, all others of it follow, and whoever is left looks. */
  waitForRoles(timeout: Duration): void {
    const deadline = this.machine.now + timeout;
    let since = this.machine.now;
    this.machine.waitUntil(deadline, () => {
      if (!this.settled()) since = this.machine.now + MILLISECOND;
      return this.machine.now >= since + STEADY;
    });
  }

  private settled(): boolean {
    const alive = this.ids.filter((id) => this.alive(id));
    const majority = this.reachable(alive).find((group) => group.length > this.ids.length / 2) ?? [];
    const leaders = majority.filter((id) => this.roleOf(id) === 'leader').length;
    return (
      leaders === (majority.length > 0 ? 1 : 0) &&
      majority.every((id) => this.roleOf(id) !== 'looking') &&
      alive.every((id) => majority.includes(id) || this.roleOf(id) === 'looking')
    );
  }

  /** Sets of servers that can reach each other; a server in no group of a partition reaches all. */
  private reachable(alive: readonly number[]): readonly (readonly number[])[] {
    if (this.groups.length === 0) return [alive];
    const free = alive.filter((id) => !this.groups.some((group) => group.includes(id)));
    return this.groups.map((group) => [...free, ...alive.filter((id) => group.includes(id))]);
  }

  /** Whether all serving servers have applied the same last transaction; one that is made to lag does not count. */
  get agrees(): boolean {
    const zxids = this.ids
      .filter((id) => !this.lagging.has(id))
      .map((id) => this.running(id))
      .filter((state) => state?.serving === true)
      .map((state): Zxid => state?.tree.zxid ?? 0);
    return zxids.every((zxid) => zxid === zxids[0]);
  }

  /** The servers that a step means, by id or by what they are now. */
  select(selectors: readonly ServerSelector[]): readonly number[] {
    return selectors.flatMap((selector) => this.selectOne(selector) ?? []);
  }

  private selectOne(selector: ServerSelector): number | undefined {
    if (selector === 'leader') return this.leader;
    const followers = this.ids.filter((id) => this.roleOf(id) === 'follower');
    if (selector === 'follower-lo') return followers[0];
    if (selector === 'follower-hi') return followers.at(-1);
    return this.ids.find((id) => id === Number(selector));
  }

  kill(ids: readonly number[]): void {
    for (const id of ids) this.machine.kill(serverNode(id));
  }

  start(ids: readonly number[]): void {
    for (const id of ids) this.machine.startSlowly(serverNode(id));
  }

  pause(ids: readonly number[]): void {
    for (const id of ids) this.machine.pause(serverNode(id));
  }

  resume(ids: readonly number[]): void {
    for (const id of ids) this.machine.resume(serverNode(id));
  }

  partition(groups: readonly (readonly number[])[]): void {
    this.heal();
    this.groups = groups;
    this.machine.simulation.strike({ verb: 'partition', sets: this.sets });
  }

  /** Ends the partition: what it held back is lost with its connections. */
  heal(): void {
    if (this.groups.length === 0) return;
    const { simulation } = this.machine;
    simulation.breakConnections(this.sets);
    simulation.strike({ verb: 'heal', ends: this.sets, oneWay: false });
    this.groups = [];
  }

  private get sets(): readonly (readonly string[])[] {
    return this.groups.map((group) => group.map(serverNode));
  }

  /** Holds what a follower and its leader say to each other on the quorum port; the election goes on. */
  lag(ids: readonly number[]): void {
    const { leader } = this;
    for (const id of ids) {
      if (leader === undefined || id === leader || this.lagging.has(id)) continue;
      const [from, to] = [[serverNode(leader)], [serverNode(id)]];
      this.machine.simulation.strike({ verb: 'cut', from, to, oneWay: false, port: QUORUM_PORT });
      this.lagging = new Map([...this.lagging, [id, [from, to]]]);
    }
  }

  unlag(ids: readonly number[]): void {
    for (const id of ids) {
      const ends = this.lagging.get(id);
      if (ends === undefined) continue;
      this.machine.simulation.strike({ verb: 'heal', ends, oneWay: false });
      this.lagging = new Map([...this.lagging].filter(([other]) => other !== id));
    }
  }

  /** `wchs` of all servers that serve: data watches only. */
  watchCounts(): Readonly<Record<string, WatchCount>> {
    return Object.fromEntries(
      this.ids.flatMap((id) => {
        const state = this.running(id);
        return state?.serving === true ? [[String(id), countWatches(state.watches.data)]] : [];
      }),
    );
  }
}
