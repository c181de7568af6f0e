import type { RandomStream } from '../lib/prng.ts';
import { type Duration, MILLISECOND, type SimTime } from '../lib/units.ts';
import type { LinkQuality } from '../kernel/world.ts';
import type { Written } from '../scenario/write.ts';
import { CALM, drawEnd, drawFaults } from './draw-faults.ts';
import { pick } from './draws.ts';
import { type Plan, serverNames, type Trouble } from './plan.ts';

const SERVERS = 3;

/** What applications stand on: a small ensemble, its network, and how long there is trouble. */
export interface Ground {
  readonly seed: number;
  readonly stream: RandomStream;
  readonly tick: Duration;
  readonly until: SimTime;
  readonly network: LinkQuality;
}

export function drawGround(seed: number, stream: RandomStream): Ground {
  const tick = pick(stream, [500, 1000, 2000]) * MILLISECOND;
  const until = drawEnd(stream);
  const latency = pick(stream, [100, 500, 5000]);
  const jitter = Math.floor(latency * pick(stream, [0, 2, 9])) / 10;
  return { seed, stream, tick, until, network: { latency, jitter } };
}

/** Some ticks, as a session timeout is written. */
export function drawTimeout({ stream, tick }: Ground): string {
  return `${String((tick * pick(stream, [2, 4, 8])) / MILLISECOND)}ms`;
}

/** The plan of applications on this ground, `names` being those that faults may befall besides the ensemble. */
export function planOn(
  ground: Ground,
  groups: Readonly<Record<string, Written>>,
  names: readonly string[],
  troubles: readonly Trouble[],
): Plan {
  const { seed, stream, tick, until, network } = ground;
  const setting = { stream, servers: serverNames({ servers: SERVERS }), others: names, until };
  return {
    seed,
    calmFrom: until,
    duration: until + CALM,
    servers: SERVERS,
    options: { tickTime: `${String(tick / MILLISECOND)}ms` },
    network,
    clients: [],
    groups,
    faults: drawFaults(setting, troubles),
  };
}
