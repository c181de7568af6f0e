import type { Draft } from '../../kernel/kind.ts';
import type { Duration, SimTime } from '../../lib/units.ts';
import type { ZookeeperClient } from '../zookeeper/client-library.ts';
import type { RecipeState } from '../zookeeper/recipes/recipe.ts';
import type { ZookeeperClientOptions } from './config.ts';

export type Workload = ZookeeperClientOptions['workload'];

export interface ZookeeperClientConfig {
  readonly ensemble: string;
  readonly servers: readonly string[];
  readonly sessionTimeout: Duration;
  readonly workload: Workload;
  readonly path: string;
  /** The mean time between two beginnings; 0: it begins nothing. */
  readonly gap: Duration;
  /** How long it keeps what it got; 0: for ever. */
  readonly hold: Duration;
  readonly rest: Duration;
  readonly reads: number;
  readonly size: number;
  readonly fencing: 'session' | 'none';
  readonly careless: boolean;
  readonly sync: boolean;
  readonly address: string;
}

/**
 * What an application thinks of its recipe's result: none; won, but it is not certain of its session yet; acting, as
 * the holder, the primary, a member.
 */
export type Standing = 'none' | 'won' | 'acting';

export interface ZookeeperClientState {
  readonly config: ZookeeperClientConfig;
  readonly zookeeper: ZookeeperClient;
  /** How many requests it made, and how many of them have been answered or given up. */
  readonly asked: number;
  readonly answered: number;
  /** How many answers were errors that the ensemble gave. */
  readonly refused: number;
  /** How many requests went without an answer: their outcome is unknown. */
  readonly lost: number;
  /** How many watches fired. */
  readonly events: number;
  /** Undefined: it runs random operations. */
  readonly recipe: RecipeState | undefined;
  readonly standing: Standing;
  /** Whether others may act at the same time. */
  readonly shared: boolean;
  /** How often it came to act. */
  readonly turns: number;
  /** The znodes that its recipe works below are there. */
  readonly prepared: boolean;
  /** It waits before it begins again. */
  readonly resting: boolean;
  /** Until when its session is certain to live, on its own clock. */
  readonly leaseUntil: SimTime;
  readonly random: RandomState;
}

/** What a random workload remembers of what it was told, to aim at znodes that are there. */
export interface RandomState {
  /** The newest sequential paths that it made, oldest first. */
  readonly made: readonly string[];
  /** The znode that it last saw, with its version. */
  readonly seen: { readonly path: string; readonly version: number } | undefined;
}

export type Application = Draft<ZookeeperClientState>;

export function copyApplication(s: ZookeeperClientState): ZookeeperClientState {
  return {
    config: s.config,
    zookeeper: s.zookeeper,
    asked: s.asked,
    answered: s.answered,
    refused: s.refused,
    lost: s.lost,
    events: s.events,
    recipe: s.recipe,
    standing: s.standing,
    shared: s.shared,
    turns: s.turns,
    prepared: s.prepared,
    resting: s.resting,
    leaseUntil: s.leaseUntil,
    random: s.random,
  };
}

/** How a workload's result is called, and whether one must be certain of it. */
export interface Trade {
  readonly role: string;
  readonly begins: string | undefined;
  readonly ends: string | undefined;
  /** What it has is taken from others, so it must stop in time. */
  readonly guarded: boolean;
  /** It keeps what it got for ever, unless it is told how long. */
  readonly keeps: boolean;
}

const LOCK: Trade = {
  role: 'holder', begins: 'lock-acquired', ends: 'lock-released', guarded: true, keeps: false,
}; // prettier-ignore
const ELECTION: Trade = {
  role: 'primary', begins: 'primary-elected', ends: 'primary-demoted', guarded: true, keeps: true,
}; // prettier-ignore
const MEMBER: Trade = {
  role: 'member', begins: 'member-joined', ends: 'member-left', guarded: false, keeps: true,
}; // prettier-ignore
const QUIET: Trade = { role: 'working', begins: undefined, ends: undefined, guarded: false, keeps: false };

const TRADES: Readonly<Record<Exclude<Workload, 'random'>, Trade>> = {
  'naive-election': ELECTION,
  'queue-election': ELECTION,
  lock: LOCK,
  'herd-lock': LOCK,
  'read-write-lock': LOCK,
  semaphore: LOCK,
  barrier: { ...MEMBER, keeps: false },
  'barrier-keeper': { ...QUIET, role: 'holds up' },
  'double-barrier': { ...MEMBER, keeps: false },
  'queue-producer': QUIET,
  'queue-consumer': QUIET,
  membership: MEMBER,
  registry: MEMBER,
  'config-watch': QUIET,
  'config-writer': QUIET,
  write: QUIET,
  read: QUIET,
};

/** Workloads without a result: they go on and on. */
export const STEADY: ReadonlySet<Workload> = new Set(['write', 'read']);

/** What a workload's result is to its application. */
export function tradeOf(workload: Workload): Trade {
  return workload === 'random' ? QUIET : TRADES[workload];
}

/** Whether it would act as the holder now. */
export function acts(s: ZookeeperClientState, now: SimTime): boolean {
  return s.standing === 'acting' && (!needsLease(s.config) || now < s.leaseUntil);
}

/** Whether it must be certain of its session to act. */
export function needsLease({ workload, fencing }: ZookeeperClientConfig): boolean {
  return fencing === 'session' && tradeOf(workload).guarded;
}
