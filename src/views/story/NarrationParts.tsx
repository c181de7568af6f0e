import type { ReactNode } from 'react';
import type { NarrationPart } from './narration.ts';

interface NarrationPartsProps<Part extends NarrationPart> {
  readonly parts: readonly Part[];
  readonly show: (part: Part) => ReactNode;
}

/** A narration's Markdown as elements. */
export function NarrationParts<Part extends NarrationPart>({ parts, show }: NarrationPartsProps<Part>) {
  return parts.map((part, index) =>
    part.type === 'bold' ? (
      <strong key={index}>{show(part)}</strong>
    ) : part.type === 'code' ? (
      <code key={index}>{show(part)}</code>
    ) : (
      <span key={index}>{show(part)}</span>
    ),
  );
}
