import { RandomStream } from '../lib/prng.ts';
import { type Duration, MILLISECOND } from '../lib/units.ts';
import type { OptionTable } from '../lib/options.ts';
import type { Written } from '../scenario/write.ts';
import { CALM, drawEnd, drawFaults, type Setting } from './draw-faults.ts';
import { pick } from './draws.ts';
import { type ClientPlan, type Plan, serverNames, TROUBLES } from './plan.ts';

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
  const until = drawEnd(stream);
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
    groups: {},
    faults: drawFaults(setting, ENSEMBLE_TROUBLES),
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
