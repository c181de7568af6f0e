import { en } from './en.ts';

/** Any text in place of each English one, and for each that is made of values a function of the same values. */
type Catalogue<T> = T extends string
  ? string
  : T extends (...values: infer Values) => string
    ? (...values: Values) => string
    : { readonly [Key in keyof T]: Catalogue<T[Key]> };

/** What every language has to say. */
export type Words = Catalogue<typeof en>;

export const words: Words = en;
