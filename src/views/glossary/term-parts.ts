import type { GlossaryEntry } from '../../words/glossary-entry.ts';
import { piecesOf, type TextPiece } from '../../words/glossary.ts';
import type { NarrationPart } from '../story/narration.ts';

/** A part of a narration, in pieces of which some are terms. */
export interface TermPart extends NarrationPart {
  readonly pieces: readonly TextPiece[];
}

/** The first use of each term in a narration. Code is none, and neither are the names of a run's nodes, however they are called. */
export function termParts(parts: readonly NarrationPart[], names: ReadonlySet<string>): readonly TermPart[] {
  const known = new Set<GlossaryEntry>();
  return parts.map((part) => {
    const bold = part.type === 'bold';
    const plain = part.type === 'code' || (bold && names.has(part.text));
    return { ...part, pieces: plain ? [{ text: part.text }] : piecesOf(part.text, known, bold) };
  });
}
