import { Fragment } from 'react';
import { Toggletip } from '../../ui/Toggletip.tsx';
import type { GlossaryEntry } from '../../words/glossary-entry.ts';
import { piecesOf, type TextPiece } from '../../words/glossary.ts';
import { ScenarioLink } from '../glossary/ScenarioLink.tsx';

/** The pieces of each text of a page, in its order: a term is one where the page uses it first. */
export type PageTerms = ReadonlyMap<string, readonly TextPiece[]>;

export function termsOfPage(texts: readonly string[]): PageTerms {
  const known = new Set<GlossaryEntry>();
  return new Map(texts.map((text) => [text, piecesOf(text, known)]));
}

interface CourseTextProps {
  readonly text: string;
  readonly terms: PageTerms;
}

/** A text of the course whose terms open their definitions, as those of the stories do. */
export function CourseText({ text, terms }: CourseTextProps) {
  return (terms.get(text) ?? [{ text }]).map((piece, index) => (
    <Fragment key={index}>
      {piece.entry === undefined ? piece.text : <CourseTerm word={piece.text} entry={piece.entry} />}
    </Fragment>
  ));
}

function CourseTerm({ word, entry }: { readonly word: string; readonly entry: GlossaryEntry }) {
  return (
    <Toggletip word={word} title={entry.term} text={entry.says}>
      {entry.scenario === undefined ? undefined : <ScenarioLink slug={entry.scenario} />}
    </Toggletip>
  );
}
