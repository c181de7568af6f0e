import type { MilestoneValue } from '../kernel/kind.ts';

interface Told {
  readonly type: string;
  readonly node: string;
  readonly reason: string;
  readonly data: Readonly<Record<string, MilestoneValue>>;
}

type Sentence = (node: string, data: Readonly<Record<string, MilestoneValue>>, reason: string) => string;

const text = (value: MilestoneValue | undefined): string =>
  value === undefined ? '' : typeof value === 'object' ? value.join(' and ') : String(value);

const SENTENCES: Readonly<Record<string, Sentence>> = {
  'node-started': (node) => `${node} started`,
  'node-crashed': (node) => `${node} crashed`,
  'node-restarted': (node) => `${node} restarted`,
  'node-paused': (node) => `${node} froze`,
  'node-resumed': (node) => `${node} runs again`,
  'node-unplugged': (node) => `${node} lost its power`,
  'node-plugged': (node) => `${node} has power again`,
  'node-isolated': (node) => `${node} lost its network`,
  'node-rejoined': (node) => `${node} is on the network again`,
  'link-cut': (_node, data) => `network cut between ${text(data.ends)}`,
  'link-healed': (_node, data) => `network healed between ${text(data.ends)}`,
  'fault-began': (node, data) => `${node}: ${text(data.fault)} began`,
  'fault-ended': (node, data) => `${node}: ${text(data.fault)} ended`,
  'fault-skipped': (node, data, reason) => `${text(data.fault)} skipped: ${node} has ${reason}`,
  'health-check-failed': (node, data, reason) =>
    `health check of ${node} by ${text(data.by)} failed: ${reason}`,
  'marked-down': (node, data) => `${text(data.by)} marked ${node} down`,
  'marked-up': (node, data) => `${text(data.by)} marked ${node} up`,
  'connection-suspended': (node) => `${node} lost its connection to ZooKeeper`,
  'connection-restored': (node) => `${node} is connected to ZooKeeper again`,
  'session-created': (node) => `${node} opened a session`,
  'session-expired': (node) => `session of ${node} expired`,
  'session-closed': (node) => `${node} closed its session`,
  'session-moved': (node, data) => `session of ${node} moved to ${text(data.to)}`,
  'znode-created': (node, data) => `${node} created ${text(data.path)}`,
  'znode-changed': (node, data) => `${node} changed ${text(data.path)}`,
  'znode-deleted': (node, data, reason) =>
    reason === '' ? `${node} deleted ${text(data.path)}` : `${text(data.path)} of ${node} deleted: ${reason}`,
  'watch-fired': (node, data) => `watch of ${node} on ${text(data.path)} fired: ${text(data.event)}`,
  looking: (node, _data, reason) => `${node} looks for a leader: ${reason}`,
  'leader-elected': (node, data) => `${node} leads epoch ${text(data.epoch)}`,
  'leader-stepped-down': (node, _data, reason) => `${node} stepped down: ${reason}`,
  'quorum-lost': (_node, data) => `${text(data.ensemble)} has no leader`,
  'quorum-regained': (_node, data) => `${text(data.ensemble)} has a leader again`,
  'primary-elected': (node) => `${node} elected primary`,
  'primary-promoted': (node, data) => `${node} became primary at LSN ${text(data.lsn)}`,
  'primary-demoted': (node, _data, reason) => `${node} stepped down as primary: ${reason}`,
  'replica-following': (node, data) => `${node} follows ${text(data.primary)}`,
  'log-rewound': (node, data) => `${node} rewound its log from LSN ${text(data.from)} to ${text(data.to)}`,
  'write-lost': (_node, data) => `${text(data.count)} acknowledged writes lost`,
  'service-degraded': (node, data) => `${text(data.of)} of ${node} fail`,
  'service-recovered': (node, data) => `${text(data.of)} of ${node} succeed again`,
  'first-write-accepted': (node) => `${node} accepted its first write`,
  'limit-reached': (_node, data, reason) => `limit reached: ${text(data.limit)} ${reason}`,
  'invariant-violated': (_node, data, reason) => `${text(data.invariant)} violated: ${reason}`,
};

/** A milestone in one line, such as "db-2 became primary at LSN 1042". */
export function milestoneText(milestone: Told): string {
  const sentence = SENTENCES[milestone.type];
  return (
    sentence?.(milestone.node, milestone.data, milestone.reason) ?? `${milestone.node}: ${milestone.type}`
  );
}
