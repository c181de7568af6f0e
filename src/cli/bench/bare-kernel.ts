import { kinds } from '../../kinds/index.ts';
import type { Context, KindDefinition, Message, NodeEvent } from '../../kernel/kind.ts';
import { Simulation } from '../../kernel/simulation.ts';
import { DEFAULT_LIMITS, type World } from '../../kernel/world.ts';
import { assert } from '../../lib/assert.ts';
import { TimeHeap } from '../../lib/heap.ts';
import { SECOND } from '../../lib/units.ts';

const NODES = 1000;

interface RelayConfig {
  readonly next: string;
}

interface RelayState {
  readonly config: RelayConfig;
  readonly passed: number;
}

interface Token extends Message {
  readonly type: 'token';
  readonly hops: number;
}

/** Passes whatever comes in on to the next node of a ring. */
const relay: KindDefinition<unknown, RelayConfig, RelayState> = {
  kind: 'relay',
  summary: 'Passes a token on.',
  options: {},
  invariants: [],
  families: {},
  configure: () => ({ next: '' }),
  start: (config: RelayConfig, _durable: unknown, ctx: Context) => {
    ctx.connect(config.next, 'relay');
    return { config, passed: 0 };
  },
  copy: (s) => ({ config: s.config, passed: s.passed }),
  handle: (s, event: NodeEvent, ctx: Context) => {
    if (event.type === 'connected') ctx.send(event.connection, { type: 'token', hops: 0 } satisfies Token);
    if (event.type !== 'message') return;
    s.passed++;
    ctx.send(event.connection, { type: 'token', hops: (event.message as Token).hops + 1 } satisfies Token);
  },
  role: () => '',
  face: () => ({ role: '', tone: 'plain', facts: [] }),
  edges: () => [],
};

/** A ring of 1,000 nodes that pass messages back and forth, recorded as every run is. */
function bareKernelWorld(duration: number): World {
  assert(!kinds.includes(relay), 'the relay is for measuring only');
  return {
    seed: 1,
    duration,
    nodes: Array.from({ length: NODES }, (_, index) => ({
      name: `relay-${String(index + 1)}`,
      group: 'relay',
      kind: relay,
      config: { next: `relay-${String(((index + 1) % NODES) + 1)}` },
      start: 0,
    })),
    network: { quality: () => ({ latency: 500, jitter: 100 }) },
    faults: [],
    limits: DEFAULT_LIMITS,
  };
}

export function runBareKernel(duration = SECOND / 10): Simulation {
  const simulation = Simulation.create(bareKernelWorld(duration));
  simulation.run();
  return simulation;
}

class Due {
  constructor(
    readonly time: number,
    readonly sequence: number,
    readonly act: (item: Due) => void,
  ) {}
}

/** The physical limit of any such kernel: pop the earliest item, call its function, push one more. */
export function runHeapLoop(events: number): number {
  const heap = new TimeHeap<Due>();
  let sequence = 0;
  let sum = 0;
  const act = (item: Due): void => {
    sum += item.time & 1;
  };
  for (let i = 0; i < NODES; i++) heap.push(new Due(i, sequence++, act));
  for (let i = 0; i < events; i++) {
    const item = heap.pop();
    if (item === undefined) break;
    item.act(item);
    heap.push(new Due(item.time + 400 + ((i * 7919) % 200), sequence++, act));
  }
  return sum;
}
