import type { Context, Draft, NodeEvent } from '../../kernel/kind.ts';
import type { Duration } from '../../lib/units.ts';
import {
  closeClient, handleClient, type Notice, startClient, submit, type ZookeeperClient,
} from '../zookeeper/client-library.ts'; // prettier-ignore
import { type ConfigWatch, configWatch } from '../zookeeper/recipes/config-watch.ts';
import { type Discovery, discovery } from '../zookeeper/recipes/discovery.ts';
import {
  type Happening, type News, type Plan, type Recipe, type RecipeState, stepRecipe,
} from '../zookeeper/recipes/recipe.ts'; // prettier-ignore
import { registration } from '../zookeeper/recipes/registration.ts';
import type { Roster } from '../zookeeper/recipes/roster.ts';

/*
 * A process's session with ZooKeeper: it keeps itself registered, knows who is, follows a configuration, or does a duty
 * of its kind's, such as taking a lock. The kind that embeds it may use the same session for itself; what it asks is
 * tagged with words of its own.
 */

export interface RegistryConfig {
  readonly servers: readonly string[];
  readonly sessionTimeout: Duration;
  /** Where it registers, and what its znode holds. */
  readonly register: { readonly path: string; readonly address: string } | undefined;
  /** Where it looks for others. */
  readonly discover: string | undefined;
  /** The znode of its configuration. */
  readonly watch?: string | undefined;
  /** What its duty is set to do; by which recipe, its kind knows. */
  readonly duty?: Plan | undefined;
}

/** What the state of a kind has for it. */
export interface Registered {
  readonly zookeeper: ZookeeperClient | undefined;
  readonly registration: Roster | undefined;
  readonly discovery: Discovery | undefined;
  readonly configuration?: ConfigWatch | undefined;
  readonly duty?: RecipeState | undefined;
}

/** What a kind may care about: what the library told, and what its duty did. */
export type SessionNotice = Notice | { readonly type: 'news'; readonly news: News };

const PARENT = 'registry parent';
const CLOSING = 'registry close';
/** The tags of what a recipe asks begin with its name. */
const RECIPES = { registration, discovery, configuration: configWatch } as const;
type Part = keyof typeof RECIPES | 'duty';
const PARTS: readonly Part[] = ['registration', 'discovery', 'configuration', 'duty'];

type State = Draft<Registered>;

/** Opens the session, where there is something to do with one. */
export function startRegistry(config: RegistryConfig | undefined, ctx: Context, recipe?: Recipe): Registered {
  if (config === undefined) return { zookeeper: undefined, registration: undefined, discovery: undefined };
  const { servers, sessionTimeout, register, discover, watch, duty } = config;
  const plan = { size: 0, careless: false };
  return {
    zookeeper: startClient({ servers, timeout: sessionTimeout }, ctx),
    registration: register && registration.start({ ...plan, path: register.path, data: register.address }),
    discovery: discover === undefined ? undefined : discovery.start({ ...plan, path: discover, data: '' }),
    configuration:
      watch === undefined
        ? undefined
        : { ...configWatch.start({ ...plan, path: '', data: '' }), config: watch },
    duty: duty && recipe?.start(duty),
  };
}

/**
 * Handles an event of the session. Undefined: the event is not its own. Returned is what the kind may care about, what
 * came of its duty after the notice that caused it.
 */
export function handleRegistry(
  s: State,
  event: NodeEvent,
  ctx: Context,
  duty?: Recipe,
): readonly SessionNotice[] | undefined {
  const step = s.zookeeper === undefined ? undefined : handleClient(s.zookeeper, event, ctx);
  if (step === undefined) return undefined;
  s.zookeeper = step.client;
  const told: SessionNotice[] = [];
  for (const notice of step.notices) take(s, ctx, notice, { told, duty });
  return told;
}

/** Tells its duty to begin or to leave off. What came of it at once is returned. */
export function doDuty(s: State, ctx: Context, duty: Recipe, happening: Happening): readonly SessionNotice[] {
  const told: SessionNotice[] = [];
  happen(s, ctx, 'duty', happening, { told, duty });
  return told;
}

/**
 * Why whoever has something by its duty cannot be certain of it any more, if that was told. Curator's rule: it stops when
 * its connection is suspended, and asks again once there is one.
 */
export function doubtOf(notice: SessionNotice): string | undefined {
  if (notice.type === 'suspended') return 'its connection is suspended';
  if (notice.type === 'lost') return 'its session expired';
  return notice.type === 'news' && notice.news.type === 'waits' ? notice.news.reason : undefined;
}

/** What is told to the kind, and by which recipe it does its duty. */
interface Ears {
  readonly told: SessionNotice[];
  readonly duty: Recipe | undefined;
}

/** Closes the session: its znode goes with it at once. */
export function leaveRegistry(s: State, ctx: Context): void {
  if (s.zookeeper !== undefined) s.zookeeper = closeClient(s.zookeeper, ctx, CLOSING).client;
}

/** Whether nobody finds it any more, or nobody ever did. */
export function hasLeft({ zookeeper }: Registered): boolean {
  return zookeeper === undefined || zookeeper.state === 'CLOSED' || zookeeper.state === 'LOST';
}

/** A notice goes to its recipes, and to the kind if it was not for them alone. */
function take(s: State, ctx: Context, notice: Notice, ears: Ears): void {
  if (notice.type === 'watch') {
    if (!watched(s, ctx, notice, ears)) ears.told.push(notice);
  } else if (notice.type === 'reply') {
    if (!replied(s, ctx, notice, ears)) ears.told.push(notice);
  } else {
    ears.told.push(notice);
    if (notice.type === 'connected') connected(s, ctx, ears);
    else if (notice.type === 'lost') for (const part of PARTS) happen(s, ctx, part, { type: 'lost' }, ears);
  }
}

/** A duty that has not begun waits until its kind begins it. */
function connected(s: State, ctx: Context, ears: Ears): void {
  if (s.registration?.line === 0) makeParents(s, ctx, s.registration.path);
  for (const part of PARTS) {
    const begun = s[part]?.line !== 0;
    if (begun) happen(s, ctx, part, { type: 'resume' }, ears);
    else if (part !== 'duty') happen(s, ctx, part, { type: 'begin', reads: false }, ears);
  }
}

/** Makes a path of persistent znodes. Requests are done in their order, so nobody waits for the answers. */
export function makeParents(s: State, ctx: Context, path: string): void {
  const names = path.split('/').slice(1);
  names.forEach((_, index) => {
    const parent = `/${names.slice(0, index + 1).join('/')}`;
    ask(s, ctx, { op: 'create', path: parent, data: '', mode: 'persistent' }, PARENT);
  });
}

function ask(s: State, ctx: Context, operation: Parameters<typeof submit>[2], tag: string): void {
  if (s.zookeeper?.state === 'CONNECTED') s.zookeeper = submit(s.zookeeper, ctx, operation, tag).client;
}

function watched(s: State, ctx: Context, notice: Extract<Notice, { type: 'watch' }>, ears: Ears): boolean {
  if (notice.event.endsWith('-removed')) return false;
  const part = watcherOf(s, notice.path);
  if (part === undefined) return false;
  happen(s, ctx, part, notice as Happening, ears);
  return part !== 'duty';
}

/** A duty knows its own paths; any other is the kind's. */
function watcherOf(s: State, path: string): Part | undefined {
  if (path === s.discovery?.path) return 'discovery';
  if (path === s.registration?.awaits) return 'registration';
  if (path === s.configuration?.config) return 'configuration';
  return s.duty === undefined ? undefined : 'duty';
}

function replied(s: State, ctx: Context, notice: Extract<Notice, { type: 'reply' }>, ears: Ears): boolean {
  if (notice.tag === PARENT || notice.tag === CLOSING) return true;
  const part = PARTS.find((one) => notice.tag.startsWith(`${one} `));
  if (part === undefined) return false;
  // What became of it is found out after the reconnection.
  if (notice.error === 'CONNECTIONLOSS' || notice.error === 'SESSIONEXPIRED') return true;
  happen(s, ctx, part, { ...notice, tag: notice.tag.slice(part.length + 1) }, ears);
  return true;
}

function happen(s: State, ctx: Context, part: Part, happening: Happening, { told, duty }: Ears): void {
  const state = s[part];
  const recipe = part === 'duty' ? duty : (RECIPES[part] as unknown as Recipe);
  if (state === undefined || recipe === undefined || s.zookeeper === undefined) return;
  const next: RecipeState = stepRecipe(recipe, state, happening, {
    self: ctx.self,
    session: s.zookeeper.session,
    ask: (operation, tag) => {
      ask(s, ctx, operation, `${part} ${tag}`);
    },
    tell: (news) => {
      if (part === 'duty') told.push({ type: 'news', news });
      else if (news.type === 'value') applied(ctx, news);
    },
  });
  if (part === 'registration') s.registration = next as Roster;
  else if (part === 'discovery') s.discovery = next as Discovery;
  else if (part === 'configuration') s.configuration = next as ConfigWatch;
  else s.duty = next;
}

function applied(ctx: Context, { data: value, version, skipped }: Extract<News, { type: 'value' }>): void {
  ctx.milestone({ type: 'config-applied', data: { value, version, skipped } });
}
