import { Fragment, useMemo } from 'react';
import type { NodeOutline } from '../../analysis/outline.ts';
import { useRun } from '../session.ts';
import { narrationParts } from '../story/narration.ts';
import { NarrationParts } from '../story/NarrationParts.tsx';
import { Term } from './Term.tsx';
import { termParts } from './term-parts.ts';

const NONE: readonly NodeOutline[] = [];

/** A narration whose terms open their definitions. */
export function NarrationTerms({ say }: { readonly say: string }) {
  const nodes = useRun((state) => state.summary?.nodes) ?? NONE;
  const names = useMemo(() => new Set(nodes.flatMap(({ name, group }) => [name, group])), [nodes]);
  const parts = useMemo(() => termParts(narrationParts(say), names), [say, names]);
  return (
    <NarrationParts
      parts={parts}
      show={({ pieces }) =>
        pieces.map(({ text, entry }, index) =>
          entry === undefined ? (
            <Fragment key={index}>{text}</Fragment>
          ) : (
            <Term key={`${say} ${entry.term}`} word={text} entry={entry} />
          ),
        )
      }
    />
  );
}
