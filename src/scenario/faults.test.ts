import { describe, expect, it } from 'vitest';
import { parsed, problemsOf, SYSTEM, warningsOf } from '../testing/scenario-fixtures.ts';

/** Faults stand from line 15 on, each on its own line, from column 5. */
function withFaults(...lines: readonly string[]): string {
  return `${SYSTEM}faults:\n${lines.map((line) => `  - ${line}\n`).join('')}`;
}

function faultOf(line: string) {
  return parsed(withFaults(line)).scenario.faults[0];
}

describe('faults', () => {
  it('befall nodes, groups, lists, and whoever leads when they happen', () => {
    expect(faultOf('{ at: 12s, crash: db-1 }')).toEqual({
      at: 12_000_000,
      verb: 'crash',
      target: { nodes: ['db-1'] },
    });
    expect(faultOf('{ at: 1s, unplug: zk }')).toMatchObject({ target: { nodes: ['zk-1', 'zk-2', 'zk-3'] } });
    expect(faultOf('{ at: 1s, hang: [api-1, db] }')).toMatchObject({
      target: { nodes: ['api-1', 'db-1', 'db-2', 'db-3'] },
    });
    expect(faultOf('{ at: 1s, isolate: { leader: zk }, for: 2s }')).toEqual({
      at: 1_000_000,
      for: 2_000_000,
      verb: 'isolate',
      target: { leader: 'zk' },
    });
    expect(faultOf('{ at: 1s, pause: { primary: db } }')).toMatchObject({ target: { primary: 'db' } });
  });

  it('may happen at the end of the run, in any order of lines', () => {
    const { faults } = parsed(withFaults('{ at: 60s, crash: db-1 }', '{ at: 0s, crash: db-2 }')).scenario;
    expect(faults.map((fault) => fault.at)).toEqual([60_000_000, 0]);
  });

  it('slow nodes and disks', () => {
    expect(faultOf('{ at: 1s, slow: { node: api-2, by: 10x } }')).toMatchObject({
      verb: 'slow',
      target: { nodes: ['api-2'] },
      by: 10,
    });
    expect(faultOf('{ at: 1s, slow-disk: zk-1 }')).toMatchObject({
      verb: 'slow-disk',
      target: { nodes: ['zk-1'] },
    });
    expect(faultOf('{ at: 1s, slow-disk: { node: zk-1 } }')).toMatchObject({ target: { nodes: ['zk-1'] } });
    expect(faultOf('{ at: 1s, slow-disk: { leader: zk } }')).toMatchObject({ target: { leader: 'zk' } });
  });

  it('are done to znodes by an operator, who is there for them, or whom the file declares', () => {
    const lines = [
      '{ at: 1s, zookeeper: { through: zk, set: /config/limit, data: 5 } }',
      '{ at: 2s, zookeeper: { through: zk, create: /a } }',
    ];
    const { faults, nodes } = parsed(withFaults(...lines)).scenario;
    expect(faults).toMatchObject([
      { operator: 'zk-operator', through: 'zk', order: { op: 'set', path: '/config/limit', data: '5' } },
      { operator: 'zk-operator', order: { op: 'create', path: '/a', data: '' } },
    ]);
    expect(nodes.at(-1)).toMatchObject({ name: 'zk-operator', kind: 'operator', start: 0, implied: true });
    const own = withFaults(...lines).replace('zones:', '  ops: { kind: operator, through: zk }\nzones:');
    expect(parsed(own).scenario.faults).toMatchObject([{ operator: 'ops' }, { operator: 'ops' }]);
    expect(parsed(own).scenario.nodes.some(({ implied }) => implied === true)).toBe(false);
    const taken = withFaults(...lines).replace('zones:', '  zk-operator: { kind: api-server }\nzones:');
    expect(problemsOf(taken)[0]).toBe(
      "16:28 the operator of zk is called zk-operator, which is another node's name",
    );
  });

  it('add instances, whose names the rest of the file may use, and remove them', () => {
    const { scenario } = parsed(
      withFaults(
        '{ at: 1s, add: { group: api, count: 2 }, for: 9s }',
        '{ at: 2s, crash: api-4 }',
        '{ at: 3s, remove: { group: api, abrupt: true } }',
      ),
    );
    expect(scenario.faults[0]).toMatchObject({ verb: 'add', group: 'api', count: 2, for: 9_000_000 });
    expect(scenario.faults[2]).toMatchObject({ verb: 'remove', group: 'api', count: 1, abrupt: true });
    expect(scenario.nodes.slice(-2)).toMatchObject([
      { name: 'api-4', index: 4, later: true },
      { name: 'api-5', index: 5, later: true },
    ]);
    expect(scenario.groups.find(({ name }) => name === 'api')?.members).toHaveLength(5);
  });

  it('warn of more removals than there are instances', () => {
    const lines = [
      '{ at: 1s, add: { group: api }, for: 9s }',
      '{ at: 5s, remove: { group: api, count: 4 } }',
    ];
    expect(warningsOf(withFaults(...lines))).toEqual(['15:15 api has only 0 instances left to remove']);
    expect(warningsOf(withFaults(lines[0] ?? ''))).toEqual([]);
  });

  it('set options while their nodes run, in base units', () => {
    expect(faultOf('{ at: 1s, set: { node: users, rate: 500/s, timeout: 1s }, for: 5s }')).toMatchObject({
      verb: 'set',
      nodes: ['users'],
      options: { rate: 500, timeout: 1_000_000 },
      written: { rate: '500/s', timeout: '1s' },
    });
  });

  it('cut and heal links, both ways or one way', () => {
    expect(faultOf('{ at: 1s, cut: [api-1, db-1], for: 5s }')).toMatchObject({
      from: ['api-1'],
      to: ['db-1'],
      oneWay: false,
    });
    expect(faultOf('{ at: 1s, cut: { from: east, to: db-1 } }')).toMatchObject({
      from: ['lb-1', 'api-1', 'zk-1'],
      to: ['db-1'],
      oneWay: true,
    });
    expect(faultOf('{ at: 1s, cut: [zk-1, zk] }')).toMatchObject({ from: ['zk-1'], to: ['zk-2', 'zk-3'] });
    expect(faultOf('{ at: 1s, cut: [zk, zk-1] }')).toMatchObject({ from: ['zk-2', 'zk-3'], to: ['zk-1'] });
    const healed = parsed(
      withFaults(
        '{ at: 1s, cut: { from: api-1, to: zk } }',
        '{ at: 2s, heal: { from: api-1, to: zk } }',
        '{ at: 1s, cut: [zk-1, zk-2] }',
        '{ at: 3s, heal: all }',
      ),
    ).scenario.faults;
    expect(healed[1]).toMatchObject({ ends: [['api-1'], ['zk-1', 'zk-2', 'zk-3']], oneWay: true });
    expect(healed[3]).toMatchObject({ ends: 'all', oneWay: false });
  });

  it('partition sets of nodes, groups and zones', () => {
    expect(faultOf('{ at: 1s, partition: [[zk-1, zk-2], [zk-3], [api]] }')).toMatchObject({
      sets: [['zk-1', 'zk-2'], ['zk-3'], ['api-1', 'api-2', 'api-3']],
    });
    expect(faultOf('{ at: 1s, partition: [east, west] }')).toMatchObject({
      sets: [
        ['lb-1', 'api-1', 'zk-1'],
        ['zk-2', 'db-1', 'db-2', 'db-3'],
      ],
    });
    const { faults } = parsed(
      withFaults(
        '{ at: 1s, partition: [[zk-1], [zk-2], [zk-3]] }',
        '{ at: 2s, heal: [[zk-1], [zk-2], [zk-3]] }',
      ),
    ).scenario;
    expect(faults[1]).toMatchObject({ ends: [['zk-1'], ['zk-2'], ['zk-3']], oneWay: false });
  });

  it('degrade links, and leave of their quality what is not said', () => {
    expect(
      faultOf('{ at: 1s, degrade: { between: [api-1, db-1], latency: 200ms, loss: 5% } }'),
    ).toMatchObject({
      between: [['api-1'], ['db-1']],
      latency: 200_000,
      jitter: 2_000,
      loss: 0.05,
    });
    expect(faultOf('{ at: 1s, degrade: { between: [west, east], loss: 5% } }')).toMatchObject({
      latency: 35_000,
      jitter: 2_000,
    });
    expect(faultOf('{ at: 1s, degrade: { between: [users, lb-1], loss: 5% } }')).toMatchObject({
      latency: 500,
      jitter: 100,
    });
  });
});

describe('problems of faults are told with their position', () => {
  it.each([
    ['{ crash: db-1 }', '15:5 a fault needs at'],
    ['{ at: 1s }', '15:5 a fault says what happens, such as crash: db-1'],
    ['crash db-1', '15:5 a fault is written as { key: value }, not as crash db-1'],
    ['{ at: 61s, crash: db-1 }', '15:11 at: 61s is after the end of the run (duration 60s)'],
    ['{ at: -1s, crash: db-1 }', '15:11 at: -1s is negative'],
    ['{ at: 12, crash: db-1 }', '15:11 at: 12 has no unit; a duration is written like 12s'],
    ['{ at: 1s, crsh: db-1 }', '15:15 crsh is not a fault; did you mean crash?'],
    [
      '{ at: 1s, crash: db-1, pause: db-2 }',
      '15:28 one line has one fault: crash and pause need a line each',
    ],
    ['{ at: 1s, crash: db-1, four: 1s }', '15:28 four is not a fault; did you mean for?'],
    ['{ at: 1s, crash: db-9 }', '15:22 db-9 is not a node; did you mean db-3?'],
    ['{ at: 1s, crash: [db-1, zoo] }', '15:29 zoo is not a node; did you mean zk?'],
    ['{ at: 1s, crash: [] }', '15:22 crash names no node'],
    ['{ at: 1s, crash: }', '15:22 crash names no node'],
    ['{ at: 1s, crash: [[db-1]] }', '15:23 crash takes names, not a list within a list'],
    ['{ at: 1s, crash: east }', '15:22 east is a zone; crash takes nodes and groups'],
    ['{ at: 1s, crash: "db-[1..4]" }', '15:22 db-4 is not a node; did you mean db-3?'],
    ['{ at: 1s, crash: "db-[3..1]" }', '15:22 the range db-[3..1] ends before it begins'],
    ['{ at: 1s, crash: "db-[1..99999]" }', '15:22 the range db-[1..99999] is longer than 1000 nodes'],
    ['{ at: 1s, crash: { leader: db } }', '15:32 db is of kind database; leader takes zookeeper'],
    ['{ at: 1s, crash: { primary: zk } }', '15:33 zk is of kind zookeeper; primary takes database'],
    ['{ at: 1s, crash: { leder: zk } }', '15:24 leder is not a key of crash; did you mean leader?'],
    ['{ at: 1s, crash: {} }', '15:22 crash takes names, { leader: GROUP } or { primary: GROUP }'],
    ['{ at: 1s, restart: db-1, for: 5s }', '15:30 for has no meaning with restart: nothing ends it'],
    ['{ at: 1s, heal: all, for: 5s }', '15:26 for has no meaning with heal: nothing ends it'],
    ['{ at: 1s, pause: db-1, for: 0s }', '15:33 for must be longer than 0s'],
    ['{ at: 1s, slow: api-1 }', '15:21 slow is written as { node: api-2, by: 10x }'],
    ['{ at: 1s, slow: { node: api-1 } }', '15:21 slow needs by, such as 10x'],
    ['{ at: 1s, slow: { node: api-1, by: 10 } }', '15:40 by: 10 has no unit; a factor is written like 10x'],
    ['{ at: 1s, cut: api-1 }', '15:20 cut takes two ends, such as [api-1, db-1], not api-1'],
    ['{ at: 1s, cut: [api-1, api-1] }', '15:20 cut needs two different nodes, not api-1 twice'],
    ['{ at: 1s, cut: [api, api] }', '15:20 cut: api-1 is on both sides'],
    ['{ at: 1s, cut: { from: api-1 } }', '15:20 cut needs to'],
    [
      '{ at: 1s, cut: [{ leader: zk }, api-1] }',
      '15:21 cut takes names of nodes, not { leader: zk }; a leader or primary chosen when it happens cannot stand here',
    ],
    ['{ at: 1s, cut: [api-1, estt] }', '15:28 estt is not a node or zone; did you mean east?'],
    [
      '{ at: 1s, partition: [[zk-1]] }',
      '15:26 partition takes two or more sets of nodes, such as [[zk-1, zk-2], [zk-3]]',
    ],
    ['{ at: 1s, partition: [[zk-1], [zk]] }', '15:35 partition: zk-1 is in two sets'],
    ['{ at: 1s, degrade: { between: [api-1, db-1] } }', '15:24 degrade needs a latency, a jitter or a loss'],
    ['{ at: 1s, degrade: { latency: 1s } }', '15:24 degrade needs between'],
    [
      '{ at: 1s, degrade: { between: [api-1, db-1], loss: 100% } }',
      '15:56 loss must be below 100%; a link that loses everything is a cut',
    ],
    [
      '{ at: 1s, degrade: { between: { from: api-1, to: db-1 }, loss: 1% } }',
      '15:35 degrade between two ends is both ways: write [a, b]',
    ],
    ['{ at: 1s, heal: db-1 }', '15:21 heal takes the ends of what it ends, or all, not db-1'],
    ['{ at: 1s, add: { group: zk } }', '15:29 the members of a group of kind zookeeper are fixed'],
    ['{ at: 1s, add: { group: users } }', '15:29 users is not a group; add takes one that has a count'],
    ['{ at: 1s, remove: { group: api, count: 0 } }', '15:44 count must be from 1 to 1000, not 0'],
    ['{ at: 1s, add: { group: api }, for: 0s }', '15:41 for must be longer than 0s'],
    ['{ at: 1s, crash: api-5 }', '15:22 api-5 is not a node; did you mean api-3?'],
    [
      '{ at: 1s, set: { node: users } }',
      '15:20 set { node: users } says nothing to set, such as rate: 500/s',
    ],
    [
      '{ at: 1s, set: { node: users, target: lb-1 } }',
      '15:35 target of kind client cannot be set while it runs; rate, writes, timeout and retries can',
    ],
    ['{ at: 1s, set: { node: [users, api], rate: 1/s } }', '15:28 set takes nodes of one kind'],
    ['{ at: 1s, zookeeper: { set: /a, data: x } }', '15:26 zookeeper needs through'],
    [
      '{ at: 1s, zookeeper: { through: api, delete: /a } }',
      '15:37 api is of kind api-server; through takes zookeeper',
    ],
    ['{ at: 1s, zookeeper: { through: zk } }', '15:26 zookeeper takes one of set, create and delete'],
    [
      '{ at: 1s, zookeeper: { through: zk, create: /a, delete: /b } }',
      '15:53 zookeeper takes one of set, create and delete',
    ],
    ['{ at: 1s, zookeeper: { through: zk, set: /a } }', '15:26 set needs data, such as "5"'],
    [
      '{ at: 1s, zookeeper: { through: zk, delete: a/b } }',
      '15:49 delete takes the path of a znode, such as /config/limit, not a/b',
    ],
    ['{ at: 1s, zookeeper: { through: zk, delete: /a, data: 5 } }', '15:53 delete takes no data'],
    [
      '{ at: 1s, zookeeper: { through: zk, delete: /a }, for: 1s }',
      '15:55 for has no meaning with zookeeper: nothing ends it',
    ],
  ])('%s', (line, problem) => {
    expect(problemsOf(withFaults(line))).toEqual([problem]);
  });
});

describe('faults that do nothing are warned of', () => {
  it.each([
    [
      ['{ at: 1s, crash: db-1 }', '{ at: 2s, crash: db }'],
      '16:15 crash does nothing to db-1: it holds already',
    ],
    [['{ at: 1s, restart: db-1 }'], '15:15 restart does nothing to db-1: it ends no crash that holds'],
    [
      ['{ at: 1s, pause: db-1, for: 5s }', '{ at: 7s, resume: db-1 }'],
      '16:15 resume does nothing to db-1: it ends no pause that holds',
    ],
    [
      ['{ at: 3s, rejoin: db-1 }', '{ at: 4s, isolate: db-1 }'],
      '15:15 rejoin does nothing to db-1: it ends no isolate that holds',
    ],
    [
      ['{ at: 1s, pause: db-1 }', '{ at: 2s, crash: db-1 }', '{ at: 3s, resume: db-1 }'],
      '17:15 resume does nothing to db-1: it ends no pause that holds',
    ],
    [
      ['{ at: 1s, cut: [api-1, db-1] }', '{ at: 2s, cut: [db-1, api-1] }'],
      '16:15 cut does nothing: it holds already',
    ],
    [
      ['{ at: 1s, cut: [api-1, db-1] }', '{ at: 2s, heal: [api-1, db-2] }'],
      '16:15 heal does nothing: no cut, partition or degrade with these ends holds',
    ],
    [
      ['{ at: 2s, heal: all }', '{ at: 3s, cut: [api-1, db-1] }'],
      '15:15 heal does nothing: no cut, partition or degrade with these ends holds',
    ],
    [
      ['{ at: 1s, slow-disk: { node: zk-1, by: 10x } }'],
      '15:40 slow-disk has one factor for every disk; by is not built yet',
    ],
  ])('%j', (lines, warning) => {
    expect(warningsOf(withFaults(...lines))).toEqual([warning]);
  });

  it.each([
    [['{ at: 2s, restart: db-1 }', '{ at: 1s, crash: db-1 }']],
    [['{ at: 1s, pause: db-1, for: 5s }', '{ at: 6s, pause: db-1, for: 5s }']],
    [['{ at: 1s, crash: { primary: db } }', '{ at: 2s, restart: db }']],
    [['{ at: 1s, unplug: db-1 }', '{ at: 2s, plug: db-1 }']],
    [
      [
        '{ at: 1s, degrade: { between: [api-1, db-1], loss: 5% } }',
        '{ at: 2s, cut: [api-1, db-1] }',
        '{ at: 3s, heal: [db-1, api-1] }',
      ],
    ],
    [['{ at: 1s, partition: [[zk-1], [zk-2]] }', '{ at: 3s, heal: [zk-2, zk-1] }']],
  ])('and others are not: %j', (lines) => {
    expect(warningsOf(withFaults(...lines))).toEqual([]);
  });
});
