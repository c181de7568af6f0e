import { type LineRules, moveInLine, outOfLine, type PlaceInLine } from './place-in-line.ts';
import { ONE_BY_ONE } from './lock.ts';
import type { Recipe } from './recipe.ts';

const READ = 'read-';
const WRITE = 'write-';

const LINES = [
  'create read- or write-, ephemeral and sequential, with my mark in its name',
  'list all; no watch',
  'a write is first, or no write is before my read: the lock is mine',
  'else exists(the nearest before mine: for a read, the nearest write), watch',
  'wait until it is gone, then go to 2',
  'after a lost answer to 1: list, look for my mark',
  'to release: delete mine',
];

/** Readers wait for the nearest writer before them, and for no reader (kazoo, ReadLock). */
const READERS: LineRules = {
  before: (line, place) => line.slice(0, place).findLast((name) => name.includes(`-${WRITE}`)),
  shared: true,
  herd: false,
};

/** A lock that readers share (ZooKeeper documentation, "Shared Locks"). */
export const readWriteLock: Recipe<PlaceInLine> = {
  name: 'read-write-lock',
  start: ({ path, data, careless }) =>
    outOfLine({ name: 'read-write-lock', lines: LINES, path, prefix: WRITE, data, marked: true, careless }),
  handle: (r, happening, hands) => {
    if (happening.type === 'begin') r.prefix = happening.reads ? READ : WRITE;
    moveInLine(r, r.prefix === READ ? READERS : ONE_BY_ONE, happening, hands);
  },
};
