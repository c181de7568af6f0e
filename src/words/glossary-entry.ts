/** A term of the field, as a language defines it. */
export interface GlossaryEntry {
  /** As the glossary lists it. */
  readonly term: string;
  /** Other words for it, plurals and verbs among them. */
  readonly forms?: readonly string[];
  /** Words that mean it only as a label, or where an author marks them as bold. */
  readonly marked?: readonly string[];
  /** The term itself is such a word. */
  readonly onlyMarked?: boolean;
  /** Its definition: two lines. */
  readonly says: string;
  /** The slug of the built-in scenario that shows it, where there is one. */
  readonly scenario?: string;
  /** Where it is defined at length. */
  readonly source?: string;
}
