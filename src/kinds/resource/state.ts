import type { ConnectionId, Draft } from '../../kernel/kind.ts';
import type { SortedMap } from '../../lib/sorted-map.ts';
import type { ResourceConfig } from './config.ts';
import type { ResourceAccess } from './protocol.ts';

/** The greatest tokens that it was shown. It survives its process: a token that is forgotten protects nothing. */
export interface Greatest {
  /** By anybody, and by somebody who wrote. */
  readonly shown: number;
  readonly written: number;
}

export interface Access {
  readonly holder: string;
  readonly connection: ConnectionId;
  readonly access: ResourceAccess;
}

export interface ResourceState {
  readonly config: ResourceConfig;
  readonly greatest: Greatest;
  /** Accesses that are not on disk yet, by their number here. */
  readonly open: SortedMap<number, Access>;
  readonly next: number;
  /** The last access that was carried out. */
  readonly last: Access | undefined;
  readonly accepted: number;
  readonly refused: number;
}

export type Resource = Draft<ResourceState>;

export function copyResource(s: ResourceState): ResourceState {
  return {
    config: s.config,
    greatest: s.greatest,
    open: s.open,
    next: s.next,
    last: s.last,
    accepted: s.accepted,
    refused: s.refused,
  };
}
