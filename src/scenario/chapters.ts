/** The order in which the library is read; other chapters stand at its end. */
export const CHAPTERS: readonly string[] = [
  'load-balancing', 'service-discovery', 'leader-election', 'locks', 'coordination', 'configuration', 'membership', 'kafka',
  'whole-system', 'interview',
]; // prettier-ignore
