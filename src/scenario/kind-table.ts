import type { OptionTable } from '../lib/options.ts';

/** What the parser and the schema need to know of a component kind. */
export interface KindTable {
  readonly kind: string;
  readonly summary: string;
  readonly options: OptionTable;
}
