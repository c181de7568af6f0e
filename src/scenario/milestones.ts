/** Every milestone type of the format (section "Milestones"), those of kinds that are not built yet included. */
export const MILESTONE_TYPES = [
  'node-started', 'node-crashed', 'node-restarted', 'node-paused', 'node-resumed', 'node-unplugged', 'node-plugged',
  'node-isolated', 'node-rejoined', 'link-cut', 'link-healed', 'fault-began', 'fault-ended', 'fault-skipped',
  'health-check-failed', 'marked-down', 'marked-up', 'instance-added', 'instance-removed', 'connection-suspended',
  'connection-restored', 'session-created', 'session-expired', 'session-closed', 'session-moved', 'znode-created',
  'znode-changed', 'znode-deleted', 'watch-fired', 'looking', 'leader-elected', 'leader-stepped-down', 'quorum-lost',
  'quorum-regained', 'primary-elected', 'primary-promoted', 'primary-demoted', 'replica-following', 'log-rewound',
  'write-lost', 'replication-degraded', 'replication-restored', 'stale-read', 'lock-acquired', 'lock-released', 'fencing-rejected', 'job-begun', 'config-applied', 'member-joined',
  'member-left', 'controller-elected', 'partition-leader-elected', 'isr-changed', 'service-degraded',
  'service-recovered', 'first-write-accepted', 'limit-reached', 'invariant-violated',
] as const; // prettier-ignore

/** What a fault of the file does to nodes and links: done to the system, and not by it. */
export const FAULT_MILESTONES: ReadonlySet<string> = new Set([
  'node-crashed', 'node-restarted', 'node-paused', 'node-resumed', 'node-unplugged', 'node-plugged', 'node-isolated',
  'node-rejoined', 'link-cut', 'link-healed', 'fault-began', 'fault-ended', 'instance-added', 'instance-removed',
] satisfies readonly (typeof MILESTONE_TYPES)[number][]); // prettier-ignore
