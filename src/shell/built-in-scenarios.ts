/** The scenarios that come with Ensemble: every file of the folder `scenarios`, loaded when it is looked at. */
const FILES = import.meta.glob<string>('../../scenarios/*.yaml', { query: '?raw', import: 'default' });

export interface BuiltInScenario {
  /** The file's name without its ending. */
  readonly slug: string;
  load(): Promise<string>;
}

export const FIRST_SCENARIO = 'who-is-the-primary';

export function builtInScenarios(): readonly BuiltInScenario[] {
  return Object.keys(FILES)
    .sort()
    .flatMap((path) => {
      const load = FILES[path];
      return load === undefined ? [] : [{ slug: slugOf(path), load }];
    });
}

function slugOf(path: string): string {
  return path.replace(/^.*\//u, '').replace(/\.yaml$/u, '');
}

/** The title as the file writes it, without parsing the file. */
export function titleIn(text: string): string | undefined {
  return /^title:\s*["']?(.+?)["']?\s*$/mu.exec(text)?.[1];
}
