/** The pages of the course that are no scenarios, in the order in which they are offered. */
export const COURSE_PAGES = ['comparison', 'guide', 'drill', 'glossary'] as const;

export type CoursePage = (typeof COURSE_PAGES)[number];

/** What the page shows: the library, which is the first page, a scenario, or a page of the course. */
const PAGES = ['library', 'scenario', ...COURSE_PAGES] as const;

export type Page = (typeof PAGES)[number];

export interface PlaceState {
  readonly page: Page;
  /** How the library was left, in pixels and as it was searched: whoever comes back finds it so. */
  readonly library: { readonly scroll: number; readonly query: string };
}

export function isPage(text: string | undefined): text is Page {
  return PAGES.some((page) => page === text);
}
