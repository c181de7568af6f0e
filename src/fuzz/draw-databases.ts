import { RandomStream } from '../lib/prng.ts';
import { type Duration, MILLISECOND } from '../lib/units.ts';
import type { Written } from '../scenario/write.ts';
import { CALM, drawEnd, drawFaults, type Setting } from './draw-faults.ts';
import { pick } from './draws.ts';
import { DATABASES, ENSEMBLE, instances, type Plan, serverNames, TROUBLES } from './plan.ts';

const API = 'api';
const API_SERVERS = 2;

/** What databases need to lose nothing, and may be drawn without. */
export interface Lacks {
  readonly fencing: boolean;
  readonly replication: boolean;
}

/** Draws databases with an ensemble: they replicate synchronously, to disks, and fence. Faults befall every node. */
export function drawDatabasesPlan(seed: number, lacks: Lacks): Plan {
  const stream = RandomStream.named(seed, 'fuzz');
  const tick = pick(stream, [500, 1000, 2000]) * MILLISECOND;
  const until = drawEnd(stream);
  const latency = pick(stream, [100, 500, 5000]);
  const jitter = Math.floor(latency * pick(stream, [0, 2, 9])) / 10;
  const count = pick(stream, [2, 3, 3, 3, 5]);
  const groups = {
    [DATABASES]: { kind: 'database', count, ...drawOptions(stream, tick, count, lacks) },
    [API]: { kind: 'api-server', count: API_SERVERS, database: DATABASES },
    users: {
      kind: 'client',
      target: API,
      rate: pick(stream, ['5/s', '20/s', '50/s']),
      writes: '70%',
      retries: pick(stream, [0, 1]),
    },
  };
  const others = [...instances(DATABASES, count), ...instances(API, API_SERVERS)];
  const setting: Setting = { stream, servers: serverNames({ servers: 3 }), others, until };
  return {
    seed,
    calmFrom: until,
    duration: until + CALM,
    servers: 3,
    options: { tickTime: `${String(tick / MILLISECOND)}ms` },
    network: { latency, jitter },
    clients: [],
    groups,
    faults: drawFaults(setting, TROUBLES),
  };
}

function drawOptions(
  stream: RandomStream,
  tick: Duration,
  count: number,
  lacks: Lacks,
): Readonly<Record<string, Written>> {
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
    ...(lacks.replication ? {} : { replication: 'synchronous', synchronous }),
    fencing: lacks.fencing ? 'none' : fencing,
    election: { through: ENSEMBLE, recipe, sessionTimeout },
    diskSync: pick(stream, ['100us', '2ms', '20ms']),
  };
}
