import { z } from 'zod';
import { failure, type Result, success } from '../../lib/result.ts';

/** A wait that is longer than this is no test; milliseconds. */
const WAIT_MAX = 600_000;
const STEPS_MAX = 10_000;
const DATA_MAX = 8 * 1024 * 1024;

const ms = z.number().min(0).max(WAIT_MAX);
const version = z.number().int().default(-1);
const acl = z
  .string()
  .regex(/^[rwcda]*$/)
  .optional();
const data = z.string().nullish();
const dataSize = z.number().int().min(0).max(DATA_MAX).optional();
const watch = { watch: z.boolean().default(false), watcher: z.string().optional() };
const serverId = z.number().int().min(1);
const selector = z.union([serverId, z.string()]);

const creation = {
  op: z.literal('create'),
  path: z.string(),
  data,
  ephemeral: z.boolean().default(false),
  sequential: z.boolean().default(false),
  container: z.boolean().default(false),
  acl,
  dataSize,
};
const deletion = z.object({ op: z.literal('delete'), path: z.string(), version });
const setting = { op: z.literal('set'), path: z.string(), data, dataSize, version };

const multiOperation = z.discriminatedUnion('op', [
  z.object(creation),
  z.object(setting),
  deletion,
  z.object({ op: z.literal('check'), path: z.string(), version }),
]);

/** What a client asks of the ensemble. */
const requests = [
  z.object(creation),
  deletion,
  z.object(setting),
  z.object({ op: z.literal('get'), path: z.string(), ...watch }),
  z.object({ op: z.literal('exists'), path: z.string(), ...watch }),
  z.object({ op: z.literal('children'), path: z.string(), ...watch }),
  z.object({ op: z.literal('sync'), path: z.string() }),
  z.object({ op: z.literal('getAcl'), path: z.string() }),
  z.object({ op: z.literal('setAcl'), path: z.string(), acl, version }),
  z.object({ op: z.literal('multi'), ops: z.array(multiOperation) }),
  z.object({
    op: z.literal('addWatch'),
    path: z.string(),
    mode: z.enum(['persistent', 'persistentRecursive']).default('persistent'),
    watcher: z.string().optional(),
  }),
  z.object({
    op: z.literal('removeWatches'),
    path: z.string(),
    type: z.enum(['Children', 'Data', 'Any']).default('Any'),
    watcher: z.string().optional(),
  }),
  z.object({ op: z.literal('ephemerals'), path: z.string().default('/') }),
  z.object({ op: z.literal('countDescendants'), path: z.string() }),
  z.object({ op: z.literal('close') }),
] as const;

const clientStep = z.discriminatedUnion('op', [
  ...requests,
  z.object({
    op: z.literal('connect'),
    servers: z.array(selector).min(1).optional(),
    sessionTimeout: z.number().int().optional(),
    reattach: z.string().optional(),
    badPassword: z.boolean().default(false),
  }),
  z.object({ op: z.literal('pipeline'), ops: z.array(z.discriminatedUnion('op', requests)) }),
  z.object({ op: z.literal('pollUntil'), path: z.string(), dataEquals: z.string().nullable() }),
  z.object({ op: z.literal('await'), for: z.string() }),
  z.object({ op: z.literal('crash') }),
  z.object({ op: z.literal('pauseClient') }),
  z.object({ op: z.literal('resumeClient') }),
]);

const targets = { server: selector.optional(), servers: z.array(selector).min(1).optional() };
const state = z.enum(['CONNECTED', 'SUSPENDED', 'LOST', 'CLOSED']);

const environmentStep = z.discriminatedUnion('env', [
  z.object({ env: z.enum(['kill', 'stop', 'start', 'restart', 'pause', 'resume']), ...targets }),
  z.object({ env: z.enum(['lag', 'unlag']), ...targets }),
  z.object({ env: z.literal('partition'), groups: z.array(z.array(selector)).min(1) }),
  z.object({ env: z.enum(['heal', 'roles', 'watchCounts']) }),
  z.object({ env: z.literal('negotiate'), server: selector, sessionTimeout: z.number().int() }),
  z.object({ env: z.literal('wait'), ms }),
  z.object({
    env: z.literal('waitFor'),
    client: z.string().optional(),
    state: state.optional(),
    ever: z.boolean().default(false),
    event: z.string().optional(),
    path: z.string().optional(),
    count: z.number().int().min(1).default(1),
    exists: z.boolean().optional(),
    leader: z.boolean().optional(),
  }),
]);

const common = z.object({
  id: z.string().optional(),
  settle: z.boolean().default(true),
  timeout: ms.optional(),
  at: ms.optional(),
  as: z.string().optional(),
});
const byClient = z.object({
  client: z.string(),
  async: z.boolean().default(false),
  retry: z.boolean().default(false),
});

const point = z.union([
  z.object({ step: z.string(), edge: z.enum(['start', 'end']).default('start') }),
  z.object({
    client: z.string(),
    event: z.string(),
    path: z.string().optional(),
    nth: z.number().int().min(1).default(1),
  }),
  z.object({ client: z.string(), state, nth: z.number().int().min(1).default(1) }),
]);

const header = z.object({
  format: z.literal(1),
  name: z.string().regex(/^[\w.-]{1,100}$/),
  area: z.string(),
  mode: z.string().optional(),
  ensemble: z.object({
    servers: z.number().int().min(1).max(15),
    tickTime: z.number().int().min(1).max(60_000),
    initLimit: z.number().int().min(1).default(10),
    syncLimit: z.number().int().min(1).default(5),
    start: z.enum(['all', 'none']).default('all'),
    cfg: z.record(z.string(), z.union([z.number(), z.string(), z.boolean()])).default({}),
  }),
  clients: z.record(
    z.string(),
    z.object({ servers: z.array(serverId).min(1), sessionTimeout: z.number().int() }),
  ),
  sortEvents: z.boolean().default(false),
  record: z.array(z.string()).default([]),
  measures: z.array(z.object({ name: z.string(), from: point, to: point })).default([]),
  steps: z.array(z.looseObject({})).max(STEPS_MAX),
});

type StepHead = z.infer<typeof common> & { readonly id: string };
export type Request = z.infer<(typeof requests)[number]>;
export type MultiStepOperation = z.infer<typeof multiOperation>;
export type ClientStep = StepHead & z.infer<typeof byClient> & z.infer<typeof clientStep>;
export type EnvironmentStep = StepHead & z.infer<typeof environmentStep>;
export type Step = ClientStep | EnvironmentStep;
export type ServerSelector = z.infer<typeof selector>;
export type Point = z.infer<typeof point>;

/** A recorded case, read: what is done to an ensemble and its clients, step by step. */
export type Case = Omit<z.infer<typeof header>, 'steps'> & { readonly steps: readonly Step[] };

/** Reads a case. The error is a sentence with the place. */
export function parseCase(value: unknown): Result<Case, string> {
  const head = header.safeParse(value);
  if (!head.success) return failure(sentence('', head.error));
  const steps: Step[] = [];
  for (const [index, raw] of head.data.steps.entries()) {
    const schema = 'env' in raw ? common.and(environmentStep) : common.and(byClient).and(clientStep);
    const step = schema.safeParse(raw);
    if (!step.success) return failure(sentence(`steps/${index}/`, step.error));
    steps.push({ ...step.data, id: step.data.id ?? String(index) });
  }
  const problem = steps.map((step, index) => problemOf(head.data, steps, step, index)).find(Boolean);
  return problem === undefined ? success({ ...head.data, steps }) : failure(problem);
}

function sentence(place: string, error: z.ZodError): string {
  const [issue] = error.issues;
  return `${place}${issue?.path.join('/') ?? ''}: ${issue?.message ?? 'not a case'}`;
}

/** What a step refers to must exist. */
function problemOf(
  { clients, ensemble }: Pick<Case, 'clients' | 'ensemble'>,
  steps: readonly Step[],
  step: Step,
  index: number,
): string | undefined {
  const known = (client: string | undefined): boolean =>
    client === undefined || Object.hasOwn(clients, client);
  if (steps.findIndex(({ id }) => id === step.id) !== index)
    return `steps/${index}: another step has the id ${step.id}`;
  if ('client' in step && !known(step.client))
    return `steps/${index}: there is no client ${String(step.client)}`;
  if ('op' in step && step.op === 'connect' && !known(step.reattach)) {
    return `steps/${index}: there is no client ${String(step.reattach)}`;
  }
  if ('op' in step && step.op === 'await' && !steps.slice(0, index).some(({ id }) => id === step.for)) {
    return `steps/${index}: no step before it has the id ${step.for}`;
  }
  const named = 'servers' in step ? (step.servers ?? []) : 'groups' in step ? step.groups.flat() : [];
  const single = 'server' in step && step.server !== undefined ? [step.server] : [];
  const far = [...named, ...single].find((id) => typeof id === 'number' && id > ensemble.servers);
  return far === undefined ? undefined : `steps/${index}: there is no server ${far}`;
}
