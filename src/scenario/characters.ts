/**
 * Characters that hide what a text says. Without embeddings, overrides and isolates each text is still read in the
 * direction of its letters, so that titles may be written in any language.
 */

/** Line breaks and tabs are no controls here. */
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/u;
/** Embeddings, overrides and isolates of UAX #9; they make `gpj.exe` of what is stored as `exe.jpg`. */
const TURNING = /[\u202a-\u202e\u2066-\u2069]/u;
const HALF = /\p{Surrogate}/u;
/** No writing system puts as many marks on a letter. */
const MARKS = /\p{M}{17,}/u;

const RULES: readonly (readonly [RegExp, string])[] = [
  [CONTROL, 'it is a control character'],
  [TURNING, 'it turns the text around it unseen'],
  [HALF, 'it is half a character'],
];

/** Where a text has a character that no file may have, and why; undefined where it has none. */
export function hiddenCharacter(
  text: string,
): { readonly index: number; readonly message: string } | undefined {
  for (const [pattern, reason] of RULES) {
    const match = pattern.exec(text);
    if (match === null) continue;
    return {
      index: match.index,
      message: `the character ${codeOf(match[0])} is not allowed in a scenario file: ${reason}`,
    };
  }
  const marks = MARKS.exec(text);
  if (marks === null) return undefined;
  return {
    index: marks.index,
    message: 'more than 16 marks on one letter are not allowed in a scenario file',
  };
}

/** A text with such characters written as their numbers. */
export function visible(text: string): string {
  return RULES.reduce(
    (shown, [pattern]) => shown.replaceAll(new RegExp(pattern, `g${pattern.flags}`), codeOf),
    text,
  );
}

function codeOf(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  return `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
}
