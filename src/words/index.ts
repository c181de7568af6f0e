import { enTelling } from './en-telling.ts';
import { en } from './en.ts';
import type { Sentence } from './sentence.ts';

/** Any text in place of each English one, and for each that is made of values a function of the same values. */
export type Catalogue<T> = T extends string
  ? string
  : T extends (...values: infer Values) => infer Text
    ? (...values: Values) => Catalogue<Text>
    : { readonly [Key in keyof T]: Catalogue<T[Key]> };

/** What every language has to say: the interface. */
export type Words = Catalogue<typeof en>;

/** What every language has to tell of a run. */
export type Telling = Catalogue<Omit<typeof enTelling, 'milestones'>> & {
  readonly milestones: Readonly<Record<keyof typeof enTelling.milestones, Sentence>>;
};

export const words: Words = en;
export const telling: Telling = enTelling;
