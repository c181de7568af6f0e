import { Suspense, useState } from 'react';
import { lazy } from '../../ui/lazy.tsx';
import { words } from '../../words/index.ts';

const TermList = lazy('glossary', async () => (await import('./TermList.tsx')).TermList);

/** The terms of texts that are links or buttons themselves: folded, so that they are one stop of Tab. */
export function TermsUsed({ texts }: { readonly texts: readonly string[] }) {
  const [open, setOpen] = useState(false);
  return (
    <details className="terms-used" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{words.story.terms}</summary>
      <Suspense>{open ? <TermList texts={texts} /> : undefined}</Suspense>
    </details>
  );
}
