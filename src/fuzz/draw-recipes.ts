import { RandomStream } from '../lib/prng.ts';
import { pick } from './draws.ts';
import { drawGround, drawTimeout, planOn } from './ground.ts';
import { ENSEMBLE, instances, type Plan, TROUBLES } from './plan.ts';

const HOLDERS = 'holders';
const TROUBLES_OF_RECIPES = TROUBLES.filter((trouble) => trouble !== 'primary-fault');

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
  const ground = drawGround(seed, stream);
  const count = pick(stream, [2, 3, 4, 6]);
  const workload = pick(stream, GUARDED);
  const hold = pick(stream, ['200ms', '2s', '10s']);
  const holders = {
    kind: 'zookeeper-client',
    count,
    through: ENSEMBLE,
    workload,
    sessionTimeout: drawTimeout(ground),
    // One name for all: whoever deletes it by its path may delete another's, so it is kept for ever.
    ...(workload === 'naive-election' ? {} : { hold }),
    rest: pick(stream, ['10ms', '1s']),
    reads: '50%',
    fencing: fenced ? 'session' : 'none',
  };
  return planOn(ground, { [HOLDERS]: holders }, instances(HOLDERS, count), TROUBLES_OF_RECIPES);
}
