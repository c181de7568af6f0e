/** Which milestones are listed and gone to: plain words, and facets such as `node:db-1 type:session-expired`. */
import type { MilestoneView } from '../analysis/outline.ts';
import { nearest } from '../lib/nearest.ts';
import type { Stores } from './stores.ts';

/** The milestones that have every word of the filter in their text, type or node; all for an empty filter. */
export function filterMilestones(
  milestones: readonly MilestoneView[],
  filter: string,
): readonly MilestoneView[] {
  const terms = termsOf(filter);
  return terms.length === 0
    ? milestones
    : milestones.filter((milestone) => terms.every((term) => fits(milestone, term)));
}

/** The name of a node or type that is nearest to a word of a filter that matches nothing. */
export function closestTo(milestones: readonly MilestoneView[], filter: string): string | undefined {
  const known = [...new Set(milestones.flatMap(({ node, type }) => [node, type]))];
  for (const term of termsOf(filter)) {
    if (milestones.some((milestone) => fits(milestone, term))) continue;
    const near = nearest(term.slice(term.indexOf(':') + 1), known);
    if (near !== undefined) return near;
  }
  return undefined;
}

/** What the keys for milestones go to, in order of time. */
export function shownMilestones(stores: Stores): readonly MilestoneView[] {
  const milestones = stores.run.getState().summary?.milestones ?? [];
  return filterMilestones(milestones, stores.layout.getState().filter);
}

function termsOf(filter: string): readonly string[] {
  return filter
    .toLowerCase()
    .split(/\s+/u)
    .filter((term) => term !== '');
}

function fits({ text, type, node }: MilestoneView, term: string): boolean {
  if (term.startsWith('node:')) return node.startsWith(term.slice(5));
  if (term.startsWith('type:')) return type.startsWith(term.slice(5));
  return text.toLowerCase().includes(term) || type.includes(term) || node.includes(term);
}
