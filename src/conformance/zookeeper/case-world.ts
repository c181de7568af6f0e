import type { Directory, KindDefinition } from '../../kernel/kind.ts';
import { HEADLESS_LIMITS, type World, type WorldNode } from '../../kernel/world.ts';
import { type ZookeeperOptions, zookeeperOptions } from '../../kinds/zookeeper/config.ts';
import { zookeeper } from '../../kinds/zookeeper/model.ts';
import { MILLISECOND, SECOND } from '../../lib/units.ts';
import { defaultOf } from '../../scenario/node-options.ts';
import { caseClient } from './case-client.ts';
import type { Case } from './case.ts';
import { wireProbe } from './wire-probe.ts';

/** Longer than any case: a case that is still not over then has reached a limit. */
const DURATION_MAX = 7200 * SECOND;

/** One machine's loopback, and a disk of the same machine. */
const LINK = { latency: 200, jitter: 50 };
const DISK_SYNC = MILLISECOND;

const ENSEMBLE = 'zk';
export const PROBE = 'probe';

export function serverNode(id: number): string {
  return `zk-${id}`;
}

export function serverIdOf(node: string): number {
  return Number(node.slice('zk-'.length));
}

export function clientNode(client: string): string {
  return `client-${client}`;
}

export function serverIds(file: Case): readonly number[] {
  return Array.from({ length: file.ensemble.servers }, (_, index) => index + 1);
}

/** What plays the servers and the clients' processes. */
export interface Cast {
  readonly server: KindDefinition;
  readonly client: KindDefinition;
}

export const CAST: Cast = { server: zookeeper, client: caseClient };

/** The world of a case: its servers, a node for each client's process, and a probe for the bare protocol. */
export function caseWorld(file: Case, seed: number, { server, client }: Cast): World {
  const servers = serverIds(file).map(serverNode);
  const options = serverOptions(file);
  const directory = directoryOf(servers, options);
  const node = (name: string, group: string, kind: KindDefinition, config: unknown): WorldNode => ({
    name, group, kind, config, start: 0,
  }); // prettier-ignore
  return {
    seed,
    duration: DURATION_MAX,
    nodes: [
      ...servers.map((name) => node(name, ENSEMBLE, server, server.configure(options, name, directory))),
      ...Object.keys(file.clients).map((name) => node(clientNode(name), clientNode(name), client, undefined)),
      node(PROBE, PROBE, wireProbe, undefined),
    ],
    network: { quality: () => LINK },
    faults: [],
    limits: HEADLESS_LIMITS,
  };
}

/** zoo.cfg of the recorded servers (3.8.0 with extendedTypesEnabled). */
function serverOptions(file: Case): ZookeeperOptions {
  const { tickTime, initLimit, syncLimit, cfg } = file.ensemble;
  const defaults = Object.entries(zookeeperOptions).map(([name, spec]) => [name, defaultOf(spec)] as const);
  const wanted: Readonly<Record<string, unknown>> = {
    tickTime: tickTime * MILLISECOND,
    initLimit,
    syncLimit,
    diskSync: DISK_SYNC,
    extendedTypes: true,
    strictNewLeader: false,
    ...Object.fromEntries(Object.entries(cfg).map(([name, value]) => [name, configured(name, value)])),
  };
  return Object.fromEntries(
    defaults.map(([name, value]) => [name, wanted[name] ?? value]),
  ) as unknown as ZookeeperOptions;
}

/** A line of zoo.cfg in base units: times are in milliseconds there, and -1 stands for the default. */
function configured(name: string, value: string | number | boolean): unknown {
  const spec = Object.entries(zookeeperOptions).find(([key]) => key === name)?.[1];
  if (spec === undefined) return undefined;
  const type: string = spec.type;
  if (type === 'flag') return value === true || value === 'true';
  if (type === 'duration' && Number(value) === -1) return undefined;
  return Number(value) * (type === 'duration' ? MILLISECOND : 1);
}

/** Lines of zoo.cfg that the model has no option for. */
export function unmodelled(file: Case): readonly string[] {
  return Object.keys(file.ensemble.cfg).filter((name) => !Object.hasOwn(zookeeperOptions, name));
}

function directoryOf(servers: readonly string[], options: ZookeeperOptions): Directory {
  return {
    members: (name) => (name === ENSEMBLE ? servers : [name]),
    options: () => ({ ...options }),
    later: () => [],
    registrants: () => [],
    address: (name) => `${name}:2181`,
    group: (name) => (servers.includes(name) ? ENSEMBLE : name),
  };
}
