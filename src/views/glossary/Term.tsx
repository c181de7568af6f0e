import { memo, type ReactNode } from 'react';
import { Toggletip } from '../../ui/Toggletip.tsx';
import type { GlossaryEntry } from '../../words/glossary-entry.ts';
import { entryOf, glossaryWords } from '../../words/glossary.ts';
import { useRun, useSession } from '../session.ts';
import './glossary.css';
import { ScenarioLink } from './ScenarioLink.tsx';

interface TermProps {
  /** As it stands in its text. */
  readonly word: string;
  readonly entry: GlossaryEntry;
}

/** A term that opens its definition in place, with the way to the scenario that shows it. */
export const Term = memo(function Term({ word, entry }: TermProps) {
  const session = useSession();
  const here = useRun((state) => state.slug !== undefined && state.slug === entry.scenario);
  return (
    <Toggletip word={word} title={entry.term} text={entry.says}>
      {entry.scenario === undefined ? undefined : here ? (
        <p className="term-here">{glossaryWords.shownHere}</p>
      ) : (
        <ScenarioLink slug={entry.scenario} onOpen={(slug) => void session.openBuiltIn(slug)} />
      )}
    </Toggletip>
  );
});

/** A label of an inspector: a term where all of it is one. */
export function termLabel(text: string): ReactNode {
  const entry = entryOf(text);
  return entry === undefined ? text : <Term word={text} entry={entry} />;
}
