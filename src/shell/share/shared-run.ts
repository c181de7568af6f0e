/** What a link says of a run: all that shows it again on another page, and what tells whether it is the same run. */
import type { SimTime } from '../../lib/units.ts';

export interface SharedRun {
  readonly source: SharedSource;
  /** Made to the source, in the words of the format; they are checked as a file is when they are read. */
  readonly edits: SharedEdits | undefined;
  /** The cursor. */
  readonly time: SimTime;
  /** The selected node. */
  readonly node: string | undefined;
  /** Of the run, 16 hexadecimal digits; absent where a bug stopped it. */
  readonly digest: string | undefined;
  /** The version of the models that computed it. */
  readonly model: string;
}

export type SharedSource =
  | { readonly type: 'built-in'; readonly slug: string; readonly hash: string }
  | { readonly type: 'text'; readonly name: string; readonly text: string };

/** The shape of `ScenarioEdits`, of which a link's reader promises no more than this. */
export interface SharedEdits {
  readonly seed?: unknown;
  readonly faults?: readonly unknown[];
  readonly options?: Readonly<Record<string, unknown>>;
}
