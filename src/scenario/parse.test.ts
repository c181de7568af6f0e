import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { KIND_TABLES, parsed, problemsOf, SYSTEM, warningsOf } from '../testing/scenario-fixtures.ts';
import { parseScenario } from './parse.ts';
import { scenarioSchema } from './schema.ts';
import { parse } from 'yaml';

/** The example of the format page, less what is not built yet. */
const EXAMPLE = `ensemble: 1                       # format version
title: Who is the primary?
summary: The primary database dies. Who notices, who decides, and how long does it take?
chapter: leader-election
level: starter
seed: 42
duration: 60s

nodes:
  users: { kind: client, target: lb-1, rate: 90/s, writes: 20%, timeout: 2s, retries: 0 }
  lb-1:
    kind: load-balancer
    targets: [api]
    algorithm: round-robin
    check: { path: /health, interval: 2s, timeout: 1s, fall: 3, rise: 2 }
  api: { kind: api-server, count: 3, database: db, register: { in: /services/api, through: zk } }
  zk:  { kind: zookeeper, count: 3, tickTime: 2s }
  db:
    kind: database
    count: 3
    replication: asynchronous
    election: { through: zk, recipe: queue, sessionTimeout: 8s }
    fencing: session

zones:
  east: [lb-1, api-1, zk-1]
  west: [zk-2]

network:
  default: { latency: 500us, jitter: 100us }
  links:
    - { between: [east, west], latency: 35ms, jitter: 2ms }

faults:
  - { at: 12s, crash: db-1 }
  - { at: 30s, restart: db-1 }
  - { at: 40s, pause: api-2, for: 5s }
  - { at: 45s, crash: { leader: zk } }

story:
  - { at: 0s, title: Three databases, say: "Three databases, one primary." }
  - on: { milestone: node-crashed, of: db-1 }
    say: "**db-1** is gone, but nobody knows yet."
    ask: { question: "Who becomes primary?", choices: { nodes: db }, answer: { primary: db, after: { milestone: primary-elected } } }
  - on: { milestone: primary-elected }
    say: "It held the lowest number in the queue."

expect:
  - { invariant: one-primary }
  - { lost-writes: 0 }
  - { primary: db, is: db-2, by: 25s }
  - { milestone: session-expired, of: db-1, between: [17s, 24s] }
  - { never: { milestone: leader-elected, between: [20s, 44s] } }
  - { availability: users, at-least: 90% }
  - { downtime: { of: writes, at-most: 12s } }
`;

function nodesOf(yaml: string) {
  return parsed(`ensemble: 1\ntitle: x\nnodes:\n${yaml}`).scenario.nodes;
}

describe('the example of the format page', () => {
  const { scenario, warnings } = parsed(EXAMPLE);

  it('is read without a warning', () => {
    expect(warnings).toEqual([]);
    expect(scenario).toMatchObject({
      ensemble: 1,
      title: 'Who is the primary?',
      chapter: 'leader-election',
      level: 'starter',
      seed: 42,
      duration: 60_000_000,
    });
  });

  it('expands groups in file order', () => {
    expect(scenario.nodes.map((node) => node.name).join(' ')).toBe(
      'users lb-1 api-1 api-2 api-3 zk-1 zk-2 zk-3 db-1 db-2 db-3',
    );
    expect(scenario.groups).toEqual([
      { name: 'api', kind: 'api-server', members: ['api-1', 'api-2', 'api-3'] },
      { name: 'zk', kind: 'zookeeper', members: ['zk-1', 'zk-2', 'zk-3'] },
      { name: 'db', kind: 'database', members: ['db-1', 'db-2', 'db-3'] },
    ]);
  });

  it('reads options in base units, with the defaults filled in', () => {
    expect(scenario.nodes[0]).toEqual({
      name: 'users',
      kind: 'client',
      group: undefined,
      index: 1,
      zone: undefined,
      start: 4_000_000,
      options: {
        target: 'lb-1',
        rate: 90,
        writes: 0.2,
        timeout: 2_000_000,
        retries: 0,
        backoff: undefined,
        retryBudget: undefined,
        sources: 1,
        paths: 1,
        idempotencyKeys: false,
      },
    });
    expect(scenario.nodes[9]).toMatchObject({
      name: 'db-2',
      group: 'db',
      index: 2,
      start: 2_100_000,
      options: { election: { through: 'zk', recipe: 'queue', sessionTimeout: 8_000_000 }, promotion: 20_000 },
    });
  });

  it('reads zones and the network between them', () => {
    expect(scenario.zones).toEqual([
      { name: 'east', members: ['lb-1', 'api-1', 'zk-1'] },
      { name: 'west', members: ['zk-2'] },
    ]);
    expect(scenario.network).toEqual({
      default: { latency: 500, jitter: 100 },
      links: [{ between: [['lb-1', 'api-1', 'zk-1'], ['zk-2']], latency: 35_000, jitter: 2_000 }],
    });
  });

  it('reads faults, story and expectations', () => {
    expect(scenario.faults).toEqual([
      { at: 12_000_000, verb: 'crash', target: { nodes: ['db-1'] } },
      { at: 30_000_000, verb: 'restart', target: { nodes: ['db-1'] } },
      { at: 40_000_000, for: 5_000_000, verb: 'pause', target: { nodes: ['api-2'] } },
      { at: 45_000_000, verb: 'crash', target: { leader: 'zk' } },
    ]);
    expect(scenario.story).toHaveLength(3);
    expect(scenario.expect).toHaveLength(7);
  });

  it('survives structured cloning', () => {
    expect(structuredClone(scenario)).toEqual(scenario);
  });

  it('has the shape of the schema', () => {
    expect(scenarioSchema(KIND_TABLES).safeParse(parse(EXAMPLE)).error).toBeUndefined();
  });
});

describe('defaults', () => {
  it('are those of the format', () => {
    const { scenario } = parsed('ensemble: 1\ntitle: x\nnodes: { api: { kind: api-server } }');
    expect(scenario).toMatchObject({
      summary: '',
      chapter: '',
      level: 'starter',
      seed: 1,
      duration: 60_000_000,
      zones: [],
      groups: [],
      network: { default: { latency: 500, jitter: 100 }, links: [] },
      faults: [],
      story: [],
      expect: [],
    });
    expect(scenario.nodes[0]?.options).toEqual({
      database: undefined,
      retryWrites: 0,
      readsFrom: 'all',
      register: undefined,
      serviceTime: 5_000,
      concurrency: undefined,
      queue: undefined,
      health: { deep: undefined, timeout: 1_000_000, throughQueue: true },
      warmUp: 0,
      coldBy: 5,
      sessionTimeout: 10_000_000,
    });
  });

  it('are those of the alternative that was written', () => {
    const serviceTime = (text: string) =>
      nodesOf(`  api: { kind: api-server, serviceTime: ${text} }`)[0]?.options.serviceTime;
    expect(serviceTime('7ms')).toBe(7_000);
    expect(serviceTime('{ median: 30ms, p99: 200ms }')).toEqual({ median: 30_000, p99: 200_000 });
    expect(serviceTime('{ mean: 20ms }')).toEqual({ mean: 20_000, distribution: 'exponential' });
  });

  it('fill in the fields of a record that is left out or begun', () => {
    const health = { timeout: 1_000_000, throughQueue: true };
    const healthOf = (options: string) => nodesOf(`  api: { kind: api-server${options} }`)[0]?.options.health;
    expect(healthOf('')).toMatchObject(health);
    expect(healthOf(', health: { timeout: 5s }')).toMatchObject({ ...health, timeout: 5_000_000 });
  });

  it('leave optional fields as unsaid as they are, whatever their default', () => {
    const api = '  api: { kind: api-server, count: 2 }\n';
    const lb = nodesOf(`${api}  lb: { kind: load-balancer, targets: api, check: { fall: 5 } }`)[2];
    expect(lb?.options).toMatchObject({ targets: ['api'], check: { fall: 5, rise: undefined } });
  });

  it('take the quality of the network for what a link does not say', () => {
    const { network } = parsed(
      SYSTEM.replace('jitter: 2ms', '').replace('links:', 'default: { latency: 1ms }, links:'),
    ).scenario;
    expect(network.default).toEqual({ latency: 1_000, jitter: 100 });
    expect(network.links[0]).toMatchObject({ latency: 35_000, jitter: 100 });
  });
});

describe('start times', () => {
  it('are 0 s for ZooKeeper, 2 s onwards for the rest, 4 s for clients', () => {
    const nodes = parsed(SYSTEM).scenario.nodes.map(({ name, start }) => `${name} ${start / 1_000_000}`);
    expect(nodes).toEqual([
      'users 4', 'lb-1 2', 'api-1 2', 'api-2 2.1', 'api-3 2.2', 'zk-1 0', 'zk-2 0', 'zk-3 0', 'db-1 2', 'db-2 2.1',
      'db-3 2.2',
    ]); // prettier-ignore
  });

  it('stand closer together in a large group: all within a second', () => {
    const starts = nodesOf('  api: { kind: api-server, count: 30 }').map((node) => node.start);
    expect(starts.slice(0, 3)).toEqual([2_000_000, 2_033_333, 2_066_666]);
    expect(starts.at(-1)).toBe(2_966_666);
  });

  it('can be set for a node or a group', () => {
    const starts = nodesOf(`
  api: { kind: api-server, count: 2, start: 7s }
  zk: { kind: zookeeper, count: 2, start: 1s }
  users: { kind: client, target: api, count: 2, start: 0s }
  web: { kind: api-server, start: 500ms }`).map((node) => node.start);
    expect(starts).toEqual([7_000_000, 7_100_000, 1_000_000, 1_000_000, 0, 0, 500_000]);
  });
});

describe('names', () => {
  it('make a group of one with count: 1, and a node without', () => {
    const nodes = nodesOf('  db: { kind: database, count: 1 }\n  api: { kind: api-server }');
    expect(nodes.map(({ name, group, index }) => [name, group, index])).toEqual([
      ['db-1', 'db', 1],
      ['api', undefined, 1],
    ]);
  });

  it('can be ranges wherever nodes stand', () => {
    const { scenario } = parsed(`ensemble: 1
title: x
nodes:
  api: { kind: api-server, count: 50 }
  lb: { kind: load-balancer, targets: [ "api-[1..2]", api-9 ] }
zones:
  east: "api-[1..3]"
faults:
  - at: 1s
    crash: api-[49..50]
  - at: 2s
    cut: ["api-[1..2]", ["api-[4..5]", api-5, api-7]]
expect:
  - { never: { milestone: node-crashed, of: "api-[1..2]" } }
`);
    expect(scenario.zones[0]?.members).toEqual(['api-1', 'api-2', 'api-3']);
    expect(scenario.nodes.at(-1)?.options.targets).toEqual(['api-1', 'api-2', 'api-9']);
    expect(scenario.faults[0]).toMatchObject({ target: { nodes: ['api-49', 'api-50'] } });
    expect(scenario.faults[1]).toMatchObject({ from: ['api-1', 'api-2'], to: ['api-4', 'api-5', 'api-7'] });
    expect(scenario.expect[0]).toMatchObject({ pattern: { of: ['api-1', 'api-2'] } });
  });

  it('of zones can be given on nodes and groups too', () => {
    const { scenario, warnings } = parsed(`ensemble: 1
title: x
nodes:
  api: { kind: api-server, count: 2, zone: west }
  web: { kind: api-server, zone: east }
  db: { kind: database }
zones:
  east: [db]
`);
    expect(scenario.zones).toEqual([
      { name: 'east', members: ['web', 'db'] },
      { name: 'west', members: ['api-1', 'api-2'] },
    ]);
    expect(scenario.nodes.map((node) => node.zone)).toEqual(['west', 'west', 'east', 'east']);
    expect(warnings).toEqual([]);
  });
});

/** Each line replaces or adds to the system of the fixtures; the problem is at `line:column`. */
const NODE = (text: string): string =>
  `ensemble: 1\ntitle: x\nnodes:\n  zk: { kind: zookeeper, count: 3 }\n${text}\n`;

describe('problems are told with their position', () => {
  it.each([
    [
      'title: x\nnodes: { a: { kind: zookeeper } }',
      '1:1 the file does not say ensemble: 1, the version of its format',
    ],
    ['ensemble: 2\nanything: x', '1:11 the file is of format version 2; this Ensemble reads version 1'],
    [
      'ensemble: one\ntitle: x\nnodes: { a: { kind: zookeeper } }',
      '1:11 ensemble is the version of the format, 1, not one',
    ],
    ['ensemble: 1\nnodes: { a: { kind: zookeeper } }', '1:1 a scenario needs a title'],
    ['ensemble: 1\ntitle: x', '1:1 a scenario needs nodes'],
    ['ensemble: 1\ntitle: x\nnodes: {}', '3:8 a scenario needs at least one node'],
    ['ensemble: 1\ntitle: x\nnodes:', '3:7 nodes is written as { key: value }, not as nothing'],
    ['- a', '1:1 a scenario file is a record that begins with ensemble: 1'],
    ['hello', '1:1 a scenario file is a record that begins with ensemble: 1'],
    [`${SYSTEM}fault: []`, '14:1 fault is not a key of a scenario; did you mean faults?'],
    [`${SYSTEM}seed: -1`, '14:7 seed must be from 0 to 4294967295, not -1'],
    [`${SYSTEM}seed: 4294967296`, '14:7 seed must be from 0 to 4294967295, not 4294967296'],
    [`${SYSTEM}seed: 1.5`, '14:7 seed is a whole number, not 1.5'],
    [`${SYSTEM}seed: "1"`, '14:7 seed is a whole number, not 1'],
    [`${SYSTEM}level: easy`, '14:8 easy is not a value of level; there are starter, working and deep'],
    [`${SYSTEM}duration: 60`, '14:11 duration: 60 has no unit; a duration is written like 60s'],
    [`${SYSTEM}duration: 61m`, '14:11 duration: 61m is longer than a run may be (1h)'],
    [`${SYSTEM}duration: 0s`, '14:11 duration must be longer than 0s'],
    [`${SYSTEM}summary: 12`, '14:10 summary is a text; put it in quotes: "12"'],
    [`${SYSTEM}chapter:`, '14:9 chapter is a text, not nothing'],
    [`${SYSTEM}faults: {}`, '14:9 faults is a list, not a record'],
    [`${SYSTEM}expect: none`, '14:9 expect is a list, not none'],
  ])('in the file: %#', (text, problem) => {
    expect(problemsOf(text)).toEqual([problem]);
  });

  it.each([
    ['  a: { kind: zookeper }', '5:14 zookeper is not a kind; did you mean zookeeper?'],
    ['  a: { kind: worker }', '5:14 kind worker is part of the format but not built yet'],
    [
      '  a: { kind: kafka-broker, brokers: 3 }',
      '5:14 kind kafka-broker is part of the format but not built yet',
    ],
    ['  a: { kind: [x] }', '5:14 kind is the name of a kind, such as api-server'],
    ['  a: { count: 2 }', '5:3 a needs a kind'],
    ['  a: 5', '5:6 a is written as { key: value }, not as 5'],
    ['  A: { kind: api-server }', '5:3 A cannot be a name (small letters, digits and -, at most 40)'],
    ['  1a: { kind: api-server }', '5:3 1a cannot be a name (small letters, digits and -, at most 40)'],
    [
      `  ${'a'.repeat(41)}: { kind: api-server }`,
      `5:3 ${'a'.repeat(41)} cannot be a name (small letters, digits and -, at most 40)`,
    ],
    [
      '  api-[1..3]: { kind: api-server }',
      '5:3 api-[1..3] cannot be a name (use count for several instances)',
    ],
    ['  a: { kind: api-server, count: 0 }', '5:33 count must be from 1 to 1000, not 0'],
    ['  a: { kind: api-server, count: two }', '5:33 count is a whole number, not two'],
    ['  zk: { kind: api-server }', '5:3 zk is given twice'],
    ['  zk-2: { kind: api-server }', '5:3 zk-2 is a name twice: it is already an instance of group zk'],
    [
      '  a-1: { kind: api-server }\n  a: { kind: api-server, count: 1 }',
      '6:3 a-1 of group a is a name twice: it is already a node',
    ],
    [
      '  a: { kind: api-server, rat: 5/s }',
      '5:26 rat is not a key of kind api-server; there are kind, count, zone, start, database, retryWrites, readsFrom, resource, register, serviceTime, concurrency, queue, health, warmUp, coldBy, sessionTimeout and config',
    ],
    [
      '  a: { kind: api-server, servicetime: 5ms }',
      '5:26 servicetime is not a key of kind api-server; did you mean serviceTime?',
    ],
    [
      '  a: { kind: api-server, serviceTime: 5 }',
      '5:39 serviceTime: 5 has no unit; a duration is written like 5s',
    ],
    ['  a: { kind: api-server, serviceTime: -5ms }', '5:39 serviceTime: -5ms is negative'],
    [
      '  a: { kind: api-server, serviceTime: [5ms] }',
      '5:39 serviceTime is a quantity with its unit, not a list',
    ],
    ['  a: { kind: api-server, start: 61s }', '5:33 start: 61s is after the end of the run (duration 60s)'],
    ['  a: { kind: api-server, register: { in: /a } }', '5:36 register needs through'],
    [
      '  a: { kind: api-server, register: { in: /a, trough: zk, through: zk } }',
      '5:46 trough is not a key of register; did you mean through?',
    ],
    [
      '  a: { kind: api-server, register: { in: 5, through: zk } }',
      '5:42 in is a text; put it in quotes: "5"',
    ],
    ['  a: { kind: api-server, database: zk }', '5:36 zk is of kind zookeeper; database takes database'],
    [
      '  a: { kind: api-server, database: dbb }\n  db: { kind: database }',
      '5:36 dbb is not a node; did you mean db?',
    ],
    ['  a: { kind: client }', '5:3 kind client needs target'],
    [
      '  a: { kind: client, target: zk }',
      '5:30 zk is of kind zookeeper; target takes load-balancer, api-server or service',
    ],
    [
      '  b: { kind: api-server, count: 2 }\n  a: { kind: client, target: "b-[1..2]" }',
      '6:30 target takes one node or group, not the range b-[1..2]',
    ],
    [
      '  b: { kind: api-server }\n  a: { kind: client, target: b, writes: 120% }',
      '6:41 writes: 120% is more than 100%',
    ],
    [
      '  b: { kind: api-server }\n  a: { kind: client, target: b, retries: 1.5 }',
      '6:42 retries is a whole number, not 1.5',
    ],
    [
      '  b: { kind: api-server }\n  a: { kind: client, target: b, rate: 10rps }',
      '6:39 rate: 10rps is not a rate (its unit is /s); did you mean 10/s?',
    ],
    [
      '  b: { kind: api-server }\n  a: { kind: client, count: 3, target: b, rate: 7000/s }',
      '6:49 the clients send more than 20000/s in all',
    ],
    ['  a: { kind: load-balancer, targets: [] }', '5:38 targets is empty'],
    [
      '  a: { kind: client, target: { discover: /a, through: zk } }',
      '5:30 target is the name of a node or group, not a record',
    ],
    ['  a: { kind: load-balancer, targets: [a] }', '5:38 a forwards to itself'],
    [
      '  b: { kind: load-balancer, targets: [a] }\n  a: { kind: load-balancer, targets: [b] }',
      '5:38 b forwards to itself',
    ],
    [
      '  b: { kind: api-server }\n  a: { kind: load-balancer, targets: [b], algorithm: roundrobin }',
      '6:54 roundrobin is not a value of algorithm; did you mean round-robin?',
    ],
    ['  a: { kind: database, election: { recipe: queue } }', '5:34 election needs through'],
    [
      '  a: { kind: database, election: { through: zk, recipe: raft } }',
      '5:57 raft is not a value of recipe; there are queue, naive, patroni and none',
    ],
    ['  a: { kind: zookeeper, tickTime: 1us }', '5:35 tickTime must be at least 1ms, not 1us'],
    ['  a: { kind: api-server, count: 998 }', '5:3 more than 1000 nodes'],
  ])('in a node: %s', (text, problem) => {
    expect(problemsOf(NODE(text))).toEqual([problem]);
  });

  it.each([
    ['zones: { zk: [zk-1] }', '5:10 zk is a name twice: it is already a group'],
    ['zones: { a: [zk-1], b: [zk-2, zk] }', '5:24 zk-1 is in two zones, a and b'],
    ['zones: { a: [zk-4] }', '5:14 zk-4 is not a node; did you mean zk-3?'],
    ['zones: { a: [zk-1], b: [a] }', '5:25 a is not a node; there are zk-1, zk-2, zk-3 and zk'],
    [
      'zones: { a: [zk-1] }\nnetwork: { links: [{ between: [a, bb], latency: 1s }] }',
      '6:35 bb is not a node or zone; there are zk-1, zk-2, zk-3, zk and a',
    ],
    [
      'zones: { east: [zk-1] }\nnetwork: { links: [{ between: [esat, zk-2], latency: 1s }] }',
      '6:32 esat is not a node or zone; did you mean east?',
    ],
    [
      'network: { links: [{ between: [zk-1], latency: 1s }] }',
      '5:31 between takes two ends, such as [api-1, db-1], not a list',
    ],
    ['network: { links: [{ latency: 1s }] }', '5:20 a link needs between'],
    ['network: { latency: 1s }', '5:12 latency is not a key of network; there are default and links'],
    ['network: { default: { latency: fast } }', '5:32 latency: fast is not a duration, such as 2s'],
  ])('in zones and the network: %s', (text, problem) => {
    expect(problemsOf(NODE(text))).toEqual([problem]);
  });

  it('all at once, in the order of the file', () => {
    const text = `${SYSTEM.replace('rate: 90/s', 'rate: 90').replace('targets: [api]', 'targets: [apy]')}seed: x\n`;
    expect(problemsOf(text)).toEqual([
      '4:46 rate: 90 has no unit; a rate is written like 90/s',
      '5:42 apy is not a node; did you mean api?',
      '14:7 seed is a whole number, not x',
    ]);
  });

  it('with the file and what to write instead, for editors', () => {
    const result = parseScenario(`${SYSTEM}faults: [{ at: 1s, crash: api-9 }]`, KIND_TABLES, 'a.yaml');
    expect(result).toEqual({
      ok: false,
      error: [
        {
          message: 'api-9 is not a node; did you mean api-3?',
          line: 14,
          column: 27,
          hint: 'api-3',
          file: 'a.yaml',
        },
      ],
    });
  });
});

describe('warnings', () => {
  it('name the session timeout that is really used', () => {
    expect(warningsOf(SYSTEM.replace('sessionTimeout: 8s', 'sessionTimeout: 1s'))).toEqual([
      '11:46 db asks for a session timeout of 1s; zk allows 4s to 40s (2 to 20 ticks of 2s), so it uses 4s',
    ]);
    expect(warningsOf(SYSTEM.replace('zookeeper, count: 3', 'zookeeper, count: 3, tickTime: 100ms'))).toEqual(
      [
        '6:92 api asks for a session timeout of 10s; zk allows 200ms to 2s (2 to 20 ticks of 100ms), so it uses 2s',
        '11:46 db asks for a session timeout of 8s; zk allows 200ms to 2s (2 to 20 ticks of 100ms), so it uses 2s',
      ],
    );
    expect(parsed(SYSTEM.replace('8s', '1s')).scenario.nodes.at(-1)?.options.election).toMatchObject({
      sessionTimeout: 1_000_000,
    });
  });

  describe('of checks that Envoy hardly makes', () => {
    const withBalancer = (text: string, header = '') =>
      warningsOf(
        SYSTEM.replace('targets: [api] }', `targets: [api], ${text} }`).replace(
          'title: A test',
          `title: A test${header}`,
        ),
      );
    const wait = 'lb-1 begins its checks before requests come; Envoy then waits noTrafficInterval';

    it('stand where the wait or the preset does', () => {
      expect(withBalancer('preset: envoy, check: { interval: 1s }')).toEqual([
        `5:56 ${wait} (60s) for the next one, not before the end; noTrafficInterval: 1s keeps them regular`,
      ]);
      expect(withBalancer('preset: envoy, check: { noTrafficInterval: 45s }')).toEqual([
        `5:91 ${wait} (45s) for the next one, not before 47s; noTrafficInterval: 2s keeps them regular`,
      ]);
    });

    it.each([
      ['preset: haproxy', ''],
      ['preset: envoy, check: { type: none }', ''],
      ['preset: envoy, check: { noTrafficInterval: 2s }', ''],
      ['preset: envoy, check: { interval: 20s }', ''],
      ['preset: envoy, start: 5s', ''],
      ['preset: envoy', '\nduration: 10m'],
    ])('not with %s%s', (text, header) => {
      expect(withBalancer(text, header)).toEqual([]);
    });
  });

  it('ask about a zone that is nearly a listed one', () => {
    expect(
      warningsOf(
        SYSTEM.replace('zookeeper, count: 3', 'zookeeper, count: 3').replace(
          'target: lb-1,',
          'target: lb-1, zone: esat,',
        ),
      ),
    ).toEqual(['4:46 zone esat is not listed under zones; did you mean east?']);
  });
});

describe('whatever the text', () => {
  const sound = (text: string): void => {
    const result = parseScenario(text, KIND_TABLES);
    if (result.ok) return;
    expect(result.error.length).toBeGreaterThan(0);
    for (const { line, column, message } of result.error) {
      expect(line).toBeGreaterThanOrEqual(1);
      expect(column).toBeGreaterThanOrEqual(1);
      expect(message).not.toBe('');
    }
  };

  it('nothing is thrown: random texts', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), sound));
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'ab1:-[]{},"\'#&*!|>%@`? \n\t'.split('')) }), sound),
      {
        numRuns: 500,
      },
    );
  });

  it('nothing is thrown: random bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => sound(new TextDecoder().decode(bytes))),
    );
  });

  it('nothing is thrown: valid files with pieces cut, doubled, or replaced', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        'null',
        '~',
        '[]',
        '{}',
        '-1',
        '1e999',
        '.nan',
        '.inf',
        '0x10',
        'api',
        'zk-1',
        '"',
        ': ',
        '\n',
        '- ',
        '__proto__',
        'constructor',
        '5s',
        'true',
      ),
      fc.string(),
    );
    const cut = fc.tuple(fc.nat({ max: EXAMPLE.length }), fc.nat({ max: 30 }), piece);
    fc.assert(
      fc.property(fc.array(cut, { minLength: 1, maxLength: 4 }), (cuts) => {
        let text = EXAMPLE;
        for (const [at, length, replacement] of cuts)
          text = text.slice(0, at) + replacement + text.slice(at + length);
        sound(text);
      }),
      { numRuns: 1_000 },
    );
  });

  it('nothing is thrown: valid files with words exchanged, and what is accepted has the shape of the schema', () => {
    const words = EXAMPLE.split(/(\s+|[[\]{},:])/u);
    const schema = scenarioSchema(KIND_TABLES);
    const swap = fc.tuple(fc.nat({ max: words.length - 1 }), fc.nat({ max: words.length - 1 }));
    fc.assert(
      fc.property(fc.array(swap, { minLength: 1, maxLength: 2 }), (swaps) => {
        const mutated = [...words];
        for (const [from, to] of swaps) mutated[to] = words[from] ?? '';
        const text = mutated.join('');
        sound(text);
        if (parseScenario(text, KIND_TABLES).ok) expect(schema.safeParse(parse(text)).error).toBeUndefined();
      }),
      { numRuns: 1_000 },
    );
  });
});
