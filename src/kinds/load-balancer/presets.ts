import type { Directory } from '../../kernel/kind.ts';
import { type Duration, MINUTE, SECOND } from '../../lib/units.ts';
import {
  type ActiveCheck,
  BASE_CONFIG,
  type LoadBalancerConfig,
  type PoolServer,
  type Product,
} from './config.ts';
import { followingOf, placesOf } from './members.ts';
import type { LoadBalancerOptions } from './options.ts';

type Base = Omit<LoadBalancerConfig, 'servers'>;

/** A preset: what a product does when nothing is said, and its check, if it makes any. */
interface Preset extends Base {
  readonly maxFails: number;
  readonly failTimeout: Duration;
}

/** Without a preset: checks as HAProxy makes them, and one attempt a request. */
const PLAIN: Preset = {
  ...BASE_CONFIG,
  retries: 0,
  keepAlive: true,
  maxFails: 0,
  failTimeout: 10 * SECOND,
  check: { type: 'http', path: '/health', interval: 2 * SECOND, rise: 2, fall: 3, deadline: SECOND },
};

const PRESETS: Readonly<Record<Product, Preset>> = {
  haproxy: {
    ...PLAIN,
    retries: 3,
    check: { type: 'http', path: '/health', interval: 2 * SECOND, rise: 2, fall: 3 },
  },
  nginx: {
    ...PLAIN,
    product: 'nginx',
    keepAlive: false,
    timeouts: { connect: MINUTE, server: MINUTE },
    maxFails: 1,
    check: undefined,
  },
  'aws-alb': {
    ...PLAIN,
    product: 'aws-alb',
    timeouts: { connect: 10 * SECOND, server: MINUTE },
    failOpen: true,
    check: {
      type: 'http', path: '/health', interval: 30 * SECOND, rise: 5, fall: 2, deadline: 5 * SECOND, initial: 'down',
      pace: 'began', expect: [200, 200],
    }, // prettier-ignore
  },
  envoy: {
    ...PLAIN,
    product: 'envoy',
    timeouts: { connect: 5 * SECOND, server: 15 * SECOND },
    // A retry policy says both; where a file says only how many, they are for connections, as HAProxy's are.
    retryOn: ['connect-failure'],
    allBackups: true,
    panic: 0.5,
    check: {
      type: 'http', path: '/health', interval: 2 * SECOND, rise: 2, fall: 3, deadline: SECOND, initial: 'down',
      expect: [200, 200], statusIsFatal: true, noTrafficInterval: MINUTE,
    }, // prettier-ignore
    circuitBreaker: { connections: 1024, pending: 1024, requests: 1024, retries: 3 },
  },
};

/** The options of a scenario file, resolved: the preset first, then what the file says. */
export function configOf(options: LoadBalancerOptions, directory: Directory): LoadBalancerConfig {
  const preset = options.preset === undefined ? PLAIN : PRESETS[options.preset];
  const { maxFails, failTimeout, ...base } = preset;
  const retryOn = options.retryOn ?? undefined;
  const nginx = base.product === 'nginx';
  return {
    ...base,
    ...followingOf(options.targets, options.sessionTimeout, directory),
    servers: serversOf(options, directory, { maxFails, failTimeout }),
    algorithm: { name: options.algorithm },
    timeouts: timeoutsOf(options, base),
    retries: options.retries ?? (base.product === 'envoy' && retryOn !== undefined ? 1 : base.retries),
    redispatch: options.redispatch ?? base.redispatch,
    retryOn: retryOn ?? base.retryOn,
    nextUpstream: retryOn ?? base.nextUpstream,
    nextUpstreamTries: nginx && options.retries !== undefined ? options.retries + 1 : undefined,
    allBackups: options.allBackups ?? base.allBackups,
    abortOnClose: options.abortOnClose ?? base.abortOnClose,
    keepAlive: options.keepAlive ?? base.keepAlive,
    check: checkOf(options, base),
    outliers: options.outliers,
    panic: options.panic ?? base.panic,
    failOpen: options.failOpen ?? base.failOpen,
    circuitBreaker: options.circuitBreaker ?? base.circuitBreaker,
  };
}

function timeoutsOf({ timeouts, queue, check, preset }: LoadBalancerOptions, base: Base): Base['timeouts'] {
  return {
    connect: timeouts?.connect ?? base.timeouts.connect,
    server: timeouts?.server ?? base.timeouts.server,
    queue: queue?.timeout,
    check: preset === 'haproxy' ? check.timeout : undefined,
  };
}

function checkOf({ check, preset }: LoadBalancerOptions, base: Base): ActiveCheck | undefined {
  const usual = base.check ?? (check.type === undefined ? undefined : PLAIN.check);
  if (usual === undefined || check.type === 'none') return undefined;
  return {
    ...usual,
    type: check.type ?? usual.type,
    path: check.path ?? usual.path,
    interval: check.interval ?? usual.interval,
    fall: check.fall ?? usual.fall,
    rise: check.rise ?? usual.rise,
    deadline: preset === 'haproxy' ? undefined : (check.timeout ?? usual.deadline),
    fastInterval: check.fastInterval,
    downInterval: check.downInterval,
    noTrafficInterval: check.noTrafficInterval ?? usual.noTrafficInterval,
    initial: check.initial ?? usual.initial,
    observe: check.observe,
    onMarkedDown: check.onMarkedDown,
  };
}

function serversOf(
  options: LoadBalancerOptions,
  directory: Directory,
  passive: Pick<PoolServer, 'maxFails' | 'failTimeout'>,
): readonly PoolServer[] {
  const backups = placesOf(options.backups ?? [], directory);
  const isBackup = (name: string): boolean => backups.some((backup) => backup.name === name);
  const active = placesOf(options.targets, directory).filter(({ name }) => !isBackup(name));
  const weights = new Map(
    (options.weights ?? []).flatMap(({ server, weight }) =>
      placesOf([server], directory).map(({ name }) => [name, weight] as const),
    ),
  );
  return [...active, ...backups].map(({ name, group, later }) => ({
    name,
    group,
    later,
    address: directory.address(name),
    weight: weights.get(name) ?? 1,
    maxConnections: options.maxConnections,
    maxQueue: options.queue?.limit,
    ...passive,
    ...options.passive,
    backup: isBackup(name),
    disabled: false,
    slowStart: options.slowStart ?? 0,
  }));
}
