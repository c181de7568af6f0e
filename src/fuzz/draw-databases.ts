import { RandomStream } from '../lib/prng.ts';
import { formatDuration } from '../lib/quantities.ts';
import type { Written } from '../scenario/write.ts';
import { pick } from './draws.ts';
import { drawGround, drawTimeout, type Ground, planOn } from './ground.ts';
import { DATABASES, ENSEMBLE, instances, type Plan, TROUBLES } from './plan.ts';

const API = 'api';
const API_SERVERS = 2;

const RECIPES = ['queue', 'naive', 'patroni'] as const;
/** Patroni is seldom too late, and promotes whoever has most. */
const ASYNCHRONOUS = ['queue', 'naive', 'queue', 'naive', 'patroni'] as const;
const UNFENCED = ['queue', 'naive', 'queue', 'naive', 'none', 'none', 'patroni'] as const;

/** What keeps a log from its replicas, and ends a reign. */
const TROUBLES_OF_REPLICATION = TROUBLES.filter((trouble) =>
  ['cut', 'partition', 'degrade', 'client-fault', 'primary-fault'].includes(trouble),
);

/** What databases need to lose nothing, and may be drawn without. */
export interface Lacks {
  readonly fencing: boolean;
  readonly replication: boolean;
}

/** Draws databases with an ensemble: they replicate synchronously, to disks, and fence. Faults befall every node. */
export function drawDatabasesPlan(seed: number, lacks: Lacks): Plan {
  const stream = RandomStream.named(seed, 'fuzz');
  const ground = drawGround(seed, stream);
  const count = pick(stream, [2, 3, 3, 3, 5]);
  const groups = {
    [DATABASES]: { kind: 'database', count, ...drawOptions(ground, count, lacks) },
    [API]: { kind: 'api-server', count: API_SERVERS, database: DATABASES },
    users: {
      kind: 'client',
      target: API,
      rate: pick(stream, ['5/s', '20/s', '50/s']),
      writes: '70%',
      retries: pick(stream, [0, 1]),
    },
  };
  const names = [...instances(DATABASES, count), ...instances(API, API_SERVERS)];
  return planOn(ground, groups, names, lacks.replication ? TROUBLES_OF_REPLICATION : TROUBLES);
}

function drawOptions(ground: Ground, count: number, lacks: Lacks): Readonly<Record<string, Written>> {
  const { stream } = ground;
  const recipe = pick(stream, lacks.fencing ? UNFENCED : lacks.replication ? ASYNCHRONOUS : RECIPES);
  const fencing = drawFencing(stream, lacks);
  return {
    ...drawReplication(stream, count, lacks),
    fencing,
    election:
      recipe === 'none' ? { recipe } : { through: ENSEMBLE, recipe, ...drawTimes(ground, recipe, fencing) },
    diskSync: pick(stream, ['100us', '2ms', '20ms']),
  };
}

/** Tokens alone protect only what is replicated. */
function drawFencing(stream: RandomStream, lacks: Lacks): 'session' | 'token' | 'none' {
  if (lacks.fencing) return 'none';
  return lacks.replication ? 'session' : pick(stream, ['session', 'session', 'token']);
}

/** Semi-synchronous replication promises no more than asynchronous: it falls back, and its elections ask nobody. */
function drawReplication(
  stream: RandomStream,
  count: number,
  lacks: Lacks,
): Readonly<Record<string, Written>> {
  const number = count === 5 ? pick(stream, [1, 2]) : 1;
  if (!lacks.replication) {
    const method = pick(stream, ['first', 'any']);
    const commit = pick(stream, ['on', 'remote-apply']);
    return { replication: 'synchronous', synchronous: { method, number, commit } };
  }
  if (stream.chance(0.7)) return { replication: 'asynchronous' };
  const wait = pick(stream, ['after-sync', 'after-commit']);
  const timeout = pick(stream, ['10ms', '500ms', '10s']);
  return { replication: 'semi-synchronous', semiSynchronous: { wait, number, timeout } };
}

/**
 * The session timeout; of Patroni its loop, too: loop_wait and twice retry_timeout fit into a session, and with a watchdog
 * into half of one. What fences Patroni is its watchdog or tokens.
 */
function drawTimes(
  ground: Ground,
  recipe: string,
  fencing: 'session' | 'token' | 'none',
): Readonly<Record<string, Written>> {
  const { stream, tick } = ground;
  if (recipe !== 'patroni') return { sessionTimeout: drawTimeout(ground) };
  const watchdog = fencing === 'session' || (fencing === 'token' && stream.chance(0.5));
  const session = tick * pick(stream, [4, 8, 16]);
  const turn = formatDuration(Math.floor(session / pick(stream, watchdog ? [6, 8] : [3, 8])));
  return { sessionTimeout: formatDuration(session), loopWait: turn, retryTimeout: turn, watchdog };
}
