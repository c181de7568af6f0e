/** The built-in scenarios with their cards: what the library shows, in a part of its own that is loaded with it. */
import { type BuiltInScenario, builtInScenarios, slugOf } from './built-in-scenarios.ts';
import type { ScenarioCard } from './scenario-card.ts';

const CARDS = import.meta.glob<ScenarioCard>('../../scenarios/*.yaml', {
  query: '?card',
  import: 'default',
  eager: true,
});

export interface LibraryScenario extends Pick<
  BuiltInScenario,
  'slug' | 'title' | 'summary' | 'chapter' | 'level'
> {
  readonly card: ScenarioCard;
}

/** A part of the course. */
export interface Shelf {
  readonly chapter: string;
  readonly scenarios: readonly LibraryScenario[];
}

const BY_SLUG = new Map(Object.entries(CARDS).map(([path, card]) => [slugOf(path), card]));

const ALL: readonly LibraryScenario[] = builtInScenarios().flatMap((scenario) => {
  const card = BY_SLUG.get(scenario.slug);
  return card === undefined ? [] : [{ ...scenario, card }];
});

/** Chapter by chapter, and from starter to deep within each. */
export function libraryScenarios(): readonly LibraryScenario[] {
  return ALL;
}

/** Scenarios by chapter, in the order in which they come. */
export function shelvesOf(scenarios: readonly LibraryScenario[]): readonly Shelf[] {
  const shelves = new Map<string, LibraryScenario[]>();
  for (const scenario of scenarios) {
    const shelf = shelves.get(scenario.chapter);
    if (shelf === undefined) shelves.set(scenario.chapter, [scenario]);
    else shelf.push(scenario);
  }
  return [...shelves].map(([chapter, some]) => ({ chapter, scenarios: some }));
}
