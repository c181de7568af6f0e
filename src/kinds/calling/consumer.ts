import type { Context, Draft, NodeEvent } from '../../kernel/kind.ts';
import { listChanges } from '../../lib/list-changes.ts';
import type { Discovery } from '../zookeeper/recipes/discovery.ts';
import {
  call, type CallEnd, type CallerConfig, type Calling, dropStrangers, handleCaller, NO_CALLS, type OpenCall,
} from './caller.ts'; // prettier-ignore
import type { Recipe } from '../zookeeper/recipes/recipe.ts';
import {
  handleRegistry, type Registered, type RegistryConfig, type SessionNotice, startRegistry,
} from './registry.ts'; // prettier-ignore
import { instancesOf, type Source } from './targets.ts';
import { firstRequest } from './task.ts';

/** A process that calls a service: it finds the service's instances, and calls them. */
export interface ConsumerConfig {
  readonly source: Source;
  /** The nodes that it may come to call. */
  readonly callees: readonly string[];
  readonly registry: RegistryConfig | undefined;
  readonly calls: CallerConfig;
}

/** What the state of a kind has for it. */
export interface Consumer extends Registered, Calling {
  /** Whom it knows. A hard-coded list stays what it was at the start. */
  readonly instances: readonly string[];
  /** Somebody that it knows no more is still being called. */
  readonly strangers: boolean;
}

type State = Draft<Consumer>;

/** Who is told of what its session brings, and by which recipe the kind does its duty, if it has one. */
export interface SessionEars {
  readonly recipe: Recipe | undefined;
  readonly hear: (notice: SessionNotice) => void;
}

/** Reads its list, or opens the session that will tell it. */
export function startConsumer({ source, registry }: ConsumerConfig, ctx: Context, recipe?: Recipe): Consumer {
  const { zookeeper, registration, discovery, configuration, duty } = startRegistry(registry, ctx, recipe);
  const { links, linked, calls, turn } = NO_CALLS;
  const instances =
    source.type === 'list' ? [...new Set(source.names.flatMap((name) => ctx.members(name)))] : [];
  return {
    zookeeper,
    registration,
    discovery,
    configuration,
    duty,
    links,
    linked,
    calls,
    turn,
    nextCall: firstRequest(ctx),
    instances,
    strangers: false,
  };
}

/** Handles an event of its own: the calls that are over by it. Undefined: it is not its own. */
export function handleConsumer(
  s: State,
  ctx: Context,
  config: ConsumerConfig,
  event: NodeEvent,
  ears?: SessionEars,
): readonly CallEnd[] | undefined {
  const known = s.discovery?.found;
  const notices = handleRegistry(s, event, ctx, ears?.recipe);
  if (notices === undefined) {
    return handleCaller(s, { ctx, config: config.calls, instances: s.instances }, event);
  }
  if (s.discovery !== undefined && s.discovery.found !== known) learn(s, ctx, config.source, s.discovery);
  if (ears !== undefined) for (const notice of notices) ears.hear(notice);
  return [];
}

/** Calls the next instance. Returned is the end of a call that there is nobody for. */
export function consume(
  s: State,
  ctx: Context,
  config: ConsumerConfig,
  what: Pick<OpenCall, 'write' | 'origin' | 'request' | 'path' | 'once'>,
): CallEnd | undefined {
  return call(s, { ctx, config: config.calls, instances: s.instances }, what);
}

function learn(s: State, ctx: Context, source: Source, discovery: Discovery): void {
  const instances = instancesOf(source, discovery);
  const { gone } = listChanges(s.instances, instances);
  s.instances = instances;
  if (gone.length > 0 || s.strangers) s.strangers = dropStrangers(s, ctx, instances);
}
