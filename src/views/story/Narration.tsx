import { memo } from 'react';
import { narrationParts } from './narration.ts';

/** The text of a step. */
export const Narration = memo(function Narration({ say }: { readonly say: string }) {
  return (
    <p className="story-say">
      {narrationParts(say).map(({ type, text }, index) =>
        type === 'bold' ? (
          <strong key={index}>{text}</strong>
        ) : type === 'code' ? (
          <code key={index}>{text}</code>
        ) : (
          text
        ),
      )}
    </p>
  );
});
