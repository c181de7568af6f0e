import type { Description } from '../../scenario/description.ts';
import { author } from '../../words/author.ts';

const { types, names, facts } = author.language;

/** What it is, in a few words: `a duration; 2s if left out`. */
export function detailOf({
  types: kinds = [],
  named,
  default: standard,
  isDefault,
  isRequired,
}: Description): string {
  if (named !== undefined) return names[named.is](named.kind, named.of, named.count);
  const words = [...new Set(kinds.map((kind) => types[kind]))];
  return [
    ...(words.length === 0 ? [] : [words.join(facts.or)]),
    ...(standard === undefined || standard === '' || isRequired === true ? [] : [facts.default(standard)]),
    ...(isRequired === true ? [facts.required] : []),
    ...(isDefault === true ? [facts.isDefault] : []),
  ].join('; ');
}

export function docOf({ doc }: Description): string | undefined {
  return doc === '' ? undefined : doc?.replaceAll('`', '');
}

/** What else is known: limits, choices, options. */
export function factsOf({
  minimum,
  maximum,
  values = [],
  isLive,
  options = [],
}: Description): readonly string[] {
  return [
    ...(values.length > 0 && values.length <= 12 ? [values.join(' | ')] : []),
    ...(minimum === undefined ? [] : [facts.minimum(minimum)]),
    ...(maximum === undefined ? [] : [facts.maximum(maximum)]),
    ...(isLive === true ? [facts.live] : []),
    ...options,
  ];
}
