/** Systems with one bug each, for judging what judges runs: they must fail. */
import type { Context, KindDefinition, Message, NodeEvent } from '../kernel/kind.ts';
import { kinds } from '../kinds/index.ts';
import { PLANTED_BUGS, type PlantedBug } from '../kinds/zookeeper/planted-bugs.ts';
import type { ClientMessage } from '../kinds/zookeeper/protocol.ts';
import type { QuorumMessage } from '../kinds/zookeeper/quorum-protocol.ts';
import type { ServerConfig, ServerDurable, ServerState } from '../kinds/zookeeper/state.ts';
import { defined } from '../lib/assert.ts';
import { seedOf } from './campaign.ts';
import { drawPlan } from './draw-plan.ts';
import { type Failure, tryPlan } from './trial.ts';

export type Area =
  | 'election' | 'discovery' | 'synchronisation' | 'broadcast' | 'persistence' | 'sessions' | 'watches' | 'data model'
  | 'client library'; // prettier-ignore

export interface Bug {
  readonly name: string;
  readonly area: Area;
  /** What is wrong, in a sentence. */
  readonly does: string;
  readonly kinds: readonly KindDefinition[];
}

type Zookeeper = KindDefinition<unknown, ServerConfig, ServerState, ServerDurable>;

const server = kindNamed('zookeeper') as Zookeeper;
const client = kindNamed('zookeeper-client');

function kindNamed(name: string): KindDefinition {
  return defined(kinds.find(({ kind }) => kind === name), `kind ${name}`); // prettier-ignore
}

function withKind(changed: KindDefinition): readonly KindDefinition[] {
  return kinds.map((kind) => (kind.kind === changed.kind ? changed : kind));
}

/** A bug inside the model of a server. */
function planted(name: PlantedBug, area: Area): Bug {
  const configure: Zookeeper['configure'] = (...args) => ({ ...server.configure(...args), bug: name });
  return {
    name,
    area,
    does: PLANTED_BUGS[name],
    kinds: withKind({ ...server, configure } as KindDefinition),
  };
}

/** A bug around a server: the model is sound, but something else starts from its disk, or reaches it. */
function around(name: string, area: Area, does: string, change: Partial<Zookeeper>): Bug {
  return { name, area, does, kinds: withKind({ ...server, ...change } as KindDefinition) };
}

/** Servers that take some packets for others; undefined: they never got it. */
function mishearing(hear: (message: Heard) => Message | undefined): Partial<Zookeeper> {
  return {
    handle: (state, event, ctx) => {
      const heard = misheard(event, hear);
      if (heard !== undefined) server.handle(state, heard, ctx);
    },
  };
}

type Heard = QuorumMessage | ClientMessage;

function misheard(event: NodeEvent, hear: (message: Heard) => Message | undefined): NodeEvent | undefined {
  if (event.type !== 'message') return event;
  const message = hear(event.message as Heard);
  return message && { ...event, message };
}

/** Clients whose library says something else than it should; undefined: nothing. */
function misspeaking(
  name: string,
  does: string,
  say: (message: ClientMessage) => ClientMessage | undefined,
): Bug {
  const handle: KindDefinition['handle'] = (state, event, ctx) => {
    client.handle(state, event, speaking(ctx, say));
  };
  return { name, area: 'client library', does, kinds: withKind({ ...client, handle }) };
}

function speaking(ctx: Context, say: (message: ClientMessage) => ClientMessage | undefined): Context {
  const send: Context['send'] = (connection, message) => {
    const said = say(message as Message as ClientMessage);
    if (said !== undefined) ctx.send(connection, said);
  };
  return Object.assign(Object.create(ctx) as Context, { send });
}

const forgetsLog: Zookeeper['start'] = (config, durable, ctx) => {
  if (durable === undefined) return server.start(config, durable, ctx);
  return server.start(config, { ...durable, log: durable.log.truncate(durable.log.length >> 1) }, ctx);
};

const forgetsEpochs: Zookeeper['start'] = (config, durable, ctx) =>
  server.start(config, durable && { ...durable, acceptedEpoch: 0, currentEpoch: 0 }, ctx);

const epochBeforeHistory: Zookeeper['configure'] = (...args) => ({
  ...server.configure(...args),
  strictNewLeader: false,
});

export const bugs: readonly Bug[] = [
  planted('votes-without-zxid', 'election'),
  planted('reuses-epochs', 'discovery'),
  planted('counts-observers', 'discovery'),
  planted('serves-without-quorum', 'synchronisation'),
  planted('elects-anybody', 'election'),
  planted('forgets-outstanding', 'synchronisation'),
  around('keeps-a-tail', 'synchronisation', 'a learner keeps what it should cut off', mishearing((message) =>
    message.type === 'trunc' ? { ...message, type: 'diff' } : message,
  )), // prettier-ignore
  around('serves-too-early', 'synchronisation', 'a learner serves as soon as it has the history', mishearing((message) =>
    message.type === 'new-leader' ? { type: 'up-to-date' } : message,
  )), // prettier-ignore
  around('epoch-before-history', 'synchronisation', 'a learner is in the new epoch before its disk has the history (ZooKeeper 3.8.0)', {
    configure: epochBeforeHistory,
  }), // prettier-ignore
  planted('acknowledges-before-sync', 'broadcast'),
  planted('commits-by-any-ack', 'broadcast'),
  planted('applies-before-commit', 'broadcast'),
  planted('never-resigns', 'broadcast'),
  around('forgets-epochs', 'persistence', 'a server that restarts has lost its epochs', { start: forgetsEpochs }),
  around('forgets-log', 'persistence', 'a server that restarts has lost half its log', { start: forgetsLog }),
  around('forgets-sessions', 'persistence', 'a snapshot that is sent lacks the sessions', mishearing((message) =>
    message.type === 'snap' ? { ...message, tree: { ...message.tree, sessions: undefined } } : message,
  )), // prettier-ignore
  planted('keeps-ephemerals', 'sessions'),
  planted('revives-sessions', 'sessions'),
  planted('expires-after-election', 'sessions'),
  around('ignores-touches', 'sessions', 'a leader ignores whom its learners have heard of', mishearing((message) =>
    message.type === 'follower-ping' ? { ...message, touches: [] } : message,
  )), // prettier-ignore
  planted('replies-before-events', 'watches'),
  around('forgets-catch-up', 'watches', 'watches that are set again do not tell what was missed', mishearing((message) =>
    message.type === 'set-watches' ? { ...message, relativeZxid: Number.MAX_SAFE_INTEGER } : message,
  )), // prettier-ignore
  planted('overtakes-writes', 'data model'),
  planted('validates-against-applied', 'data model'),
  around('shows-older-states', 'data model', 'a server serves clients that have seen more than it', mishearing((message) =>
    message.type === 'connect' ? { ...message, lastZxid: 0 } : message,
  )), // prettier-ignore
  misspeaking('forgets-watches', 'watches are not set again after a reconnection', (message) =>
    message.type === 'set-watches' ? undefined : message,
  ),
  misspeaking('never-pings', 'a client that asks nothing is silent', (message) =>
    message.type === 'ping' ? undefined : message,
  ),
  misspeaking('forgets-its-session', 'a client comes back with a wrong password', (message) =>
    message.type === 'connect' ? { ...message, password: 0 } : message,
  ),
]; // prettier-ignore

/** Which run of a seed was the first to fail, counted from 1. */
export interface Finding {
  readonly run: number;
  readonly failure: Failure;
}

/** Runs a system with a bug under the faults of a campaign until it fails. */
export function findBug(bug: Bug, runs: number, seed: number): Finding | undefined {
  for (let run = 0; run < runs; run++) {
    const { failure } = tryPlan(drawPlan(seedOf(seed, run), server.options), bug.kinds);
    if (failure !== undefined) return { run: run + 1, failure };
  }
  return undefined;
}
