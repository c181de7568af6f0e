import { memo } from 'react';
import type { StageEdge } from './routes.ts';

interface LinksProps {
  readonly edges: readonly StageEdge[];
  /** The ids of the lines that are drawn, joined by commas. */
  readonly shown: string;
  readonly selected: string | undefined;
}

/** The lines as the pointer meets them: wider than they are drawn. */
export const Links = memo(function Links({ edges, shown, selected }: LinksProps) {
  const ids = new Set(shown.split(','));
  const chosen = edges.find(({ id }) => id === selected);
  return (
    <g aria-hidden="true">
      {edges
        .filter(({ id, bundled }) => ids.has(id) && !bundled)
        .map(({ id, route: way }) => (
          <path key={id} className="edge-hit" data-link={id} d={way.d} />
        ))}
      {chosen === undefined ? undefined : <path className="edge edge-selected" d={chosen.route.d} />}
    </g>
  );
});
