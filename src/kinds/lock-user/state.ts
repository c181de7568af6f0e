import type { ConnectionId, Draft } from '../../kernel/kind.ts';
import type { Duration } from '../../lib/units.ts';
import type { Registered, RegistryConfig } from '../calling/registry.ts';
import type { Time } from '../calling/time.ts';
import type { Recipe } from '../zookeeper/recipes/recipe.ts';
import type { LockUserOptions } from './config.ts';

export interface LockUserConfig {
  readonly session: RegistryConfig;
  readonly lock: LockUserOptions['lock'];
  readonly path: string;
  readonly resource: string;
  readonly reads: number;
  readonly hold: Time;
  readonly workEvery: Duration;
  readonly pauseBetween: Time;
  readonly fencing: LockUserOptions['fencing'];
}

export interface LockUserState extends Registered {
  readonly config: LockUserConfig;
  /** It believes that it holds the lock. */
  readonly holds: boolean;
  /** It holds it with other readers, or wants to. */
  readonly reads: boolean;
  /** It waits before it comes again. */
  readonly resting: boolean;
  readonly turns: number;
  /** Its connection to the resource. */
  readonly connection: ConnectionId | undefined;
  readonly nextAccess: number;
  readonly done: number;
  readonly refused: number;
}

export type LockUser = Draft<LockUserState>;

export function copyLockUser(s: LockUserState): LockUserState {
  return {
    config: s.config,
    zookeeper: s.zookeeper,
    registration: s.registration,
    discovery: s.discovery,
    duty: s.duty,
    holds: s.holds,
    reads: s.reads,
    resting: s.resting,
    turns: s.turns,
    connection: s.connection,
    nextAccess: s.nextAccess,
    done: s.done,
    refused: s.refused,
  };
}

/** The recipe of each lock. */
export type LockRecipes = Readonly<Record<LockUserOptions['lock'], Recipe>>;
