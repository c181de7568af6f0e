import { ONE_BY_ONE } from './lock.ts';
import { moveInLine, outOfLine, type PlaceInLine } from './place-in-line.ts';
import type { Recipe } from './recipe.ts';

const LINES = [
  'create n_, ephemeral and sequential',
  'list all candidates; no watch',
  'mine is the lowest: I am elected',
  'else exists(the one just before mine), watch',
  'wait until it is gone, then go to 2',
  'after a lost answer to 1: read them, mine is whose owner is my session',
  'to resign: delete mine',
];

/** The queue recipe (ZooKeeper documentation, "Leader Election"). */
export const queueElection: Recipe<PlaceInLine> = {
  name: 'queue-election',
  start: ({ path, data, careless }) =>
    outOfLine({ name: 'queue-election', lines: LINES, path, prefix: 'n_', data, marked: false, careless }),
  handle: (r, happening, hands) => {
    moveInLine(r, ONE_BY_ONE, happening, hands);
  },
};
