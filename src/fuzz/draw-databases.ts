import { RandomStream } from '../lib/prng.ts';
import type { Written } from '../scenario/write.ts';
import { pick } from './draws.ts';
import { drawGround, drawTimeout, type Ground, planOn } from './ground.ts';
import { DATABASES, ENSEMBLE, instances, type Plan, TROUBLES } from './plan.ts';

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
  return planOn(ground, groups, names, TROUBLES);
}

function drawOptions(ground: Ground, count: number, lacks: Lacks): Readonly<Record<string, Written>> {
  const { stream } = ground;
  const number = count === 5 ? pick(stream, [1, 2]) : 1;
  const recipe = pick(stream, ['queue', 'naive']);
  const sessionTimeout = drawTimeout(ground);
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
