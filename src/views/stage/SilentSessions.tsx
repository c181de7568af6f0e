import { memo } from 'react';
import type { NodePicture } from '../../analysis/picture.ts';
import type { SimTime } from '../../lib/units.ts';
import { tenths } from '../../ui/format.ts';
import { pointAt, type Route } from '../../ui/path.ts';
import { words } from '../../words/index.ts';
import type { StageLayout } from './place.ts';
import { wayOf, type StageEdge } from './routes.ts';

interface SilentSessionsProps {
  readonly nodes: readonly NodePicture[];
  readonly edges: ReadonlyMap<string, StageEdge>;
  readonly layout: StageLayout;
  readonly now: SimTime;
}

/** More words than these would cover the stage. */
const MAX_LABELS = 3;

/** The sessions that run out because nothing is heard of their node, each with how long it has. */
export function SilentSessions({ nodes, edges, layout, now }: SilentSessionsProps) {
  const silent = nodes.flatMap((node) => {
    const { session } = node;
    if (session?.silent !== true || session.server === undefined) return [];
    const way = wayOf(edges, layout, node.name, session.server);
    return way === undefined ? [] : [{ node, session, way }];
  });
  const labelled = silent.length <= MAX_LABELS;
  return (
    <g aria-hidden="true">
      {silent.map(({ node, session, way }) => {
        const since = node.status === 'running' && !node.isolated ? session.heardAt : node.since;
        return (
          <Silent
            key={node.name}
            way={way}
            silent={labelled ? words.stage.silent(node.name, tenths(since)) : ''}
            expires={labelled ? words.stage.expires(tenths(Math.max(0, session.expiresAt - now))) : ''}
          />
        );
      })}
    </g>
  );
}

interface SilentProps {
  readonly way: Route;
  readonly silent: string;
  readonly expires: string;
}

const Silent = memo(function Silent({ way, silent, expires }: SilentProps) {
  const { point } = pointAt(way, 0.5);
  return (
    <g>
      <path className="edge edge-silent" d={way.d} />
      {silent === '' ? undefined : (
        <text className="silent-label" x={point.x + 12} y={point.y - 2}>
          {silent}
          <tspan className="silent-expires" x={point.x + 12} dy="16">
            {expires}
          </tspan>
        </text>
      )}
    </g>
  );
});
