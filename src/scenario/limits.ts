/** How much a file may say. What is beyond is refused with a sentence: a file is somebody else's text. */

/** The longest texts, in UTF-16 code units. */
export const LONGEST = {
  title: 200,
  summary: 1000,
  chapter: 100,
  /** What a story step says. */
  say: 4000,
  question: 500,
  because: 1000,
  /** The reason that is told with a choice. */
  detail: 200,
  /** Paths, patterns and the like among the options of nodes. */
  option: 1000,
} as const;

/** The longest lists. */
export const MOST = { faults: 1000, links: 1000, zones: 100, steps: 200, expectations: 200 } as const;
