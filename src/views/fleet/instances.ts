/** Which nodes of a large system are drawn as glyphs. */
import type { NodeOutline } from '../../analysis/outline.ts';
import { kindsWithMany } from '../stage/place.ts';
import { type Standing, STANDINGS } from './standing.ts';

/** From the worst to the best, then by their places in the run. */
export function byUrgency(
  names: readonly string[],
  standings: ReadonlyMap<string, Standing>,
): readonly string[] {
  const urgency = (name: string) => STANDINGS.indexOf(standings.get(name) ?? 'healthy');
  return names
    .map((name, index) => ({ name, index }))
    .sort((a, b) => urgency(b.name) - urgency(a.name) || a.index - b.index)
    .map(({ name }) => name);
}

/**
 * All of small kinds; of each zone's part of a fleet at most so many: those that are chosen or, if nobody of any fleet
 * is, those that fare worst.
 */
export function instancesOf(
  nodes: readonly NodeOutline[],
  chosen: readonly string[],
  standings: ReadonlyMap<string, Standing>,
  most: number,
): readonly string[] {
  const kinds = kindsWithMany(nodes);
  const wanted = new Set(chosen);
  const picked = nodes.filter(({ kind, name }) => kinds.has(kind) && wanted.has(name));
  const units = new Map<string, string[]>();
  for (const { name, kind, zone = '' } of picked.length > 0 ? picked : nodes) {
    if (!kinds.has(kind)) continue;
    const unit = `${kind} ${zone}`;
    units.set(unit, [...(units.get(unit) ?? []), name]);
  }
  const shown = new Set([...units.values()].flatMap((names) => byUrgency(names, standings).slice(0, most)));
  return nodes.filter(({ name, kind }) => shown.has(name) || !kinds.has(kind)).map(({ name }) => name);
}
