/** The scenarios that come with Ensemble: every file of the folder `scenarios`, parsed when the app was built. */
import { missing } from '../lib/missing-part.ts';
import { CHAPTERS } from '../scenario/chapters.ts';
import type { Scenario } from '../scenario/scenario.ts';

interface Outline extends Pick<Scenario, 'title' | 'summary' | 'chapter' | 'level'> {
  /** Of its file: links say which version they were made of. */
  readonly hash: string;
}

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

const LEVELS = ['starter', 'working', 'deep'];

const ALL: readonly BuiltInScenario[] = Object.keys(SCENARIOS)
  .sort()
  .flatMap((path) => {
    const [outline, load, text] = [OUTLINES[path], SCENARIOS[path], TEXTS[path]];
    if (outline === undefined || load === undefined || text === undefined) return [];
    return [
      {
        slug: slugOf(path),
        ...outline,
        load: () => load().catch(missing('scenario')),
        text: () => text().catch(missing('scenario')),
      },
    ];
  })
  .sort((left, right) => rankOf(left) - rankOf(right));

/** Chapter by chapter, from starter to deep. */
function rankOf({ chapter, level }: BuiltInScenario): number {
  const at = CHAPTERS.indexOf(chapter);
  return (at < 0 ? CHAPTERS.length : at) * LEVELS.length + LEVELS.indexOf(level);
}

/** All of them, chapter by chapter, and from starter to deep within each. */
export function builtInScenarios(): readonly BuiltInScenario[] {
  return ALL;
}

/** The one of that name. */
export function builtInScenario(slug: string | undefined): BuiltInScenario | undefined {
  return ALL.find((scenario) => scenario.slug === slug);
}

/** The next of a course after `slug` that is not among the finished ones, from its beginning again after its end. */
export function nextInCourse<S extends Pick<BuiltInScenario, 'slug'>>(
  course: readonly S[],
  slug: string | undefined,
  finished: readonly string[],
): S | undefined {
  const at = course.findIndex((one) => one.slug === slug);
  const ahead = [...course.slice(at + 1), ...course.slice(0, Math.max(0, at))];
  return ahead.find((one) => !finished.includes(one.slug));
}

export function slugOf(path: string): string {
  return path.replace(/^.*\//u, '').replace(/\.yaml$/u, '');
}
