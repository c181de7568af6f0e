/**
 * Units of the core. Simulated time is an integer number of microseconds since the start of the run: exact,
 * JSON-safe, and enough for 285 years.
 */

/** A point in simulated time: integer microseconds since the start of the run. */
export type SimTime = number;

/** A length of simulated time: integer microseconds. */
export type Duration = number;

export const MICROSECOND = 1;
export const MILLISECOND = 1_000;
export const SECOND = 1_000_000;
export const MINUTE = 60 * SECOND;
