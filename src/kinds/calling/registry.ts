import type { Context, Draft, NodeEvent } from '../../kernel/kind.ts';
import type { Duration } from '../../lib/units.ts';
import {
  closeClient, handleClient, type Notice, startClient, submit, type ZookeeperClient,
} from '../zookeeper/client-library.ts'; // prettier-ignore
import { type Discovery, discovery } from '../zookeeper/recipes/discovery.ts';
import { type Happening, type Recipe, type RecipeState, stepRecipe } from '../zookeeper/recipes/recipe.ts';
import { registration } from '../zookeeper/recipes/registration.ts';
import type { Roster } from '../zookeeper/recipes/roster.ts';

/*
 * A process's session with a service registry: it keeps itself registered, or knows who is, or both. The kind that
 * embeds it may use the same session for itself; what it asks is tagged with words of its own.
 */

export interface RegistryConfig {
  readonly servers: readonly string[];
  readonly sessionTimeout: Duration;
  /** Where it registers, and what its znode holds. */
  readonly register: { readonly path: string; readonly address: string } | undefined;
  /** Where it looks for others. */
  readonly discover: string | undefined;
}

/** What the state of a kind has for it. */
export interface Registered {
  readonly zookeeper: ZookeeperClient | undefined;
  readonly registration: Roster | undefined;
  readonly discovery: Discovery | undefined;
}

const PARENT = 'registry parent';
const CLOSING = 'registry close';
/** The tags of what a recipe asks begin with its name. */
const RECIPES = { registration, discovery } as const;
type Part = keyof typeof RECIPES;
const PARTS: readonly Part[] = ['registration', 'discovery'];

type State = Draft<Registered>;

/** Opens the session, where there is something to do with one. */
export function startRegistry(config: RegistryConfig | undefined, ctx: Context): Registered {
  if (config === undefined) return { zookeeper: undefined, registration: undefined, discovery: undefined };
  const { servers, sessionTimeout, register, discover } = config;
  const plan = { size: 0, careless: false };
  return {
    zookeeper: startClient({ servers, timeout: sessionTimeout }, ctx),
    registration: register && registration.start({ ...plan, path: register.path, data: register.address }),
    discovery: discover === undefined ? undefined : discovery.start({ ...plan, path: discover, data: '' }),
  };
}

/** Handles an event of the session. Undefined: the event is not its own. Returned is what the kind may care about. */
export function handleRegistry(s: State, event: NodeEvent, ctx: Context): readonly Notice[] | undefined {
  const step = s.zookeeper === undefined ? undefined : handleClient(s.zookeeper, event, ctx);
  if (step === undefined) return undefined;
  s.zookeeper = step.client;
  return step.notices.filter((notice) => !take(s, ctx, notice));
}

/** Closes the session: its znode goes with it at once. */
export function leaveRegistry(s: State, ctx: Context): void {
  if (s.zookeeper !== undefined) s.zookeeper = closeClient(s.zookeeper, ctx, CLOSING).client;
}

/** Whether nobody finds it any more, or nobody ever did. */
export function hasLeft({ zookeeper }: Registered): boolean {
  return zookeeper === undefined || zookeeper.state === 'CLOSED' || zookeeper.state === 'LOST';
}

/** Whether a notice was for its recipes alone. */
function take(s: State, ctx: Context, notice: Notice): boolean {
  switch (notice.type) {
    case 'connected':
      connected(s, ctx);
      return false;
    case 'lost':
      for (const part of PARTS) happen(s, ctx, part, { type: 'lost' });
      return false;
    case 'watch':
      return watched(s, ctx, notice);
    case 'reply':
      return replied(s, ctx, notice);
    default:
      return false;
  }
}

function connected(s: State, ctx: Context): void {
  if (s.registration?.line === 0) makeParents(s, ctx, s.registration.path);
  for (const part of PARTS) {
    const begun = s[part]?.line !== 0;
    happen(s, ctx, part, begun ? { type: 'resume' } : { type: 'begin', reads: false });
  }
}

/** Requests are done in their order, so nobody waits for the answers. */
function makeParents(s: State, ctx: Context, path: string): void {
  const names = path.split('/').slice(1);
  names.forEach((_, index) => {
    const parent = `/${names.slice(0, index + 1).join('/')}`;
    ask(s, ctx, { op: 'create', path: parent, data: '', mode: 'persistent' }, PARENT);
  });
}

function ask(s: State, ctx: Context, operation: Parameters<typeof submit>[2], tag: string): void {
  if (s.zookeeper?.state === 'CONNECTED') s.zookeeper = submit(s.zookeeper, ctx, operation, tag).client;
}

function watched(s: State, ctx: Context, notice: Extract<Notice, { type: 'watch' }>): boolean {
  if (notice.event.endsWith('-removed')) return false;
  const { path } = notice;
  const part =
    path === s.discovery?.path ? 'discovery' : path === s.registration?.awaits ? 'registration' : undefined;
  if (part === undefined) return false;
  happen(s, ctx, part, notice as Happening);
  return true;
}

function replied(s: State, ctx: Context, notice: Extract<Notice, { type: 'reply' }>): boolean {
  if (notice.tag === PARENT || notice.tag === CLOSING) return true;
  const part = PARTS.find((one) => notice.tag.startsWith(`${one} `));
  if (part === undefined) return false;
  // What became of it is found out after the reconnection.
  if (notice.error === 'CONNECTIONLOSS' || notice.error === 'SESSIONEXPIRED') return true;
  happen(s, ctx, part, { ...notice, tag: notice.tag.slice(part.length + 1) });
  return true;
}

function happen(s: State, ctx: Context, part: Part, happening: Happening): void {
  const state = s[part];
  if (state === undefined || s.zookeeper === undefined) return;
  const recipe = RECIPES[part] as unknown as Recipe;
  const next: RecipeState = stepRecipe(recipe, state, happening, {
    self: ctx.self,
    session: s.zookeeper.session,
    ask: (operation, tag) => {
      ask(s, ctx, operation, `${part} ${tag}`);
    },
    tell: () => undefined,
  });
  if (part === 'registration') s.registration = next as Roster;
  else s.discovery = next as Discovery;
}
