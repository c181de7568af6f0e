import type { ZnodeOrder } from '../../kernel/fault.ts';
import type { Draft } from '../../kernel/kind.ts';
import type { ZookeeperClient } from '../zookeeper/client-library.ts';
import type { OperatorConfig } from './config.ts';

export interface OperatorState {
  readonly config: OperatorConfig;
  /** Open while there is something to do. */
  readonly zookeeper: ZookeeperClient | undefined;
  /** What is still to be done; the first is being done. */
  readonly orders: readonly ZnodeOrder[];
  /** The first order was asked for before, and what became of it is not known. */
  readonly unsure: boolean;
  readonly done: number;
  readonly refused: number;
}

export type Operator = Draft<OperatorState>;

export function copyOperator(s: OperatorState): OperatorState {
  return {
    config: s.config,
    zookeeper: s.zookeeper,
    orders: s.orders,
    unsure: s.unsure,
    done: s.done,
    refused: s.refused,
  };
}
