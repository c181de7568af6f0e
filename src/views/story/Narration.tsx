import { memo, Suspense } from 'react';
import { lazy } from '../../ui/lazy.tsx';
import { narrationParts } from './narration.ts';
import { NarrationParts } from './NarrationParts.tsx';

interface NarrationProps {
  readonly say: string;
}

/** The glossary comes after the first picture; without it, the text is only text. */
const NarrationTerms = lazy('glossary', () =>
  import('../glossary/NarrationTerms.tsx').then(
    ({ NarrationTerms: Terms }) => Terms,
    () => Plain,
  ),
);

function Plain({ say }: NarrationProps) {
  return <NarrationParts parts={narrationParts(say)} show={({ text }) => text} />;
}

/** The text of a step. */
export const Narration = memo(function Narration({ say }: NarrationProps) {
  return (
    <p className="story-say">
      <Suspense fallback={<Plain say={say} />}>
        <NarrationTerms say={say} />
      </Suspense>
    </p>
  );
});
