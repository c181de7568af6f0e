import type { Sentence } from './sentence.ts';

/** What is told of a run: on the screen, in reports and on the command line. */
export const enTelling = {
  joined: (names: readonly string[]) => names.join(' and '),
  list: (names: readonly string[]) =>
    names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`,
  more: (count: number) => `${count} more`,
  /** Milestones by their types. */
  milestones: {
    'node-started': (node) => `${node} started`,
    'node-crashed': (node, _value, reason) =>
      reason === '' ? `${node} crashed` : `${node} was reset: ${reason}`,
    'node-restarted': (node) => `${node} restarted`,
    'node-paused': (node) => `${node} froze`,
    'node-resumed': (node) => `${node} runs again`,
    'node-unplugged': (node) => `${node} lost its power`,
    'node-plugged': (node) => `${node} has power again`,
    'node-isolated': (node) => `${node} lost its network`,
    'node-rejoined': (node) => `${node} is on the network again`,
    'link-cut': (_node, value) => `network cut between ${value('ends')}`,
    'link-healed': (_node, value) => `network healed between ${value('ends')}`,
    'fault-began': (node, value) =>
      value('op') === ''
        ? value('ends') === ''
          ? `${node}: ${value('fault')} began`
          : `network degraded between ${value('ends')}`
        : `${node} is to ${value('op')} ${value('path')}`,
    'fault-ended': (node, value) =>
      value('op') === ''
        ? value('ends') === ''
          ? `${node}: ${value('fault')} ended`
          : `network no longer degraded between ${value('ends')}`
        : `${node} is done with ${value('op')} ${value('path')}`,
    'fault-skipped': (node, value, reason) =>
      value('op') === ''
        ? `${value('fault')} skipped: ${node} has ${reason}`
        : `${node} cannot ${value('op')} ${value('path')}: ${reason}`,
    'health-check-failed': (node, value, reason) =>
      `health check of ${node} by ${value('by')} failed: ${reason}`,
    'marked-down': (node, value) => `${value('by')} marked ${node} down`,
    'marked-up': (node, value) => `${value('by')} marked ${node} up`,
    'instance-added': (node, value) => `${node} was added to ${value('group')}`,
    'instance-removed': (node, value) => `${node} was removed from ${value('group')}`,
    'connection-suspended': (node) => `${node} lost its connection to ZooKeeper`,
    'connection-restored': (node) => `${node} is connected to ZooKeeper again`,
    'session-created': (node) => `${node} opened a session`,
    'session-expired': (node) => `session of ${node} expired`,
    'session-closed': (node) => `${node} closed its session`,
    'session-moved': (node, value) => `session of ${node} moved to ${value('to')}`,
    'znode-created': (node, value) => `${node} created ${value('path')}`,
    'znode-changed': (node, value) => `${node} changed ${value('path')}`,
    'znode-deleted': (node, value, reason) =>
      reason === '' ? `${node} deleted ${value('path')}` : `${value('path')} of ${node} deleted: ${reason}`,
    'watch-fired': (node, value) => `watch of ${node} on ${value('path')} fired: ${value('event')}`,
    looking: (node, _value, reason) => `${node} looks for a leader: ${reason}`,
    'leader-elected': (node, value) => `${node} leads epoch ${value('epoch')}`,
    'leader-stepped-down': (node, _value, reason) => `${node} stepped down: ${reason}`,
    'quorum-lost': (_node, value) => `${value('ensemble')} has no leader`,
    'quorum-regained': (_node, value) => `${value('ensemble')} has a leader again`,
    'primary-elected': (node) => `${node} elected primary`,
    'primary-promoted': (node, value) => `${node} became primary at LSN ${value('lsn')}`,
    'primary-demoted': (node, _value, reason) => `${node} stepped down as primary: ${reason}`,
    'replica-following': (node, value) => `${node} follows ${value('primary')}`,
    'log-rewound': (node, value) =>
      value('lost') === ''
        ? `${node} rewound its log from LSN ${value('from')} to ${value('to')}`
        : `${node} cut ${value('lost')} transactions off its log, back to ${value('to')}`,
    'replication-degraded': (node, _value, reason) => `${node} goes on without its replicas: ${reason}`,
    'replication-restored': (node) => `${node} waits for a replica again`,
    'fencing-rejected': (node, value) => `${value('by')} refused ${node}: its fencing token is too small`,
    'stale-read': (node, value) => `${node} read an old value of ${value('path')}`,
    'write-lost': (_node, value) => `${value('count')} acknowledged writes lost`,
    'lock-acquired': (node, value) =>
      value('shared') === '' ? `${node} holds the lock` : `${node} holds the lock with others`,
    'lock-released': (node, _value, reason) => `${node} gave up the lock: ${reason}`,
    'member-joined': (node) => `${node} joined`,
    'member-left': (node, value, reason) =>
      value('by') === '' ? `${node} left: ${reason}` : `${value('by')} sees that ${node} left`,
    'config-applied': (node, value) => {
      const applied = `${node} applied version ${value('version')}: ${value('value')}`;
      return value('skipped') === '0' ? applied : `${applied}, and never saw ${value('skipped')} before it`;
    },
    'job-begun': (node, value) => `${node} does the job of ${value('path')}`,
    'service-degraded': (node, value) => `${value('of')} of ${node} fail`,
    'service-recovered': (node, value) => `${value('of')} of ${node} succeed again`,
    'first-write-accepted': (node) => `${node} accepted its first write`,
    'limit-reached': (_node, value, reason) => `limit reached: ${value('limit')} ${reason}`,
    'invariant-violated': (_node, value, reason) =>
      value('invariant') === 'no-lost-write'
        ? `no-lost-write violated: ${reason} at this moment`
        : `${value('invariant')} violated: ${reason}`,
  } satisfies Readonly<Record<string, Sentence>>,
  otherMilestone: (node: string, type: string) => `${node}: ${type}`,
  /** Events by what happens; a `since` is a length of time. */
  events: {
    since: (milliseconds: string) => `${milliseconds} ms`,
    message: (node: string, type: string, from: string, since: string) =>
      `${node} receives ${type} from ${from}, ${since} on the way`,
    accepted: (node: string, from: string) => `${from} connects to ${node}`,
    connected: (node: string, to: string) => `${node} is connected to ${to}`,
    closed: (node: string, to: string, reason: string) => `connection of ${node} to ${to} ${reason}`,
    timer: (node: string, name: string, since: string) =>
      `timer ${name} of ${node} fires, set ${since} before`,
    written: (node: string, name: string, since: string) =>
      `${node} has ${name} on disk, ${since} after writing`,
    start: (node: string) => `process of ${node} starts`,
    restart: (node: string) => `process of ${node} starts again`,
    fault: (node: string, name: string) => `fault ${name} at ${node}`,
    command: (node: string, name: string) => `${node} is told to ${name}`,
  },
  /** What a load balancer decided for one request; algorithms and reasons in their own words. */
  balancing: {
    tries: (server: string, why: string) => `tries ${server}: ${why}`,
    retries: (retry: number, server: string, why: string) => `retry ${retry} at ${server}: ${why}`,
    chosen: (algorithm: string, usable: number, all: number) =>
      `${algorithm}, ${usable} of ${all} servers may be used`,
    backups: (algorithm: string, usable: number, all: number) =>
      `${algorithm}, ${usable} of ${all} backups, as no other server may be used`,
    panicking: (algorithm: string, all: number) => `${algorithm}, all ${all} servers whatever their health`,
    waits: (server: string) => `waits for ${server}, which is full`,
    waitsForAny: 'waits for any server: all are full',
    freed: 'it has room again',
    pauses: (trouble: string) => `pauses before a retry: ${trouble}`,
    afterPause: 'the pause is over',
    refused: (server: string) => `${server} refused the connection`,
    closed: (server: string) => `${server} closed the connection`,
    unconnected: (server: string) => `${server} did not accept the connection in time`,
    silent: (server: string) => `${server} did not answer in time`,
    answered: (server: string, status: number) => `${server} answered ${status}`,
    out: (server: string) => `${server} was taken out`,
    passesOn: (server: string, status: number) => `passes on what ${server} answered: ${status}`,
    answers: (status: number, reason: string) =>
      `answers ${status} itself${reason === '' ? '' : `: ${reason}`}`,
    after: (what: string, trouble: string) => `${what}; ${trouble}`,
    abandoned: (server: string) =>
      server === ''
        ? 'goes on though its client gave it up'
        : `leaves it with ${server} though its client gave it up`,
    takenBack: (server: string) =>
      server === ''
        ? 'drops it: its client gave it up'
        : `takes it back from ${server}: its client gave it up`,
    forNobody: (server: string) => `what ${server} answered is for nobody`,
    givesUp: (trouble: string) => `gives it up, nobody waits for it: ${trouble}`,
    lost: 'loses it with its process',
  },
  /** What a fault of the scenario does, without its times. */
  faults: {
    leaderOf: (group: string) => `the leader of ${group}`,
    primaryOf: (group: string) => `the primary of ${group}`,
    crash: (nodes: string) => `crash ${nodes}`,
    restart: (nodes: string) => `restart ${nodes}`,
    pause: (nodes: string) => `pause ${nodes}`,
    resume: (nodes: string) => `resume ${nodes}`,
    unplug: (nodes: string) => `unplug ${nodes}`,
    plug: (nodes: string) => `plug ${nodes}`,
    isolate: (nodes: string) => `isolate ${nodes}`,
    rejoin: (nodes: string) => `rejoin ${nodes}`,
    slow: (nodes: string, factor: string) => `slow ${nodes} by ${factor}`,
    restore: (nodes: string) => `restore ${nodes}`,
    'slow-disk': (nodes: string) => `slow the disk of ${nodes}`,
    'restore-disk': (nodes: string) => `restore the disk of ${nodes}`,
    hang: (nodes: string) => `hang ${nodes}`,
    unhang: (nodes: string) => `unhang ${nodes}`,
    'fail-health': (nodes: string) => `fail health checks of ${nodes}`,
    'pass-health': (nodes: string) => `pass health checks of ${nodes}`,
    'fail-requests': (nodes: string) => `fail requests to ${nodes}`,
    'pass-requests': (nodes: string) => `pass requests to ${nodes}`,
    add: (group: string, count: number) => `add ${count} ${group}`,
    remove: (group: string, count: number) => `remove ${count} ${group}`,
    cutOff: (group: string, count: number) => `cut the power of ${count} ${group}`,
    set: (nodes: string, options: string) => `set ${options} of ${nodes}`,
    znode: {
      set: (path: string, data: string) => `set ${path} to ${data}`,
      create: (path: string, data: string) => (data === '' ? `create ${path}` : `create ${path}: ${data}`),
      delete: (path: string, _data: string) => `delete ${path}`,
    },
    cut: (sides: string) => `cut ${sides}`,
    partition: (sides: string) => `partition ${sides}`,
    degrade: (sides: string, latency: string) => `degrade ${sides} (${latency})`,
    degradeLossy: (sides: string, latency: string, loss: string) =>
      `degrade ${sides} (${latency}, ${loss} lost)`,
    heal: (sides: string) => `heal ${sides}`,
    healAll: 'heal all links',
  },
  /** What a run measured where a scenario expects something. */
  measured: {
    seconds: (seconds: string) => `${seconds} s`,
    percent: (percent: string) => `${percent} %`,
    counted: {
      'lost-writes': (count: number) => `${count} lost`,
      'duplicated-writes': (count: number) => `${count} done more than once`,
      'stale-reads': (count: number) => `${count} stale`,
    },
    judgedUntil: (time: string) => `not violated, but judged only until ${time}`,
    violated: (count: number, first: string) =>
      `violated ${count === 1 ? 'once' : `${count} times`}, first at ${first}`,
    violatedAt: (time: string) => `violated at ${time}`,
    neverViolated: 'never violated',
    noOutage: 'no outage',
    notReached: 'not reached',
    nobody: 'none',
    no: (milestone: string) => `no ${milestone}`,
    at: (time: string) => `at ${time}`,
    happenedAt: (text: string, time: string) => `${text} at ${time}`,
    didNotHappen: 'did not happen',
  },
  /** A step of the story that this run does not show. */
  leftOut: {
    step: (number: number, reason: string) => `step ${number} of the story is left out: ${reason}`,
    titledStep: (number: number, title: string, reason: string) =>
      `step ${number} of the story (${title}) is left out: ${reason}`,
    tooEarly: 'the run ends before it',
    noMilestone: (milestone: string) => `no ${milestone} comes after the step before it`,
    noMilestoneOf: (milestone: string, nodes: readonly string[]) =>
      `no ${milestone} of ${nodes.join(' or ')} comes after the step before it`,
  },
  bug: (message: string, us: number, event: number, seed: number) =>
    `Ensemble has a bug: ${message} (at ${us} µs, event ${event}, seed ${seed}).`,
} as const;
