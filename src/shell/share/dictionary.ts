/**
 * What the bodies of links are likely to repeat, what is likeliest last. It belongs to its version for ever: links that were sent
 * are read with it, letter for letter (a test holds its hash). Better words are a new version.
 */
const FILE = `ensemble: 1
title: The
summary: The
chapter: load-balancing
chapter: service-discovery
chapter: leader-election
chapter: locks
chapter: configuration
chapter: membership
chapter: interview
chapter: whole-system
level: deep
level: working
level: starter
seed: 1
duration: 30s
duration: 60s

nodes:
  lock: { kind: lock-user, count: 3, through: zk, path: /lock, resource: ledger, sessionTimeout: 6s, hold: 2s }
  ops: { kind: operator, through: zk }
  writer: { kind: zookeeper-client, through: zk, servers: [zk-1, zk-2], workload: write, rate: 2/s, path: /counter }
  cache: { kind: cache, count: 3, register: { in: /services/cache, through: zk } }
  worker: { kind: worker, count: 3, targets: { discover: /services/api, through: zk }, rate: 5/s, timeout: 500ms }
  api: { kind: api-server, count: 3, concurrency: 4, queue: 100, serviceTime: 50ms, warmUp: 10s, health: { deep: database } }
  users: { kind: client, target: lb, rate: 60/s, writes: 50%, timeout: 2s, retries: 3 }
  lb: { kind: load-balancer, targets: [api], algorithm: least-connections }
  users: { kind: client, target: lb-1, rate: 90/s, writes: 20%, timeout: 2s }
  lb-1:
    kind: load-balancer
    targets: [api]
    algorithm: round-robin
    check: { path: /health, interval: 2s, timeout: 1s, fall: 3, rise: 2 }
  api: { kind: api-server, count: 3, database: db, register: { in: /services/api, through: zk } }
  zk: { kind: zookeeper, count: 3, tickTime: 2s }
  db:
    kind: database
    count: 3
    replication: synchronous
    replication: asynchronous
    election: { through: zk, recipe: queue, sessionTimeout: 8s }
    fencing: token
    fencing: session

zones:
  east: [lb-1, api-1, zk-1]
  west: [api-2, zk-2, db-2]

network:
  default: { latency: 500us, jitter: 100us }
  links:
    - { between: [east, west], latency: 35ms, jitter: 2ms }

faults:
  - { at: 40s, pause: api-2, for: 5s }
  - { at: 12s, crash: db-1 }
  - { at: 30s, restart: db-1 }

story:
  - { at: 0s, title: Three databases, say: "The " }
  - on: { milestone: node-crashed, of: db-1 }
    title: db-1 is gone
    say: "**db-1** is the "
    ask:
      question: Who becomes primary?
      choices:
        - { choice: db-1, say: when it restarts }
        - { choice: db-2, say: lowest number }
      answer: { primary: db, after: { milestone: primary-elected } }
      because: "The order of the "
  - on: { milestone: session-expired, of: db-1 }
  - on: { milestone: marked-down, of: api-1 }
  - on: { milestone: leader-elected }
  - on: { milestone: primary-elected }
    title: The
    say: "The "

expect:
  - { invariant: one-leader-an-epoch }
  - { invariant: one-primary }
  - { lost-writes: 0 }
  - { primary: db, is: db-2, by: 25s }
  - { milestone: session-expired, of: db-1, between: [17s, 24s] }
  - { never: { milestone: leader-elected, between: [5s, 60s] } }
  - { availability: users, at-least: 90% }
  - { downtime: { of: writes, at-most: 12s } }
`;

const SLUGS = [
  'the-paused-primary-fenced two-rooms-two-primaries minority-partition leader-crash quorum-lost retry-storm',
  'the-detection-window flapping draining plain-web-app who-is-the-primary',
];

const EDITS = [
  '"options":{"users.rate":"90/s","users.writes":"20%","users.timeout":"2s","users.retries":3,"zk.tickTime":"2s",',
  '"api.serviceTime":"5ms","api.concurrency":4,"lb-1.algorithm":"round-robin","lb-1.check.interval":"2s",',
  '"lb-1.check.fall":3,"db.replication":"synchronous","db.fencing":"token","db.election.sessionTimeout":"8s"},',
  '{"at":"10s","add":{"group":"api","count":2}},{"at":"10s","remove":{"group":"api","count":1,"abrupt":true}},',
  '{"at":"10s","set":{"node":"users","rate":"500/s"},"for":"10s"},',
  '{"at":"10s","zookeeper":{"through":"zk","set":"/config/limit","data":"5"}},',
  '{"at":"10s","degrade":{"between":["east","west"],"latency":"200ms","jitter":"0us","loss":"5%"}},',
  '{"at":"10s","partition":[["zk-1","zk-2"],["zk-3"]]},{"at":"10s","heal":"all"},{"at":"10s","heal":["lb-1","api-1"]},',
  '{"at":"10s","cut":{"from":"db-1","to":"zk-1"}},{"at":"10s","cut":["api-2","db-1"]},',
  '{"at":"10s","fail-health":"api-1"},{"at":"10s","pass-health":"api-1"},{"at":"10s","fail-requests":"api-1"},',
  '{"at":"10s","pass-requests":"api-1"},{"at":"10s","hang":"api-1"},{"at":"10s","unhang":"api-1"},',
  '{"at":"10s","slow-disk":{"node":"zk-1","by":"10x"}},{"at":"10s","restore-disk":"zk-1"},',
  '{"at":"10s","slow":{"node":"api-2","by":"10x"}},{"at":"10s","restore":"api-2"},',
  '{"at":"10s","unplug":"db-2"},{"at":"10s","plug":"db-2"},{"at":"10s","isolate":"zk-2"},{"at":"10s","rejoin":"zk-2"},',
  '{"at":"10s","pause":"db-3"},{"at":"10s","resume":"db-3"},{"at":"10s","pause":"api-3","for":"5s"},',
  '{"at":"10s","crash":{"leader":"zk"}},{"at":"10s","crash":{"primary":"db"}},{"at":"10s","restart":"zk-3"},',
];

const FRAME =
  '{"f":"scenario.yaml","x":"ensemble: 1\\ntitle: {"s":"who-is-the-primary","h":"1","e":{"seed":43,"faults":[' +
  '{"at":"12s","crash":"db-1"},{"at":"30s","restart":"db-1"},{"at":"20.5s","crash":"zk-1"}]},"t":20000000,"n":"db-2","d":"0","m":"4"}';

/** Of version 2. */
export const DICTIONARY_2 = [...SLUGS, JSON.stringify(FILE), ...EDITS, FRAME].join('');
