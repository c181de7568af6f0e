import type { Scenario } from './scenario.ts';

/** Shorter words, and these, tell no scenario from another. */
const LEAST_LETTERS = 4;
const COMMON = new Set(
  ('about after again also another because been before both come comes could does done down each even every first from ' +
    'goes have here into itself just last less like long make many more most much must near never nobody none once only ' +
    'other over same says seconds second since some still such take takes than that their them then there these they ' +
    'thing this three through time until very what when where which while whom whose will with without would your')
    .split(' '),
); // prettier-ignore

/** What the text of a scenario speaks of: the words of its story, its kinds, its faults and its recipes, each once. */
export function termsOf({ title, summary, story, nodes, faults }: Scenario): string {
  const told = story.flatMap(({ title: heading = '', say, ask }) => [
    heading,
    say,
    ask?.question ?? '',
    ask?.because ?? '',
  ]);
  const known = new Set(wordsOf(`${title} ${summary}`));
  const kinds = nodes.flatMap(({ kind, options }) => [kind, recipeOf(options)]);
  const texts = [...told, ...kinds, ...faults.map(({ verb }) => verb)];
  const terms = new Set(texts.flatMap((text) => wordsOf(text.replace(/`[^`]*`/gu, ' '))));
  return [...terms]
    .filter((word) => isTelling(word) && !known.has(word))
    .sort()
    .join(' ');
}

function isTelling(word: string): boolean {
  return word.length >= LEAST_LETTERS && !COMMON.has(word) && !/[0-9]/u.test(word);
}

function recipeOf(options: Scenario['nodes'][number]['options']): string {
  const { election, algorithm } = options;
  const recipe = typeof election === 'object' && 'recipe' in election ? election.recipe : undefined;
  return [algorithm, recipe].filter((value) => typeof value === 'string').join(' ');
}

/** In small letters; what a hyphen joins is two words. */
export function wordsOf(text: string): readonly string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}
