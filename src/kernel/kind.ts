import type { OptionTable } from '../lib/options.ts';
import type { RandomStream } from '../lib/prng.ts';
import type { Duration, SimTime } from '../lib/units.ts';
import type { ZnodeOrder } from './fault.ts';

/** What every message has; each kind's protocol.ts narrows `type`. */
export interface Message {
  readonly type: string;
}

/** A connection's handle at one of its ends. */
export type ConnectionId = number;

export type CloseReason = 'refused' | 'reset' | 'closed';

/** What can happen to a running process. */
export type NodeEvent =
  | {
      readonly type: 'message';
      readonly connection: ConnectionId;
      readonly from: string;
      readonly message: Message;
    }
  | { readonly type: 'timer'; readonly name: string; readonly key: number; readonly setAt: SimTime }
  /** Somebody connected to `port` here. */
  | {
      readonly type: 'accepted';
      readonly connection: ConnectionId;
      readonly from: string;
      readonly port: string;
    }
  /** A connection asked for here stands. */
  | { readonly type: 'connected'; readonly connection: ConnectionId; readonly from: string }
  | {
      readonly type: 'closed';
      readonly connection: ConnectionId;
      readonly from: string;
      readonly reason: CloseReason;
    }
  /** It is told something from outside: a `Command` of the kernel's, or what a driver has for it (`Simulation.tell`). */
  | { readonly type: 'command'; readonly message: Message }
  /** A disk write is synced. */
  | { readonly type: 'written'; readonly name: string; readonly key: number };

/** What faults tell a process, as the `message` of a `command`. */
export type Command =
  /** Autoscaling added or removed instances of a group that it follows; these are there now. */
  | { readonly type: 'members'; readonly group: string; readonly members: readonly string[] }
  /** Options of its own were set; its configuration is this one now. */
  | { readonly type: 'set'; readonly config: unknown }
  /** It is to finish what it has and then to `exit` (SIGTERM). */
  | { readonly type: 'leave' }
  /** An operator is to do this to a znode. */
  | { readonly type: 'operate'; readonly order: ZnodeOrder };

/** Standing conditions that faults put a node under. */
export interface Conditions {
  /** Service times are multiplied by this. */
  readonly slowBy: number;
  readonly slowDiskBy: number;
  readonly failHealth: boolean;
  readonly failRequests: boolean;
  readonly hang: boolean;
}

/** What a milestone says; `about` defaults to the node that notes it, else the noting node becomes `data.by`. */
export interface MilestoneNote {
  readonly type: string;
  readonly about?: string;
  readonly reason?: string;
  readonly data?: Readonly<Record<string, MilestoneValue>>;
  /** Milestones with the same key are recorded once a run, at the first. */
  readonly once?: string;
  /** The milestone happened because this node has not been heard of since `since`. */
  readonly silence?: { readonly of: string; readonly since: SimTime };
}

export type MilestoneValue = string | number | boolean | readonly string[];

/** A counted fact that is kept for the whole run without being shown as a milestone. */
export interface Observation {
  readonly type: string;
}

/** How a node acts on the world. Valid only during the call it was handed to. */
export interface Context {
  readonly self: string;
  readonly now: SimTime;
  /** How many processes it has had, this one included. */
  readonly incarnation: number;
  readonly conditions: Conditions;
  /** The stream `node:<self>/<name>` of this run. */
  random(name: string): RandomStream;
  /** Starts a connection; `connected` or `closed` follows, or silence. */
  connect(to: string, port: string): ConnectionId;
  /** Sends along an open connection; on one that is no longer open nothing happens. */
  send<M extends Message>(connection: ConnectionId, message: M): void;
  /** Closes a connection; the other end reads an end of stream, or a reset (SO_LINGER with no time). */
  close(connection: ConnectionId, reason?: 'closed' | 'reset'): void;
  /** Starts the timer (name, key), in place of a pending one of the same name and key. */
  startTimer(name: string, after: Duration, key?: number): void;
  cancelTimer(name: string, key?: number): void;
  /** Makes `durable` the node's durable image; `written` follows when a disk sync of length `sync` covers it. */
  write(durable: unknown, name: string, key: number, sync: Duration): void;
  /** The instances of a group that are there now: those that autoscaling added, without those that it removed. */
  members(group: string): readonly string[];
  /** Ends the process once this event is handled; its connections are closed. */
  exit(): void;
  /** Resets the machine once this event is handled: what is not synced is lost, nobody is told; it is up again after `boot`. */
  reset(reason: string, boot: Duration): void;
  milestone(note: MilestoneNote): void;
  observe<O extends Observation>(observation: O): void;
}

/** What is known of the system before it runs, such as addresses in configuration files. */
export interface Directory {
  /** The instances that a name stands for: a group's, or the node itself. */
  members(name: string): readonly string[];
  /** The instances of a group that autoscaling will add, in the order of their numbers; see `KindDefinition.follows`. */
  later(name: string): readonly string[];
  /** Whoever will ever `register: { in: path, through: ensemble }`. */
  registrants(path: string, ensemble: string): readonly string[];
  /** The options of a node, or of a group's first instance. */
  options(name: string): Readonly<Record<string, unknown>>;
  /** `host:port` of a node. */
  address(name: string): string;
  /** The group of a node, or its own name. */
  group(name: string): string;
}

/** How a node looks from outside, in a few words. */
export interface Face {
  /** One word: leader, follower, primary, replica, looking ... Empty where a kind has no roles. */
  readonly role: string;
  readonly tone: 'plain' | 'leads' | 'electing' | 'suspected';
  /** At most two short lines. */
  readonly facts: readonly string[];
  /** The ZooKeeper server that it is connected to; its line on the map is drawn while this lasts. */
  readonly session?: string | undefined;
  /** What it knows of its group, in a few words for the caption: "quorum 2 · epoch 2". */
  readonly group?: string | undefined;
  /** A leader's: the sessions that it keeps. */
  readonly sessions?: readonly SessionFace[] | undefined;
}

/** A session as the leader of its ensemble sees it. */
export interface SessionFace {
  /** The node that opened it. */
  readonly client: string;
  /** The server that the client is connected to; undefined until a new leader has heard of it. */
  readonly server: string | undefined;
  readonly timeout: Duration;
  readonly heardAt: SimTime;
  readonly expiresAt: SimTime;
}

/** How a packet is drawn. */
export type PacketFamily = 'request' | 'reply' | 'protocol' | 'watch-event';

/** A line on the map: who talks to whom, and on which plane. */
export interface Edge {
  readonly to: string;
  readonly plane: 'traffic' | 'session' | 'quorum' | 'replication';
}

/** The state of a group's member as an invariant sees it: state is undefined unless its process runs. */
export interface MemberView {
  readonly name: string;
  readonly running: boolean;
  readonly paused: boolean;
  readonly state: unknown;
  /** What the operating system was given to write: it survives the process. */
  readonly durable: unknown;
  /** What the disk holds for sure: it survives the power, too. */
  readonly synced: unknown;
}

/** What made a node step: an event, the start of its process, or a fault. */
export type StepEvent = NodeEvent | { readonly type: 'start' | 'fault' };

/** One node's step from state to state; a process that is not running has none. */
export interface Step<State = unknown> {
  readonly node: string;
  readonly before: State | undefined;
  readonly after: State | undefined;
  readonly event: StepEvent;
}

export interface Violation {
  /** The node that the milestone is about. */
  readonly node: string;
  readonly reason: string;
  readonly data: Readonly<Record<string, MilestoneValue>>;
}

/** Something that must always hold within a group of one kind. Pure: all it remembers is `memory`. */
export interface Invariant<State = unknown, Memory = unknown> {
  /** Empty for an observer that claims nothing and only notes milestones. */
  readonly name: string;
  /**
   * It is about all groups of all kinds that list it, and has one memory: it judges observations, not members. Each
   * violation that it returns is one of its own, and reported.
   */
  readonly wholeRun?: boolean;
  /** It is evaluated only where the world asks for it by name. */
  readonly onlyIfAsked?: boolean;
  readonly initial: Memory;
  /**
   * Whether the step from `before` to `after` of one member can matter. Called after every event: keep it cheap.
   * Invariants that share the function share the call.
   */
  concerns(before: State | undefined, after: State | undefined, event: StepEvent): boolean;
  /**
   * A state invariant returns the violation for as long as it lasts; it is reported when it begins. Undefined: all is
   * well, and there is nothing new to remember.
   */
  check(memory: Memory, scope: InvariantScope<State>): Verdict<Memory> | undefined;
}

/** What an invariant makes of a step, and what it remembers from now on. */
export interface Verdict<Memory = unknown> {
  readonly memory: Memory;
  readonly violation: Violation | undefined;
}

/** What a check is shown. Valid only during the call it was handed to, but for its step. */
export interface InvariantScope<State = unknown> {
  readonly now: SimTime;
  readonly group: string;
  /** The step that concerned the invariant. */
  readonly step: Step<State>;
  readonly members: readonly MemberView[];
  readonly observations: readonly RecordedObservation[];
  /** Notes a milestone on behalf of the observer of the run. */
  readonly milestone: (note: MilestoneNote) => void;
}

export interface RecordedObservation {
  readonly time: SimTime;
  /** The global number of the event that made it. */
  readonly event: number;
  readonly node: string;
  readonly value: Observation;
}

/**
 * A component kind. Handlers are pure but for their context: they get a shallow copy of the state that they may
 * assign to (`Draft`), replace nested values instead of changing them, and reach the world through `ctx` alone.
 */
export interface KindDefinition<Options = unknown, Config = unknown, State = unknown, Durable = unknown> {
  readonly kind: string;
  readonly summary: string;
  readonly options: OptionTable;
  readonly invariants: readonly Invariant[];
  /** How its messages are drawn, by type; protocol if not named. */
  readonly families: Readonly<Record<string, PacketFamily>>;
  configure(options: Options, self: string, directory: Directory): Config;
  /** A process starts: for the first time, or again with what its disk holds. */
  start(config: Config, durable: Durable | undefined, ctx: Context): State;
  /** A shallow copy of fixed shape, by literal: the cheapest copy in every engine. */
  copy(state: State): State;
  handle(state: Draft<State>, event: NodeEvent, ctx: Context): void;
  /** The role band of the timeline. Called after every event: keep it cheap. */
  role(state: State): string;
  /** How far it has come, as one number that is read in equal steps of the run and kept for all of it. */
  gauge?(state: State): number;
  face(state: State, now: SimTime): Face;
  edges(config: Config): readonly Edge[];
  /** The groups whose growing and shrinking it is told of by the command `members`. */
  follows?(config: Config): readonly string[];
  /** Whether it handles the command `leave`; the process of a kind that does not ends at once. */
  readonly leaves?: boolean;
}

/** A state that its handler may assign to, for the length of one event. */
export type Draft<State> = { -readonly [K in keyof State]: State[K] };
