import type { DatabaseStanding } from '../kinds/database/standing.ts';
import type { Face } from '../kernel/kind.ts';
import type { NodeStatus } from '../kernel/node-runtime.ts';
import type { SimTime } from '../lib/units.ts';

/** The system at one moment: all that the stage and the inspector show. Plain data, fit for a message. */
export interface Picture {
  readonly time: SimTime;
  /** Events at or before this moment. */
  readonly event: number;
  readonly nodes: readonly NodePicture[];
  readonly packets: readonly PacketPicture[];
  /** Pairs of nodes between which nothing passes (each pair once a direction). */
  readonly cuts: readonly { readonly from: string; readonly to: string }[];
  /** The faults that lie on links. */
  readonly linkFaults: readonly LinkFaultPicture[];
  /** The selected node in full. */
  readonly detail: NodeDetail | undefined;
}

export interface NodePicture {
  readonly name: string;
  readonly status: NodeStatus;
  readonly isolated: boolean;
  /** Since when it has this status. */
  readonly since: SimTime;
  readonly face: Face;
  /** What matters most of what it waits for; the ring. */
  readonly ring: TimerPicture | undefined;
  readonly session: SessionPicture | undefined;
  /** The lasting faults that it is under besides what its status tells: slow, hang, fail-health ... */
  readonly conditions: readonly string[];
}

/** A node's session with ZooKeeper, as the leader of the ensemble sees it. */
export interface SessionPicture {
  /** The server that the node is connected to, if the leader knows. */
  readonly server: string | undefined;
  readonly heardAt: SimTime;
  readonly expiresAt: SimTime;
  /** Whether nothing is heard of the node, so that its session runs out. */
  readonly silent: boolean;
}

/** A cut or degraded link; a partition is a cut of more than two sets. Sets are names of nodes. */
export interface LinkFaultPicture {
  readonly kind: 'cut' | 'degrade';
  readonly sets: readonly (readonly string[])[];
  readonly oneWay: boolean;
}

export interface TimerPicture {
  readonly name: string;
  readonly key: number;
  readonly setAt: SimTime;
  readonly firesAt: SimTime;
}

export interface PacketPicture {
  /** Stable within a run, so that a message can be selected and asked about. */
  readonly id: string;
  readonly from: string;
  readonly to: string;
  /** A message's type, or connect, accept, close, reset, refuse. */
  readonly label: string;
  readonly family: 'request' | 'reply' | 'protocol' | 'watch-event' | 'failed';
  readonly sentAt: SimTime;
  /** Undefined while a cut holds it. */
  readonly arrivesAt: SimTime | undefined;
  /** How much of the way it has travelled, from 0 to 1. */
  readonly fraction: number;
}

export interface NodeDetail {
  readonly name: string;
  /** The kind's own state, for its view; undefined when no process runs. */
  readonly state: unknown;
  /** Its state just before what happened to it at the cursor's time; undefined if nothing did, or if it started then. */
  readonly before: unknown;
  /** Its state a moment earlier, so that what is gone can still be shown; undefined if it is the same. */
  readonly lately: unknown;
  /** How far the databases of its group have come, itself included; none of other kinds. */
  readonly peers: readonly DatabaseStanding[];
  readonly timers: readonly TimerPicture[];
}

/** One event in an account of what a node did. */
export interface EventLine {
  readonly id: string;
  readonly time: SimTime;
  readonly text: string;
}
