/** What the page shows: the library, which is the first page, a scenario, or a page of the course. */
export const PAGES = ['library', 'scenario', 'glossary', 'comparison', 'guide', 'drill'] as const;

export type Page = (typeof PAGES)[number];

export interface PlaceState {
  readonly page: Page;
}

export function isPage(text: string | undefined): text is Page {
  return PAGES.some((page) => page === text);
}
