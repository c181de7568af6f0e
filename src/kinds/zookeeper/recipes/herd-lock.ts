import { type LineRules, moveInLine, outOfLine, type PlaceInLine } from './place-in-line.ts';
import type { Recipe } from './recipe.ts';

const ALL_AT_ONCE: LineRules = { before: (line, place) => line[place - 1], shared: false, herd: true };

const LINES = [
  'create lock-, ephemeral and sequential, with my mark in its name',
  'list all, watch',
  'mine is the lowest: the lock is mine, its czxid is my token',
  'else keep the watch on all of them',
  'wait until anything changes, then go to 2',
  'after a lost answer to 1: list, look for my mark',
  'to release: delete mine',
];

/** A lock with a herd: every release wakes everybody who waits, and one of them gets it. */
export const herdLock: Recipe<PlaceInLine> = {
  name: 'herd-lock',
  start: ({ path, data, careless }) =>
    outOfLine({ name: 'herd-lock', lines: LINES, path, prefix: 'lock-', data, marked: true, careless }),
  handle: (r, happening, hands) => {
    moveInLine(r, ALL_AT_ONCE, happening, hands);
  },
};
