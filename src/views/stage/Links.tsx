import { memo } from 'react';
import { pointAt } from '../../ui/path.ts';
import { words } from '../../words/index.ts';
import type { StageEdge } from './routes.ts';

interface LinksProps {
  readonly edges: readonly StageEdge[];
  /** The ids of the lines that are drawn, joined by commas, and of those that are cut. */
  readonly shown: string;
  readonly cut: string;
  readonly selected: string | undefined;
}

/** The lines as the pointer meets them: wider than they are drawn. */
export const Links = memo(function Links({ edges, shown, cut, selected }: LinksProps) {
  const ids = new Set(shown.split(','));
  const chosen = edges.find(({ id }) => id === selected);
  return (
    <g aria-hidden="true">
      {edges
        .filter(({ id, bundled }) => ids.has(id) && !bundled)
        .map(({ id, route: way }) => (
          <path key={id} className="edge-hit" data-link={id} d={way.d} />
        ))}
      {chosen === undefined ? undefined : <Chosen edge={chosen} cut={cut.split(',').includes(chosen.id)} />}
    </g>
  );
});

/** Thick, with its name beside its middle; what is cut stays broken. */
function Chosen({ edge: { route: way }, cut }: { readonly edge: StageEdge; readonly cut: boolean }) {
  const { point, direction } = pointAt(way, 0.5);
  const angle = (Math.atan2(direction.y, direction.x) * 180) / Math.PI;
  return (
    <g>
      <path className={cut ? 'edge edge-selected edge-selected-cut' : 'edge edge-selected'} d={way.d} />
      {cut ? (
        <g transform={`translate(${point.x} ${point.y}) rotate(${angle}) scale(1.5)`}>
          <rect className="edge-gap" x="-3" y="-5" width="6" height="10" />
          <path className="edge-break" d="M-5 6L-1 -6M1 6L5 -6" />
        </g>
      ) : undefined}
    </g>
  );
}

/** Of the chosen one, over everything else: lines are short. */
export const LinkName = memo(function LinkName({ edges, cut, selected }: Omit<LinksProps, 'shown'>) {
  const chosen = edges.find(({ id }) => id === selected);
  if (chosen === undefined) return undefined;
  const { id, from, to, route: way } = chosen;
  const { point, direction } = pointAt(way, 0.5);
  const steep = Math.abs(direction.y) > 0.5;
  return (
    <text
      className="link-name"
      x={point.x + (steep ? 12 : 0)}
      y={point.y + (steep ? 4 : -12)}
      textAnchor={steep ? 'start' : 'middle'}
      aria-hidden="true"
    >
      {words.faults.link.short(from, to, cut.split(',').includes(id))}
    </text>
  );
});
