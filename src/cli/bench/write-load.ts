import { kinds } from '../../kinds/index.ts';
import type { ConnectionId, Context, KindDefinition, Message, NodeEvent } from '../../kernel/kind.ts';
import { Simulation } from '../../kernel/simulation.ts';
import { HEADLESS_LIMITS } from '../../kernel/world.ts';
import { defined } from '../../lib/assert.ts';
import { SECOND } from '../../lib/units.ts';
import { buildWorld } from '../../scenario/build.ts';
import { parseScenario } from '../../scenario/parse.ts';

/** Writes that each client keeps under way. */
const WINDOW = 20;
const CLIENTS = 10;
const ELECTED: number = SECOND;

interface LoadConfig {
  readonly server: string;
}

interface LoadState extends LoadConfig {
  readonly sent: number;
}

/** Speaks the bare protocol of ZooKeeper clients: a session, then writes without end. */
const load: KindDefinition<unknown, LoadConfig, LoadState> = {
  kind: 'load',
  summary: 'Writes to a ZooKeeper server.',
  options: {},
  invariants: [],
  families: {},
  configure: () => ({ server: '' }),
  start: ({ server }, _durable, ctx) => {
    ctx.startTimer('connect', ELECTED);
    return { server, sent: 0 };
  },
  copy: (s) => ({ server: s.server, sent: s.sent }),
  handle: (s, event: NodeEvent, ctx) => {
    if (event.type === 'timer') ctx.connect(s.server, 'client');
    if (event.type === 'connected') {
      const message = { type: 'connect', session: 0, password: 0, timeout: 8 * SECOND, lastZxid: 0 };
      ctx.send(event.connection, message);
    }
    if (event.type !== 'message' || !['session', 'reply'].includes(event.message.type)) return;
    const count = event.message.type === 'session' ? WINDOW : 1;
    for (let i = 0; i < count; i++) write(ctx, event.connection, s.sent++);
  },
  role: () => '',
  face: () => ({ role: '', tone: 'plain', facts: [] }),
  edges: () => [],
};

function write(ctx: Context, connection: ConnectionId, xid: number): void {
  const operation = { op: 'set', path: '/', data: String(xid), version: -1 };
  const message: Message & { xid: number; operation: unknown } = { type: 'request', xid, operation };
  ctx.send(connection, message);
}

/** Clients that write through all servers of an ensemble as fast as it answers. */
export function runWriteLoad(servers: number, duration: number): Simulation {
  const text = `ensemble: 1\ntitle: Load\nduration: ${String(duration)}ms\nnodes:\n  zk: { kind: zookeeper, count: ${String(servers)} }`;
  const parsed = parseScenario(text, kinds);
  if (!parsed.ok) throw new RangeError('the load does not parse');
  const world = buildWorld(parsed.value.scenario, kinds, HEADLESS_LIMITS);
  const names = world.nodes.map(({ name }) => name);
  const clients = Array.from({ length: CLIENTS }, (_, index) => ({
    name: `load-${String(index + 1)}`,
    group: 'load',
    kind: load,
    config: { server: defined(names[index % names.length], 'server') },
    start: 0,
  }));
  const simulation = Simulation.create({ ...world, nodes: [...world.nodes, ...clients] });
  simulation.run();
  return simulation;
}
