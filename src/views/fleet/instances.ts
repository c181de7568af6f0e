/** Which nodes of a large system are drawn as glyphs. */
import type { NodeOutline } from '../../analysis/picture.ts';
import { MOST_GLYPHS } from '../stage/place.ts';
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

/** All of small kinds; of a fleet those that are chosen or, if none is, those that fare worst: as many as are drawn as glyphs. */
export function instancesOf(
  nodes: readonly NodeOutline[],
  chosen: readonly string[],
  standings: ReadonlyMap<string, Standing>,
): readonly string[] {
  const wanted = new Set(chosen);
  const shown = new Set<string>();
  for (const kind of new Set(nodes.map((node) => node.kind))) {
    const names = nodes.filter((node) => node.kind === kind).map(({ name }) => name);
    const picked = names.filter((name) => wanted.has(name));
    const from = names.length <= MOST_GLYPHS || picked.length === 0 ? names : picked;
    for (const name of byUrgency(from, standings).slice(0, MOST_GLYPHS)) shown.add(name);
  }
  return nodes.map(({ name }) => name).filter((name) => shown.has(name));
}
