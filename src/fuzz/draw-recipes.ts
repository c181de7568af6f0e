import { RandomStream } from '../lib/prng.ts';
import { MILLISECOND } from '../lib/units.ts';
import { CALM, drawEnd, drawFaults, type Setting } from './draw-faults.ts';
import { pick } from './draws.ts';
import { ENSEMBLE, instances, type Plan, serverNames, TROUBLES } from './plan.ts';

const HOLDERS = 'holders';

/** Recipes of which few may have what they are for at once. */
const GUARDED = [
  'naive-election',
  'queue-election',
  'lock',
  'herd-lock',
  'read-write-lock',
  'semaphore',
] as const;

/** Draws clients that take turns by a recipe. Fenced ones stop by their own clock; the others go on until told. */
export function drawRecipesPlan(seed: number, fenced: boolean): Plan {
  const stream = RandomStream.named(seed, 'fuzz');
  const tick = pick(stream, [500, 1000, 2000]) * MILLISECOND;
  const until = drawEnd(stream);
  const latency = pick(stream, [100, 500, 5000]);
  const jitter = Math.floor(latency * pick(stream, [0, 2, 9])) / 10;
  const count = pick(stream, [2, 3, 4, 6]);
  const workload = pick(stream, GUARDED);
  const hold = pick(stream, ['200ms', '2s', '10s']);
  const holders = {
    kind: 'zookeeper-client',
    count,
    through: ENSEMBLE,
    workload,
    sessionTimeout: `${String((tick * pick(stream, [2, 4, 8])) / MILLISECOND)}ms`,
    // One name for all: whoever deletes it by its path may delete another's, so it is kept for ever.
    ...(workload === 'naive-election' ? {} : { hold }),
    rest: pick(stream, ['10ms', '1s']),
    reads: '50%',
    fencing: fenced ? 'session' : 'none',
  };
  const setting: Setting = {
    stream,
    servers: serverNames({ servers: 3 }),
    others: instances(HOLDERS, count),
    until,
  };
  return {
    seed,
    calmFrom: until,
    duration: until + CALM,
    servers: 3,
    options: { tickTime: `${String(tick / MILLISECOND)}ms` },
    network: { latency, jitter },
    clients: [],
    groups: { [HOLDERS]: holders },
    faults: drawFaults(
      setting,
      TROUBLES.filter((trouble) => trouble !== 'primary-fault'),
    ),
  };
}
