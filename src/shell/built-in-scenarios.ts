/** The scenarios that come with Ensemble: every file of the folder `scenarios`, parsed when the app was built. */
import type { Scenario } from '../scenario/scenario.ts';

type Outline = Pick<Scenario, 'title' | 'summary' | 'chapter' | 'level'>;

const OUTLINES = import.meta.glob<Outline>('../../scenarios/*.yaml', {
  query: '?outline',
  import: 'default',
  eager: true,
});
const SCENARIOS = import.meta.glob<Scenario>('../../scenarios/*.yaml', { import: 'default' });
const TEXTS = import.meta.glob<string>('../../scenarios/*.yaml', { query: '?raw', import: 'default' });

export interface BuiltInScenario extends Outline {
  /** The file's name without its ending. */
  readonly slug: string;
  load(): Promise<Scenario>;
  /** The file as it was written. */
  text(): Promise<string>;
}

export const FIRST_SCENARIO = 'who-is-the-primary';

const ALL: readonly BuiltInScenario[] = Object.keys(SCENARIOS)
  .sort()
  .flatMap((path) => {
    const [outline, load, text] = [OUTLINES[path], SCENARIOS[path], TEXTS[path]];
    if (outline === undefined || load === undefined || text === undefined) return [];
    return [{ slug: slugOf(path), ...outline, load, text }];
  });

/** All of them, in the order of their slugs. */
export function builtInScenarios(): readonly BuiltInScenario[] {
  return ALL;
}

function slugOf(path: string): string {
  return path.replace(/^.*\//u, '').replace(/\.yaml$/u, '');
}
