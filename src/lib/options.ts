/**
 * Option tables: what a component kind can be told in a scenario, as plain data. The scenario schema, its JSON
 * Schema, the editor's hover texts, forms and the type of the parsed options all derive from one table.
 */
import type { Duration } from './units.ts';

interface Described {
  /** One sentence for hover texts and forms. */
  readonly doc: string;
}

/** Quantities are written with units (`2s`, `90/s`, `20%`, `4KiB`); a default is written the same way. */
export type OptionSpec =
  | (Described & { readonly type: 'duration'; readonly default?: string; readonly minimum?: Duration })
  | (Described & { readonly type: 'rate'; readonly default?: string })
  | (Described & { readonly type: 'share'; readonly default?: string })
  | (Described & { readonly type: 'size'; readonly default?: string })
  | (Described & {
      readonly type: 'integer';
      readonly default?: number;
      readonly minimum: number;
      readonly maximum: number;
    })
  | (Described & { readonly type: 'choice'; readonly default?: string; readonly values: readonly string[] })
  | (Described & { readonly type: 'flag'; readonly default?: boolean })
  | (Described & { readonly type: 'text'; readonly default?: string })
  /** The name of a node or group; `kinds` limits what it may be. */
  | (Described & { readonly type: 'reference'; readonly kinds?: readonly string[] })
  | (Described & { readonly type: 'list'; readonly of: OptionSpec })
  /** A nested table. With `default: {}` an absent record takes the defaults of its fields. */
  | (Described & {
      readonly type: 'record';
      readonly fields: OptionTable;
      readonly default?: Readonly<Record<string, never>>;
    })
  /** The first alternative that fits, told apart by shape (a name, a list, a record); a default is one of the first. */
  | (Described & { readonly type: 'either'; readonly of: readonly OptionSpec[]; readonly default?: string });

/**
 * An option without a default is required, unless `optional` says otherwise. With both, it stays undefined where nothing is
 * said, and the kind puts in the default that the table documents, or another one. A `live` one may be set while a node runs.
 */
export type OptionTable = Readonly<
  Record<string, OptionSpec & { readonly optional?: boolean; readonly live?: boolean }>
>;

type ValueOf<S> = S extends { type: 'duration' | 'rate' | 'share' | 'size' | 'integer' }
  ? number
  : S extends { type: 'choice'; values: readonly (infer V)[] }
    ? V
    : S extends { type: 'flag' }
      ? boolean
      : S extends { type: 'text' | 'reference' }
        ? string
        : S extends { type: 'list'; of: infer I }
          ? readonly ValueOf<I>[]
          : S extends { type: 'record'; fields: infer F }
            ? OptionsOf<F>
            : S extends { type: 'either'; of: readonly (infer A)[] }
              ? ValueOf<A>
              : never;

/** The parsed form of a table: base units, defaults filled in; optional options are undefined where nothing is said. */
export type OptionsOf<T> = {
  readonly [K in keyof T]: T[K] extends { optional: true } ? ValueOf<T[K]> | undefined : ValueOf<T[K]>;
};

/** Of alternatives, the one that a parsed value is of; undefined is of the first. Any other spec is itself. */
export function alternativeOf(spec: OptionSpec, value: unknown): OptionSpec {
  if (spec.type !== 'either') return spec;
  const keys = typeof value === 'object' && value !== null ? Object.keys(value) : undefined;
  const fits = (one: OptionSpec): boolean =>
    Array.isArray(value)
      ? one.type === 'list'
      : keys === undefined
        ? one.type !== 'list' && one.type !== 'record'
        : one.type === 'record' && keys.every((key) => Object.hasOwn(one.fields, key));
  return spec.of.find(fits) ?? spec;
}
