import type { FaultAction, FaultTarget, NodeFaultVerb } from '../kernel/fault.ts';
import { RandomStream } from '../lib/prng.ts';
import { type Duration, MILLISECOND, SECOND, type SimTime } from '../lib/units.ts';
import type { OptionTable } from '../lib/options.ts';
import type { Written } from '../scenario/write.ts';
import {
  type ClientPlan,
  type DatabasesPlan,
  ENSEMBLE,
  type Plan,
  type PlannedFault,
  serverNames,
  otherNames,
  type Trouble,
  TROUBLES,
  DATABASES,
} from './plan.ts';

/** Faults begin after the first election. */
const TROUBLE_FROM: SimTime = 5 * SECOND;
const TROUBLE_MOST: Duration = 30 * SECOND;
/** How long a system has to recover: longer than any session or election takes. */
const CALM: Duration = 40 * SECOND;

/** A client tries a server for its timeout over the number of servers: at least this, so that slow links and disks do. */
const ATTEMPT_LEAST: Duration = 150 * MILLISECOND;

/** What servers may be configured as besides the defaults; options that the kind does not have are left out. */
const VARIANTS: Readonly<Record<string, readonly Written[]>> = {
  initLimit: [5, 10],
  syncLimit: [2, 5],
  diskSync: ['100us', '2ms', '20ms'],
  observers: [0, 0, 1],
  snapCount: [10, 40, 100_000],
};

const ENSEMBLE_TROUBLES = TROUBLES.filter((trouble) => trouble !== 'primary-fault');

interface Setting {
  readonly stream: RandomStream;
  readonly servers: readonly string[];
  /** Everything besides the ensemble. */
  readonly others: readonly string[];
  readonly until: SimTime;
}

/**
 * Draws a system and its troubles. In the manner of swarm testing each run first draws which kinds of trouble there
 * are at all, and how many: runs with few kinds reach states that runs with all of them never do.
 */
export function drawPlan(seed: number, options: OptionTable): Plan {
  const stream = RandomStream.named(seed, 'fuzz');
  const servers = pick(stream, [3, 3, 3, 3, 3, 3, 5, 5, 5, 7]);
  const tick = pick(stream, [200, 500, 1000, 2000]) * MILLISECOND;
  const clients = Array.from({ length: 1 + stream.below(5) }, (_, index) =>
    drawClient(stream, index + 1, tick, servers),
  );
  const until = TROUBLE_FROM + between(stream, 2 * SECOND, TROUBLE_MOST);
  const setting: Setting = {
    stream,
    servers: serverNames({ servers }),
    others: clients.map(({ name }) => name),
    until,
  };
  const latency = pick(stream, [100, 500, 500, 5000]);
  return {
    seed,
    calmFrom: until,
    duration: until + CALM,
    servers,
    options: drawOptions(stream, tick, options),
    network: {
      latency,
      jitter: pick(
        stream,
        [0, 0.2, 0.9].map((share) => Math.floor(latency * share)),
      ),
    },
    clients,
    faults: drawFaults(setting),
  };
}

/** What databases need to lose nothing, and may be drawn without. */
export interface Lacks {
  readonly fencing: boolean;
  readonly replication: boolean;
}

/** Draws databases with an ensemble: they replicate synchronously, to disks, and fence. Faults befall every node. */
export function drawDatabasesPlan(seed: number, lacks: Lacks): Plan {
  const stream = RandomStream.named(seed, 'fuzz');
  const tick = pick(stream, [500, 1000, 2000]) * MILLISECOND;
  const until = TROUBLE_FROM + between(stream, 2 * SECOND, TROUBLE_MOST);
  const latency = pick(stream, [100, 500, 5000]);
  const plan: Plan = {
    seed,
    calmFrom: until,
    duration: until + CALM,
    servers: 3,
    options: { tickTime: `${String(tick / MILLISECOND)}ms` },
    network: { latency, jitter: Math.floor(latency * pick(stream, [0, 2, 9])) / 10 },
    clients: [],
    databases: drawDatabases(stream, tick, lacks),
    faults: [],
  };
  const setting: Setting = { stream, servers: serverNames(plan), others: otherNames(plan), until };
  return { ...plan, faults: drawFaults(setting, TROUBLES) };
}

function drawDatabases(stream: RandomStream, tick: Duration, lacks: Lacks): DatabasesPlan {
  const count = pick(stream, [2, 3, 3, 3, 5]);
  const number = count === 5 ? pick(stream, [1, 2]) : 1;
  const recipe = pick(stream, ['queue', 'naive']);
  const sessionTimeout = `${String((tick * pick(stream, [2, 4, 8])) / MILLISECOND)}ms`;
  const synchronous = {
    method: pick(stream, ['first', 'any']),
    number,
    commit: pick(stream, ['on', 'remote-apply']),
  };
  // Tokens alone protect only what is replicated.
  const fencing = lacks.replication ? 'session' : pick(stream, ['session', 'session', 'token']);
  return {
    count,
    options: {
      ...(lacks.replication ? {} : { replication: 'synchronous', synchronous }),
      fencing: lacks.fencing ? 'none' : fencing,
      election: { through: ENSEMBLE, recipe, sessionTimeout },
      diskSync: pick(stream, ['100us', '2ms', '20ms']),
    },
    users: { rate: pick(stream, ['5/s', '20/s', '50/s']), writes: '70%', retries: pick(stream, [0, 1]) },
  };
}

function drawClient(stream: RandomStream, number: number, tick: Duration, servers: number): ClientPlan {
  const timeout = tick * pick(stream, [2, 3, 5]);
  return {
    name: `user-${String(number)}`,
    sessionTimeout: Math.max(timeout, servers * ATTEMPT_LEAST),
    rate: pick(stream, [1, 4, 20]),
  };
}

function drawOptions(stream: RandomStream, tick: Duration, known: OptionTable): Plan['options'] {
  const options: Record<string, Written> = { tickTime: `${String(tick / MILLISECOND)}ms` };
  for (const [name, values] of Object.entries(VARIANTS)) {
    const value = pick(stream, values);
    if (Object.hasOwn(known, name)) options[name] = value;
  }
  return options;
}

function drawFaults(
  setting: Setting,
  known: readonly Trouble[] = ENSEMBLE_TROUBLES,
): readonly PlannedFault[] {
  const { stream } = setting;
  const troubles = known.filter(() => stream.chance(0.4));
  const kinds = troubles.length === 0 ? [pick(stream, known)] : troubles;
  const count = 1 + stream.below(pick(stream, [3, 8, 16]));
  return Array.from({ length: count }, () => drawTrouble(setting, pick(stream, kinds)))
    .flat()
    .sort((a, b) => a.fault.at - b.fault.at);
}

function drawTrouble(setting: Setting, trouble: Trouble): readonly PlannedFault[] {
  const { stream, servers, others } = setting;
  const one = (target: FaultTarget, verb: NodeFaultVerb): readonly PlannedFault[] => [
    lasting(setting, trouble, { verb, target }),
  ];
  switch (trouble) {
    case 'crash':
    case 'unplug':
    case 'pause':
    case 'isolate':
    case 'slow-disk':
      return one({ nodes: [pick(stream, servers)] }, trouble);
    case 'leader-fault':
      return one({ leader: ENSEMBLE }, pick(stream, ['crash', 'unplug', 'pause', 'isolate']));
    case 'primary-fault':
      return one({ primary: DATABASES }, pick(stream, ['crash', 'unplug', 'pause', 'isolate']));
    case 'handover':
      return drawHandover(setting);
    case 'client-fault':
      return one({ nodes: [pick(stream, others)] }, pick(stream, ['crash', 'pause', 'isolate']));
    case 'restart-storm':
      return drawStorm(setting);
    case 'cut':
    case 'partition':
    case 'degrade':
      return [lasting(setting, trouble, drawNetworkFault(setting, trouble))];
  }
}

/** Servers are restarted again and again, within moments. */
function drawStorm(setting: Setting): readonly PlannedFault[] {
  const { stream, servers, until } = setting;
  const begin = between(stream, TROUBLE_FROM, until - SECOND);
  return Array.from({ length: 2 + stream.below(6) }, (): PlannedFault => {
    const at = Math.min(begin + between(stream, 0, 4 * SECOND), until - 100 * MILLISECOND);
    const target = { nodes: [pick(stream, servers)] };
    const length = between(stream, 10 * MILLISECOND, 500 * MILLISECOND);
    return {
      trouble: 'restart-storm',
      fault: { at, verb: 'crash', target, for: Math.min(length, until - at) },
    };
  });
}

/** A server is away, and the leader goes before it is back: those who know most are few. */
function drawHandover(setting: Setting): readonly PlannedFault[] {
  const { stream, servers, until } = setting;
  const at = between(stream, TROUBLE_FROM, until - SECOND);
  const away = between(stream, 100 * MILLISECOND, Math.min(8 * SECOND, until - at - 100 * MILLISECOND));
  const gone = at + between(stream, 10 * MILLISECOND, away);
  const verbs = ['crash', 'unplug', 'pause', 'isolate'] as const;
  const fault = (from: SimTime, to: SimTime, target: FaultTarget): PlannedFault => ({
    trouble: 'handover',
    fault: { at: from, verb: pick(stream, verbs), target, for: Math.min(to, until) - from },
  });
  const back = at + away + between(stream, SECOND, 10 * SECOND);
  return [fault(at, at + away, { nodes: [pick(stream, servers)] }), fault(gone, back, { leader: ENSEMBLE })];
}

function drawNetworkFault(
  { stream, servers, others }: Setting,
  trouble: 'cut' | 'partition' | 'degrade',
): FaultAction {
  const all = stream.chance(0.5) ? servers : [...servers, ...others];
  const [one, other] = split(stream, all);
  if (trouble === 'partition') return { verb: 'partition', sets: [one, other] };
  const ends = [one.slice(0, 1), stream.chance(0.5) ? other : other.slice(0, 1)] as const;
  if (trouble === 'cut') return { verb: 'cut', from: ends[0], to: ends[1], oneWay: stream.chance(0.7) };
  const latency = between(stream, 5 * MILLISECOND, 800 * MILLISECOND);
  return { verb: 'degrade', between: ends, latency, jitter: latency >> 1, loss: pick(stream, [0, 0.1, 0.5]) };
}

/** Draws when a fault begins and how long it lasts: often moments, at times most of the run. */
function lasting({ stream, until }: Setting, trouble: Trouble, action: FaultAction): PlannedFault {
  const at = between(stream, TROUBLE_FROM, until - SECOND);
  const longest = pick(stream, [300 * MILLISECOND, 3 * SECOND, TROUBLE_MOST]);
  const length = between(stream, 10 * MILLISECOND, Math.min(longest, until - at));
  return { trouble, fault: { at, ...action, for: length } };
}

/** Two sets, neither empty, that share nothing. */
function split(
  stream: RandomStream,
  names: readonly string[],
): readonly [readonly string[], readonly string[]] {
  const order = [...names];
  for (let i = order.length - 1; i > 0; i--) {
    const j = stream.below(i + 1);
    [order[i], order[j]] = [order[j] ?? '', order[i] ?? ''];
  }
  const place = 1 + stream.below(order.length - 1);
  return [order.slice(0, place), order.slice(place)];
}

/** Whole milliseconds from `low` to `high`. */
function between(stream: RandomStream, low: Duration, high: Duration): Duration {
  const choices = Math.max(0, Math.floor((high - low) / MILLISECOND)) + 1;
  return low + stream.below(choices) * MILLISECOND;
}

function pick<Item>(stream: RandomStream, items: readonly Item[]): Item {
  return items[stream.below(items.length)] as Item;
}
