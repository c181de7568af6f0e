import { RandomStream } from '../lib/prng.ts';
import type { Written } from '../scenario/write.ts';
import { pick } from './draws.ts';
import { drawGround, drawTimeout, type Ground, planOn } from './ground.ts';
import { ENSEMBLE, instances, type Plan, TROUBLES } from './plan.ts';

const HOLDERS = 'holders';
const RESOURCE = 'store';
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

/**
 * Draws clients that take turns by a recipe, or users of a resource that is protected by a lock. Fenced ones stop by
 * their own clock, or show their token to the resource; the others go on until told.
 */
export function drawRecipesPlan(seed: number, fenced: boolean): Plan {
  const stream = RandomStream.named(seed, 'fuzz');
  const ground = drawGround(seed, stream);
  const count = pick(stream, [2, 3, 4, 6]);
  const hold = pick(stream, ['200ms', '2s', '10s']);
  const rest = pick(stream, ['10ms', '1s']);
  const turns = { count, hold, rest, fenced };
  const groups = stream.chance(0.3) ? lockUsers(ground, turns) : holders(ground, turns);
  const others = [...instances(HOLDERS, count), ...(RESOURCE in groups ? [RESOURCE] : [])];
  return planOn(ground, groups, others, TROUBLES_OF_RECIPES);
}

interface Turns {
  readonly count: number;
  readonly hold: string;
  readonly rest: string;
  readonly fenced: boolean;
}

type Groups = Readonly<Record<string, Written>>;

function holders(ground: Ground, { count, hold, rest, fenced }: Turns): Groups {
  const workload = pick(ground.stream, GUARDED);
  return {
    [HOLDERS]: {
      kind: 'zookeeper-client',
      count,
      through: ENSEMBLE,
      workload,
      sessionTimeout: drawTimeout(ground),
      // One name for all: whoever deletes it by its path may delete another's, so it is kept for ever.
      ...(workload === 'naive-election' ? {} : { hold }),
      rest,
      reads: '50%',
      fencing: fenced ? 'session' : 'none',
    },
  };
}

function lockUsers(ground: Ground, { count, hold, rest, fenced }: Turns): Groups {
  const { stream } = ground;
  return {
    [RESOURCE]: { kind: 'resource', diskSync: pick(stream, ['100us', '20ms']) },
    [HOLDERS]: {
      kind: 'lock-user',
      count,
      through: ENSEMBLE,
      path: '/lock',
      resource: RESOURCE,
      lock: pick(stream, ['fair', 'herd', 'read-write']),
      sessionTimeout: drawTimeout(ground),
      hold,
      pauseBetween: rest,
      workEvery: pick(stream, ['20ms', '200ms']),
      fencing: fenced ? 'token' : 'none',
    },
  };
}
