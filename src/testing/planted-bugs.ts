/** Systems with one bug each, for judging what judges runs: each must fail. */
import { compare } from '../conformance/zookeeper/compare.ts';
import type { JsonObject } from '../conformance/json.ts';
import { CAST } from '../conformance/zookeeper/case-world.ts';
import type { Case } from '../conformance/zookeeper/case.ts';
import { playCase } from '../conformance/zookeeper/player.ts';
import { seedOf } from '../fuzz/campaign.ts';
import { drawPlan } from '../fuzz/draw-plan.ts';
import { type Failure, tryPlan } from '../fuzz/trial.ts';
import type { Context, KindDefinition, Message, NodeEvent } from '../kernel/kind.ts';
import { kinds } from '../kinds/index.ts';
import { zookeeperOptions } from '../kinds/zookeeper/config.ts';
import { zookeeper } from '../kinds/zookeeper/model.ts';
import { PLANTED_BUGS, type PlantedBug } from '../kinds/zookeeper/planted-bugs.ts';
import type { ClientMessage } from '../kinds/zookeeper/protocol.ts';
import type { QuorumMessage } from '../kinds/zookeeper/quorum-protocol.ts';

export interface Bug {
  readonly name: string;
  readonly area: string;
  /** What is wrong, in a sentence. */
  readonly does: string;
  /** The kind with the bug; the same if it is not its own. */
  readonly plant: (kind: KindDefinition) => KindDefinition;
}

type Server = typeof zookeeper;

/** A bug of servers. */
function inServer(name: string, area: string, does: string, change: Partial<Server>): Bug {
  const plant: Bug['plant'] = (kind) => (kind.kind === 'zookeeper' ? { ...zookeeper, ...change } : kind);
  return { name, area, does, plant };
}

/** A bug inside the model of a server. */
function planted(name: PlantedBug, area: string): Bug {
  const configure: Server['configure'] = (...args) => ({ ...zookeeper.configure(...args), bug: name });
  return inServer(name, area, PLANTED_BUGS[name], { configure });
}

type Heard = QuorumMessage | ClientMessage;

/** Servers that take some packets for others. */
function mishearing(name: string, area: string, does: string, hear: (message: Heard) => Message): Bug {
  const handle: Server['handle'] = (state, event, ctx) => {
    zookeeper.handle(state, misheard(event, hear), ctx);
  };
  return inServer(name, area, does, { handle });
}

function misheard(event: NodeEvent, hear: (message: Heard) => Message): NodeEvent {
  if (event.type !== 'message') return event;
  const { type, connection, from, message } = event;
  return { type, connection, from, message: hear(message as Heard) };
}

/** Clients whose library says something else than it should; undefined: nothing. */
function misspeaking(
  name: string,
  does: string,
  say: (message: ClientMessage) => ClientMessage | undefined,
): Bug {
  const plant: Bug['plant'] = (kind) => {
    if (kind.kind !== 'zookeeper-client' && kind.kind !== 'case-client') return kind;
    const handle: KindDefinition['handle'] = (state, event, ctx) => {
      kind.handle(state, event, speaking(ctx, say));
    };
    return { ...kind, handle };
  };
  return { name, area: 'client library', does, plant };
}

function speaking(ctx: Context, say: (message: ClientMessage) => ClientMessage | undefined): Context {
  const send: Context['send'] = (connection, message) => {
    const said = say(message as Message as ClientMessage);
    if (said !== undefined) ctx.send(connection, said);
  };
  return Object.assign(Object.create(ctx) as Context, { send });
}

const forgetsLog: Server['start'] = (config, durable, ctx) => {
  if (durable === undefined) return zookeeper.start(config, durable, ctx);
  return zookeeper.start(config, { ...durable, log: durable.log.truncate(durable.log.length >> 1) }, ctx);
};

const forgetsEpochs: Server['start'] = (config, durable, ctx) =>
  zookeeper.start(config, durable && { ...durable, acceptedEpoch: 0, currentEpoch: 0 }, ctx);

const epochBeforeHistory: Server['configure'] = (...args) => ({
  ...zookeeper.configure(...args),
  strictNewLeader: false,
});

/** By area. */
export const bugs: readonly Bug[] = [
  planted('votes-without-zxid', 'election'),
  planted('elects-anybody', 'election'),
  planted('reuses-epochs', 'discovery'),
  planted('serves-without-quorum', 'synchronisation'),
  planted('forgets-outstanding', 'synchronisation'),
  mishearing('keeps-a-tail', 'synchronisation', 'a learner keeps what it should cut off', (message) =>
    message.type === 'trunc' ? { ...message, type: 'diff' } : message,
  ),
  mishearing(
    'serves-too-early',
    'synchronisation',
    'a learner serves as soon as it has the history',
    (message) => (message.type === 'new-leader' ? { type: 'up-to-date' } : message),
  ),
  inServer(
    'epoch-before-history',
    'synchronisation',
    'the epoch is on disk before the history, as up to 3.8.4',
    {
      configure: epochBeforeHistory,
    },
  ),
  planted('acknowledges-before-sync', 'broadcast'),
  planted('commits-by-any-ack', 'broadcast'),
  planted('applies-before-commit', 'broadcast'),
  planted('never-resigns', 'broadcast'),
  inServer('forgets-epochs', 'persistence', 'a server that restarts has lost its epochs', {
    start: forgetsEpochs,
  }),
  inServer('forgets-log', 'persistence', 'a server that restarts has lost half its log', {
    start: forgetsLog,
  }),
  mishearing('forgets-sessions', 'persistence', 'a snapshot that is sent lacks the sessions', (message) =>
    message.type === 'snap'
      ? ({ ...message, tree: { ...message.tree, sessions: undefined } } as Message)
      : message,
  ),
  planted('keeps-ephemerals', 'sessions'),
  planted('revives-sessions', 'sessions'),
  planted('expires-after-election', 'sessions'),
  mishearing('ignores-touches', 'sessions', 'a leader ignores whom its learners have heard of', (message) =>
    message.type === 'follower-ping' ? ({ ...message, touches: [] } as Message) : message,
  ),
  planted('replies-before-events', 'watches'),
  mishearing(
    'forgets-catch-up',
    'watches',
    'watches that are set again do not tell what was missed',
    (message) =>
      message.type === 'set-watches'
        ? ({ ...message, relativeZxid: Number.MAX_SAFE_INTEGER } as Message)
        : message,
  ),
  planted('overtakes-writes', 'data model'),
  planted('validates-against-applied', 'data model'),
  mishearing('ignores-versions', 'data model', 'a write is made whatever version it expects', (message) =>
    message.type === 'request' && 'version' in message.operation
      ? ({ ...message, operation: { ...message.operation, version: -1 } } as Message)
      : message,
  ),
  misspeaking('forgets-watches', 'watches are not set again after a reconnection', (message) =>
    message.type === 'set-watches' ? undefined : message,
  ),
  misspeaking('never-pings', 'a client that asks nothing is silent', (message) =>
    message.type === 'ping' ? undefined : message,
  ),
  misspeaking('forgets-its-session', 'a client comes back with a wrong password', (message) =>
    message.type === 'connect' && message.session !== 0 ? { ...message, password: 0 } : message,
  ),
];

/** The first run of a seed that failed, counted from 1. */
export interface Finding {
  readonly run: number;
  readonly failure: Failure;
}

/** Runs a system with a bug under the faults of a campaign until it fails. */
export function fuzzBug({ plant }: Bug, runs: number, seed: number): Finding | undefined {
  const buggy = kinds.map(plant);
  for (let run = 0; run < runs; run++) {
    const { failure } = tryPlan(drawPlan(seedOf(seed, run), zookeeperOptions), buggy);
    if (failure !== undefined) return { run: run + 1, failure };
  }
  return undefined;
}

/** Whether a recorded case comes out otherwise with a bug. */
export function differs({ plant }: Bug, file: Case, golden: JsonObject, seed: number): boolean {
  const played = playCase(file, seed, { server: plant(CAST.server), client: plant(CAST.client) });
  return compare(golden, played).length > 0;
}
