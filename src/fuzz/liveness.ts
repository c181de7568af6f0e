import type { NodeRuntime } from '../kernel/node-runtime.ts';
import type { Simulation } from '../kernel/simulation.ts';
import type { RequestObservation } from '../kinds/client/protocol.ts';
import type { SimTime } from '../lib/units.ts';
import {
  deliveredCount,
  runningServers,
  servingEpoch,
  servingUnder,
  openSessions,
} from '../kinds/zookeeper/invariants/server-view.ts';
import type { SessionId } from '../kinds/zookeeper/protocol.ts';
import type { ServerState } from '../kinds/zookeeper/state.ts';
import type { ZookeeperClientState } from '../kinds/zookeeper-client/state.ts';

/** What there was to be done at some moment. */
export interface Backlog {
  /** How many transactions were committed. */
  readonly committed: number;
  /** How many requests each client had made, and how many were answered. */
  readonly asked: Readonly<Record<string, number>>;
  readonly answered: Readonly<Record<string, number>>;
  readonly sessions: readonly SessionId[];
  /** The sessions that connected clients held. */
  readonly held: readonly SessionId[];
}

export function backlogOf(nodes: readonly NodeRuntime[]): Backlog {
  const servers = runningServers(serversOf(nodes));
  const clients = clientsOf(nodes);
  return {
    committed: Math.max(0, ...servers.map(({ server }) => deliveredCount(server))),
    asked: Object.fromEntries(clients.map(({ name, client }) => [name, client.asked])),
    answered: Object.fromEntries(clients.map(({ name, client }) => [name, client.answered])),
    sessions: servers.flatMap(({ server }) =>
      servingEpoch(server) === undefined ? [] : openSessions(server),
    ),
    held: clients.flatMap(({ client: { zookeeper } }) =>
      zookeeper.state === 'CONNECTED' ? [zookeeper.session] : [],
    ),
  };
}

/**
 * What a system that was left in peace for long enough has not done, or undefined: one leader serves and all follow
 * it, the servers have what was committed, clients are connected and answered, and only their sessions are open. `expired` are
 * the sessions that expired since the backlog was made.
 */
export function missed(
  nodes: readonly NodeRuntime[],
  backlog: Backlog,
  expired: readonly SessionId[],
): string | undefined {
  const servers = runningServers(serversOf(nodes));
  const down = serversOf(nodes).find(({ state }) => state === undefined);
  if (down !== undefined) return `${down.name} is not running`;
  const leaders = servers.filter(({ server }) => servingEpoch(server) !== undefined);
  const [leader] = leaders;
  if (leader === undefined || leaders.length > 1) return `${String(leaders.length)} leaders serve`;
  for (const { name, server } of servers) {
    if (name !== leader.name && servingUnder(server) !== leader.name)
      return `${name} does not follow ${leader.name}`;
    if (deliveredCount(server) < backlog.committed) return `${name} has not delivered what was committed`;
  }
  const lost = expired.find((session) => backlog.held.includes(session));
  if (lost !== undefined) return `session ${String(lost)} expired in peace`;
  const clients = clientsOf(nodes);
  // Sessions of other kinds are not known here.
  return clients.length === 0 ? undefined : missedByClients(leader.server, clients, backlog);
}

/** Databases that were left in peace have one primary, and users' writes succeed, as they did since `since`. */
export function missedByDatabases({ nodes, recording }: Simulation, since: SimTime): string | undefined {
  const databases = nodes.filter(({ spec }) => spec.kind.kind === 'database');
  if (databases.length === 0) return undefined;
  const primaries = databases.filter(({ role }) => role === 'primary');
  if (primaries.length !== 1) return `${String(primaries.length)} databases are primary`;
  const writes = recording.observations.filter(({ time, value }) => {
    return time > since && value.type === 'request' && (value as RequestObservation).kind === 'write';
  });
  const failed = writes.filter(({ value }) => !(value as RequestObservation).ok).length;
  return failed === 0 ? undefined : `${String(failed)} of ${String(writes.length)} writes fail in peace`;
}

function missedByClients(
  leader: ServerState,
  clients: readonly RunningClient[],
  { asked, answered, sessions }: Backlog,
): string | undefined {
  const open = new Set(openSessions(leader));
  for (const { name, client } of clients) {
    // One that has just closed its session is on its way to the next.
    const active = client.zookeeper.state === 'CONNECTED' || client.answered > (answered[name] ?? 0);
    if (!active) return `${name} is not connected`;
    if (client.answered < (asked[name] ?? 0)) return `${name} was not answered`;
    const { state, session, closing } = client.zookeeper;
    if (state === 'CONNECTED' && closing === undefined && !open.has(session))
      return `${name} has a session that is gone`;
  }
  const current = new Set(clients.map(({ client }) => client.zookeeper.session));
  const stale = openSessions(leader).find((session) => sessions.includes(session) && !current.has(session));
  return stale === undefined ? undefined : `session ${String(stale)} has not expired`;
}

function serversOf(nodes: readonly NodeRuntime[]): readonly NodeRuntime[] {
  return nodes.filter(({ spec }) => spec.kind.kind === 'zookeeper');
}

interface RunningClient {
  readonly name: string;
  readonly client: ZookeeperClientState;
}

function clientsOf(nodes: readonly NodeRuntime[]): readonly RunningClient[] {
  return nodes.flatMap(({ name, spec, state }) =>
    spec.kind.kind === 'zookeeper-client' && state !== undefined
      ? [{ name, client: state as ZookeeperClientState }]
      : [],
  );
}
