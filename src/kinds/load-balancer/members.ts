import type { Context, Directory, NodeEvent } from '../../kernel/kind.ts';
import { handleRegistry, startRegistry } from '../calling/registry.ts';
import { namesOf, instancesOf, sourceOf, type Targets } from '../calling/targets.ts';
import type { LoadBalancerConfig, PoolServer } from './config.ts';
import { followMembers } from './health/checks.ts';
import type { LoadBalancer } from './state.ts';

/*
 * Who is in the pool: the instances of groups, which autoscaling adds and removes, or whoever is registered. The
 * configuration has a place for each that may ever come (HAProxy's server-template); a place is empty until it does.
 */

type Place = Pick<PoolServer, 'name' | 'group' | 'later'>;

/** A place for each node that may ever be in the pool. */
export function placesOf(targets: Targets, directory: Directory): readonly Place[] {
  if ('discover' in targets) {
    const names = namesOf(sourceOf(targets, directory), directory);
    return names.map((name) => ({ name, group: targets.discover, later: true }));
  }
  return targets.flatMap((group) => [
    ...directory.members(group).map((name) => ({ name, group, later: false })),
    ...directory.later(group).map((name) => ({ name, group, later: true })),
  ]);
}

/** How it hears of whoever comes and goes. */
export function followingOf(
  targets: Targets,
  sessionTimeout: number,
  directory: Directory,
): Pick<LoadBalancerConfig, 'groups' | 'discovery'> {
  if (!('discover' in targets)) return { groups: targets };
  const { discover, through } = targets;
  const servers = directory.members(through);
  const registry = { servers, sessionTimeout, register: undefined, discover };
  return { discovery: { source: sourceOf(targets, directory), registry } };
}

/** Begins to follow: what happened before its start is in the groups already. */
export function startFollowing(s: LoadBalancer, ctx: Context): void {
  const { groups = [], discovery } = s.config;
  for (const group of groups) followMembers(s, ctx, group, ctx.members(group));
  const { zookeeper, registration, discovery: list } = startRegistry(discovery?.registry, ctx);
  s.zookeeper = zookeeper;
  s.registration = registration;
  s.discovery = list;
}

/** Whether an event was one of its session with the registry. */
export function followRegistry(s: LoadBalancer, ctx: Context, event: NodeEvent): boolean {
  const known = s.discovery?.found;
  if (s.zookeeper === undefined || handleRegistry(s, event, ctx) === undefined) return false;
  const { discovery } = s.config;
  if (s.discovery !== undefined && discovery !== undefined && s.discovery.found !== known) {
    followMembers(s, ctx, s.discovery.path, instancesOf(discovery.source, s.discovery));
  }
  return true;
}
