import type { Command, Context, Draft, KindDefinition, Message, NodeEvent } from '../kernel/kind.ts';
import type { Fault } from '../kernel/fault.ts';
import { DEFAULT_LIMITS, type Limits, type World } from '../kernel/world.ts';
import { MILLISECOND } from '../lib/units.ts';

/** A small kind for tests of the kernel: chats with its peers at random, counts, and writes what it counts to disk. */
const GAP = 5 * MILLISECOND;

export interface ToyConfig {
  readonly peers: readonly string[];
  /** Talks to the instances of this group, too. */
  readonly follows?: string;
  /** The longest gap between two words. */
  readonly gap: number;
  /** Set: it resets its machine, which takes so long to boot. */
  readonly boot?: number;
}

export interface ToyState {
  readonly config: ToyConfig;
  readonly peers: readonly string[];
  readonly said: number;
  readonly heard: number;
  readonly synced: number;
  /** What it found on its disk when it started. */
  readonly found: number;
  readonly broken: number;
}

interface Word extends Message {
  readonly type: 'word';
  readonly count: number;
}

function chat(s: Draft<ToyState>, ctx: Context): void {
  const stream = ctx.random('chat');
  const peer = s.peers[stream.below(Math.max(1, s.peers.length))];
  ctx.startTimer('chat', 1 + stream.below(s.config.gap));
  if (peer === undefined) return;
  s.said++;
  const connection = ctx.connect(peer, 'toy');
  ctx.send(connection, { type: 'word', count: s.said } satisfies Word);
  ctx.write(s.said, 'count', s.said, 2 * MILLISECOND);
}

function handle(s: Draft<ToyState>, event: NodeEvent, ctx: Context): void {
  switch (event.type) {
    case 'timer':
      if (event.name === 'last words') ctx.exit();
      else chat(s, ctx);
      break;
    case 'command':
      obey(s, event.message as Command, ctx);
      break;
    case 'message':
      s.heard++;
      ctx.close(event.connection);
      if (s.heard % 50 === 0) ctx.milestone({ type: 'heard', data: { count: s.heard } });
      break;
    case 'closed':
      if (event.reason !== 'closed') s.broken++;
      break;
    case 'written':
      s.synced = event.key;
      break;
    default:
      break;
  }
}

function obey(s: Draft<ToyState>, command: Command, ctx: Context): void {
  if (command.type === 'members') s.peers = peersOf(s.config, ctx);
  else if (command.type === 'set') {
    s.config = command.config as ToyConfig;
    if (s.config.boot !== undefined) ctx.reset('it was set', s.config.boot);
  } else ctx.startTimer('last words', MILLISECOND);
}

function peersOf({ peers, follows }: ToyConfig, ctx: Context): readonly string[] {
  return follows === undefined ? peers : [...peers, ...ctx.members(follows)];
}

const toy: KindDefinition<unknown, ToyConfig, ToyState, number> = {
  kind: 'toy',
  summary: 'Chats with its peers.',
  options: {},
  invariants: [],
  families: {},
  configure: () => ({ peers: [], gap: GAP }),
  start: (config, durable, ctx) => {
    ctx.startTimer('chat', 1 + ctx.random('chat').below(MILLISECOND));
    const found = durable ?? 0;
    return { config, peers: peersOf(config, ctx), said: found, heard: 0, synced: found, found, broken: 0 };
  },
  copy: (s) => ({
    config: s.config,
    peers: s.peers,
    said: s.said,
    heard: s.heard,
    synced: s.synced,
    found: s.found,
    broken: s.broken,
  }),
  handle,
  role: (s) => (s.heard > 100 ? 'veteran' : 'novice'),
  face: (s) => ({ role: '', tone: 'plain', facts: [String(s.heard)] }),
  edges: (config) => config.peers.map((to) => ({ to, plane: 'traffic' })),
  follows: ({ follows }) => (follows === undefined ? [] : [follows]),
  leaves: true,
};

export interface ToyWorldOptions {
  readonly seed?: number;
  readonly nodes?: number;
  readonly faults?: readonly Fault[];
  readonly duration?: number;
  readonly limits?: Partial<Limits>;
  /** Adds a node that nobody talks to and that talks to nobody. */
  readonly hermit?: boolean;
  /** Adds a group `flock` of hermits with whom toy-1 chats, and as many again that can be added later. */
  readonly flock?: number;
}

export function toyWorld({
  seed = 1,
  nodes = 4,
  faults = [],
  duration = 300 * MILLISECOND,
  limits = {},
  hermit = false,
  flock = 0,
}: ToyWorldOptions = {}): World {
  const names = Array.from({ length: nodes }, (_, index) => `toy-${String(index + 1)}`);
  const node = (name: string, peers: readonly string[]): World['nodes'][number] => ({
    name,
    group: name,
    kind: toy,
    config: configOf(name, peers),
    start: 0,
    reconfigured: (options) => ({ ...configOf(name, peers), ...options }),
  });
  const configOf = (name: string, peers: readonly string[]): ToyConfig => ({
    peers,
    gap: GAP,
    ...(flock > 0 && name === 'toy-1' ? { follows: 'flock' } : {}),
  });
  const birds = Array.from({ length: 2 * flock }, (_, index) => ({
    ...node(`flock-${String(index + 1)}`, []),
    group: 'flock',
    ...(index < flock ? {} : { later: true }),
  }));
  const chatting = names.map((name) =>
    node(
      name,
      names.filter((other) => other !== name),
    ),
  );
  return {
    seed,
    duration,
    nodes: [...chatting, ...birds, ...(hermit ? [node('hermit', [])] : [])],
    network: { quality: () => ({ latency: 500, jitter: 100 }) },
    faults,
    limits: { ...DEFAULT_LIMITS, ...limits },
  };
}
