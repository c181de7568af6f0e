/** What the page shows: the library, which is the first page, a scenario, or a page of the course. */
export const PAGES = ['library', 'scenario', 'glossary', 'comparison', 'guide', 'drill'] as const;

export type Page = (typeof PAGES)[number];

export interface PlaceState {
  readonly page: Page;
  /** How the library was left, in pixels and as it was searched: whoever comes back finds it so. */
  readonly library: { readonly scroll: number; readonly query: string };
}

export function isPage(text: string | undefined): text is Page {
  return PAGES.some((page) => page === text);
}
