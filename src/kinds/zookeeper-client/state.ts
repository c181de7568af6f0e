import type { Draft } from '../../kernel/kind.ts';
import type { Duration } from '../../lib/units.ts';
import type { ZookeeperClient } from '../zookeeper/client-library.ts';
import type { ZookeeperClientOptions } from './config.ts';

export interface ZookeeperClientConfig {
  readonly servers: readonly string[];
  readonly sessionTimeout: Duration;
  readonly workload: ZookeeperClientOptions['workload'];
  /** The mean time between two operations; 0: it begins none. */
  readonly gap: Duration;
  readonly path: string;
}

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
  readonly events: number;
  readonly random: RandomState;
}

/** What a random workload remembers of what it was told, to aim at znodes that are there. */
export interface RandomState {
  /** The newest paths that it made, oldest first. */
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
    random: s.random,
  };
}
