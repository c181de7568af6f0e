import { z } from 'zod';
import { isRecord } from '../../lib/plain-data.ts';
import { failure, type Result, success } from '../../lib/result.ts';
import { BALANCER, CLIENT } from './names.ts';

/** Longer than this is no test; milliseconds. */
const TIME_MAX = 600_000;
const REQUESTS_MAX = 20_000;
const SERVERS_MAX = 500;

const ms = z.number().min(0).max(TIME_MAX);
const period = z.number().min(1).max(TIME_MAX);
const count = z.number().int().min(0);
const threshold = z.number().int().min(1).max(1000);
const id = z.string().regex(/^[\w.-]{1,100}$/);

/** What a server is made to do; each entry leaves the fields that it does not name as they are. */
const behaviour = z.object({
  mode: z.enum(['up', 'crash', 'hang', 'freeze', 'thaw', 'blackhole']).optional(),
  slow: ms.optional(),
  health: z.number().int().min(0).max(599).optional(),
  app: z.number().int().min(-2).max(599).optional(),
  agent: z.string().nullable().optional(),
});

const check = z.object({
  type: z.enum(['http', 'tcp']),
  path: z.string().optional(),
  inter_ms: period,
  fastinter_ms: period.optional(),
  downinter_ms: period.optional(),
  rise: threshold,
  fall: threshold,
  observe: z
    .object({
      layer: z.enum(['layer4', 'layer7']),
      error_limit: threshold.default(10),
      on_error: z.enum(['fastinter', 'fail-check', 'sudden-death', 'mark-down']).default('fail-check'),
    })
    .optional(),
  on_marked_down: z.literal('shutdown-sessions').optional(),
});

const server = z.object({
  id,
  weight: count.max(256).default(1),
  maxconn: count.optional(),
  maxqueue: count.optional(),
  max_fails: count.default(1),
  fail_timeout_s: count.max(3600).default(10),
  backup: z.boolean().default(false),
  disabled: z.boolean().default(false),
  slowstart_ms: ms.optional(),
  agent: z.object({ inter_ms: period }).optional(),
  port: z.number().int().min(1).max(65_535).optional(),
  initial: behaviour.optional(),
  check: check.partial().nullable().optional(),
});

const HAPROXY_ALGORITHMS = [
  'roundrobin',
  'static-rr',
  'leastconn',
  'first',
  'source',
  'uri',
  'random',
] as const;
const NGINX_ALGORITHMS = ['swrr', 'least_conn', 'ip_hash', 'hash', 'random'] as const;

const algorithm = z.object({
  name: z.enum([...new Set([...HAPROXY_ALGORITHMS, ...NGINX_ALGORITHMS])]),
  hash_type: z.enum(['map-based', 'consistent']).optional(),
  draws: threshold.optional(),
  key: z.literal('uri').optional(),
  consistent: z.boolean().optional(),
  two: z.boolean().optional(),
});

const balancer = z.object({
  model: z.enum(['haproxy', 'nginx']),
  algorithm,
  timeouts: z.object({
    connect_ms: period,
    server_ms: period,
    queue_ms: period.optional(),
    check_ms: period.optional(),
  }),
  retries: count.max(100).default(3),
  redispatch: z.union([z.boolean(), z.number().int()]).default(false),
  retry_on: z.array(z.string()).optional(),
  next_upstream: z.array(z.string()).optional(),
  next_upstream_tries: count.optional(),
  next_upstream_timeout_ms: ms.optional(),
  allbackups: z.boolean().default(false),
  abortonclose: z.boolean().default(false),
  check: check.nullable().optional(),
  servers: z.array(server).min(1).max(SERVERS_MAX),
});

const timelineEntry = z.union([
  z.object({ t_ms: ms, server: z.string(), set: behaviour }),
  z.object({ t_ms: ms, admin: z.string() }),
]);

/** Methods that nginx does not send twice unless told to. */
export const NOT_IDEMPOTENT = ['POST', 'LOCK', 'PATCH'] as const;

const address = z.ipv4();

const requestGroup = z.object({
  t_ms: ms,
  count: z.number().int().min(1).max(REQUESTS_MAX),
  mode: z.enum(['open', 'sequential']),
  every_ms: ms.default(0),
  gap_ms: ms.default(0),
  path: z.string().default('/r'),
  method: z.enum(['GET', 'HEAD', 'PUT', 'DELETE', 'OPTIONS', ...NOT_IDEMPOTENT]).default('GET'),
  service_ms: ms.default(0),
  clients: z.array(address).min(1).default(['127.0.0.1']),
  abandon_ms: ms.optional(),
});

const schema = z.object({
  id,
  area: z.string(),
  title: z.string().default(''),
  note: z.string().optional(),
  balancer,
  anchor: z.object({ server: z.string(), check: threshold }).optional(),
  wall_phase_ms: ms.default(100),
  poll_ms: period.default(10),
  timeline: z.array(timelineEntry).default([]),
  requests: z.array(requestGroup).default([]),
  end_ms: ms,
  statistical: z.boolean().default(false),
});

export type Case = z.infer<typeof schema>;
export type CaseServer = z.infer<typeof server>;
export type CaseCheck = z.infer<typeof check>;
export type Behaviour = z.infer<typeof behaviour>;
export type RequestGroup = z.infer<typeof requestGroup>;
export type TimelineEntry = z.infer<typeof timelineEntry>;

export interface ReadCase {
  readonly file: Case;
  /** What the case says and is not known here, as paths. */
  readonly left: readonly string[];
}

/** Reads a case. The error is a sentence with the place. */
export function parseCase(value: unknown): Result<ReadCase, string> {
  const read = schema.safeParse(value);
  if (!read.success) {
    const [issue] = read.error.issues;
    return failure(`${issue?.path.join('/') ?? ''}: ${issue?.message ?? 'not a case'}`);
  }
  const problem = problemOf(read.data);
  if (problem !== undefined) return failure(problem);
  return success({ file: read.data, left: unknownKeys(value, read.data, '') });
}

/** What a case refers to must exist, and fit together. */
function problemOf({ balancer, anchor, timeline, requests }: Case): string | undefined {
  const { model, servers } = balancer;
  const ids = servers.map(({ id }) => id);
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  if (twice !== undefined) return `balancer/servers: there are two servers ${twice}`;
  const reserved = ids.find((id) => id === BALANCER || id === CLIENT);
  if (reserved !== undefined) return `balancer/servers: no server can be called ${reserved}`;
  const names: readonly string[] = model === 'haproxy' ? HAPROXY_ALGORITHMS : NGINX_ALGORITHMS;
  const { name } = balancer.algorithm;
  if (!names.includes(name)) return `balancer/algorithm/name: ${model} has no ${name}`;
  for (const [index, entry] of timeline.entries()) {
    const stray = 'server' in entry && !ids.includes(entry.server);
    if (stray) return `timeline/${index}: there is no server ${entry.server}`;
  }
  if (anchor !== undefined) {
    const anchored = servers.find((one) => one.id === anchor.server);
    if (anchored === undefined) return `anchor/server: there is no server ${anchor.server}`;
    if (checkOf(balancer, anchored) === undefined) return `anchor/server: ${anchor.server} is not checked`;
  }
  const total = requests.reduce((sum, group) => sum + group.count, 0);
  return total > REQUESTS_MAX ? `requests: ${total} are more than ${REQUESTS_MAX}` : undefined;
}

/** The health check of a server: the balancer's, as far as the server does not have it otherwise. */
export function checkOf(
  { check: common }: Pick<Case['balancer'], 'check'>,
  { check: own }: Pick<CaseServer, 'check'>,
): CaseCheck | undefined {
  if (own === null) return undefined;
  const merged = check.safeParse({ ...common, ...withoutAbsent(own ?? {}) });
  return merged.success ? merged.data : undefined;
}

function withoutAbsent(fields: object): object {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

/** The fields of what was given that were not read. */
function unknownKeys(given: unknown, read: unknown, place: string): readonly string[] {
  if (Array.isArray(given) && Array.isArray(read)) {
    return given.flatMap((item: unknown, index) => unknownKeys(item, read[index], `${place}${index}/`));
  }
  if (!isRecord(given) || !isRecord(read)) return [];
  return Object.entries(given).flatMap(([key, value]) =>
    Object.hasOwn(read, key) ? unknownKeys(value, read[key], `${place}${key}/`) : [`${place}${key}`],
  );
}
