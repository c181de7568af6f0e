import { useMemo, useState } from 'react';
import { entriesIn, glossaryWords } from '../../words/glossary.ts';
import './glossary.css';
import { Term } from './Term.tsx';

/** The terms of texts that are links or buttons themselves: folded, so that they are one stop of Tab. */
export function TermsUsed({ texts }: { readonly texts: readonly string[] }) {
  const [open, setOpen] = useState(false);
  const entries = useMemo(() => (open ? entriesIn(texts) : []), [open, texts]);
  return (
    <details className="terms-used" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{glossaryWords.usedHere}</summary>
      <ul>
        {entries.map((entry) => (
          <li key={entry.term}>
            <Term word={entry.term} entry={entry} />
          </li>
        ))}
      </ul>
    </details>
  );
}
