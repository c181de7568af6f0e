import { useMemo } from 'react';
import { entriesIn } from '../../words/glossary.ts';
import { Term } from './Term.tsx';

/** The terms of texts, in the order of their first uses. */
export function TermList({ texts }: { readonly texts: readonly string[] }) {
  const entries = useMemo(() => entriesIn(texts), [texts]);
  return (
    <ul>
      {entries.map((entry) => (
        <li key={entry.term}>
          <Term word={entry.term} entry={entry} />
        </li>
      ))}
    </ul>
  );
}
