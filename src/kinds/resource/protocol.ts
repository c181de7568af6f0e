/** What the holder of a lock asks of the resource that the lock protects. */
export interface ResourceAccess {
  readonly type: 'resource-read' | 'resource-write';
  /** Numbers the access at its holder; the answer repeats it. */
  readonly id: number;
  /** The holder's fencing token; absent: it shows none. */
  readonly token: number | undefined;
  /**
   * The place of the holder's turn in their order: the czxid of its lock, whether it shows it or not, or without a lock the
   * time at which it began. It is for the invariant; the resource does not look.
   */
  readonly turn: number;
}

export interface ResourceReply {
  readonly type: 'resource-done' | 'resource-refused';
  readonly id: number;
}

export const RESOURCE_PORT = 'resource';
