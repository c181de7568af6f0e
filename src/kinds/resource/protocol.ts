/** What the holder of a lock asks of the resource that the lock protects. */
export interface ResourceAccess {
  readonly type: 'resource-read' | 'resource-write';
  /** Numbers the access at its holder; the answer repeats it. */
  readonly id: number;
  /** The holder's fencing token; absent: it shows none. */
  readonly token: number | undefined;
  /** The czxid of the holder's lock, whether it shows it or not: for the invariant, the resource does not look. */
  readonly turn: number;
}

export interface ResourceReply {
  readonly type: 'resource-done' | 'resource-refused';
  readonly id: number;
}

export const RESOURCE_PORT = 'resource';
