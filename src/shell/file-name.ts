import { visible } from '../scenario/characters.ts';

/** What a file of this title is called: `who-is-the-primary.yaml`. */
export function fileNameOf(title: string, ending = 'yaml', untitled = 'scenario'): string {
  const words = title
    .normalize('NFKD')
    .replace(/\p{Mark}/gu, '')
    .toLowerCase()
    .match(/[\p{Letter}\p{Number}]+/gu);
  const letters = Array.from((words ?? [untitled]).join('-'));
  return `${letters.slice(0, 60).join('').replace(/-$/u, '')}.${ending}`;
}

const [HEAD, TAIL] = [30, 16];
/** More marks on a letter than any writing system puts there climb over the lines around them. */
const PILE = /(\p{Mark}{4})\p{Mark}+/gu;

/** A name that somebody else gave, as it is shown: on one line, its characters visible, long ones without their middle. */
export function shownName(name: string): string {
  // Nothing beyond is shown, and a name may be as long as a file.
  const both = name.length > 2000 ? name.slice(0, 1000) + name.slice(-1000) : name;
  const clean = visible(both.replaceAll(/\s+/gu, ' ').trim()).replaceAll(PILE, '$1');
  const letters = Array.from(clean);
  if (letters.length <= HEAD + TAIL) return clean;
  return `${letters.slice(0, HEAD).join('')}…${letters.slice(-TAIL).join('')}`;
}

/** For the middle of a sentence, whose direction the name does not turn (FSI and PDI of UAX #9). */
export function isolated(name: string): string {
  return `\u2068${name}\u2069`;
}
