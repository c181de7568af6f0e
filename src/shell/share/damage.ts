/** Why a link cannot be read. Each has a sentence and a hint in `words/share.ts`. */
export type Damage =
  /** It ends before its end: a line break of a mail, or a limit of a chat. */
  | 'cut-off'
  /** Its letters are not those that were written. */
  | 'garbled'
  /** Whole, but of a version that this page does not know. */
  | 'newer'
  /** More letters than any link has. */
  | 'too-long'
  /** Unpacks to more than any scenario. */
  | 'too-large'
  /** Lists within lists beyond what any scenario nests. */
  | 'too-deep'
  /** Whole, but no program wrote it. */
  | 'senseless';
