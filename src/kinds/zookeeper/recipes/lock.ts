import { type LineRules, moveInLine, outOfLine, type PlaceInLine } from './place-in-line.ts';
import type { Recipe } from './recipe.ts';

/** The lowest has its turn, everybody else watches the one just before: one is woken at a time. */
export const ONE_BY_ONE: LineRules = {
  before: (line, place) => line[place - 1],
  shared: false,
  herd: false,
};

const LINES = [
  'create lock-, ephemeral and sequential, with my mark in its name',
  'list all; no watch',
  'mine is the lowest: the lock is mine, its czxid is my token',
  'else exists(the one just before mine), watch',
  'wait until it is gone, then go to 2',
  'after a lost answer to 1: list, look for my mark',
  'to release: delete mine',
];

/** A lock without a herd (ZooKeeper documentation, "Locks"; Curator, InterProcessMutex). */
export const lock: Recipe<PlaceInLine> = {
  name: 'lock',
  start: ({ path, data, careless }) =>
    outOfLine({ name: 'lock', lines: LINES, path, prefix: 'lock-', data, marked: true, careless }),
  handle: (r, happening, hands) => {
    moveInLine(r, ONE_BY_ONE, happening, hands);
  },
};
