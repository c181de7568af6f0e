import { memo, useMemo } from 'react';
import type { NodePicture } from '../../analysis/picture.ts';
import type { SimTime } from '../../lib/units.ts';
import { clock, tenths } from '../../ui/format.ts';
import type { Point, Route } from '../../ui/path.ts';
import { words } from '../../words/index.ts';
import type { Box } from './boxes.ts';
import type { StageLayout } from './place.ts';
import { wayOf, type StageEdge } from './routes.ts';
import { obstaclesOf, spotBeside } from './spots.ts';

interface SilentSessionsProps {
  readonly nodes: readonly NodePicture[];
  readonly edges: ReadonlyMap<string, StageEdge>;
  readonly layout: StageLayout;
  readonly now: SimTime;
}

/** More words than these would cover the stage. */
const MAX_LABELS = 3;
const LETTER = 6.4;
/** "expires in 10.0 s or more": its room does not change with its digits, so that it stays where it is. */
const EXPIRES_LETTERS = 26;

/** The sessions that run out because nothing is heard of their node, each with how long it has. */
export function SilentSessions({ nodes, edges, layout, now }: SilentSessionsProps) {
  const obstacles = useMemo(() => obstaclesOf(layout), [layout]);
  const silent = nodes.flatMap((node) => {
    const { session } = node;
    if (session?.silent !== true || session.server === undefined) return [];
    const way = wayOf(edges, layout, node.name, session.server);
    return way === undefined ? [] : [{ node, session, way }];
  });
  const taken: Box[] = [...obstacles];
  return (
    <g aria-hidden="true">
      {silent.map(({ node, session, way }) => {
        const since = node.status === 'running' && !node.isolated ? session.heardAt : node.since;
        const told = words.stage.silent(node.name, clock(since));
        const label = silent.length <= MAX_LABELS ? labelFor(way, told, taken, layout) : undefined;
        return (
          <Silent
            key={node.name}
            way={way}
            x={label?.at.x ?? 0}
            y={label?.at.y ?? 0}
            silent={label?.whole === true ? told : ''}
            expires={
              label === undefined ? '' : words.stage.expires(tenths(Math.max(0, session.expiresAt - now)))
            }
          />
        );
      })}
    </g>
  );
}

/** Both lines where there is room for them, else the second alone; takes the room. */
function labelFor(
  way: Route,
  told: string,
  taken: Box[],
  layout: StageLayout,
): { readonly at: Point; readonly whole: boolean } | undefined {
  for (const whole of [true, false]) {
    const letters = whole ? Math.max(told.length, EXPIRES_LETTERS) : EXPIRES_LETTERS;
    const spot = spotBeside(way, { width: letters * LETTER, lines: whole ? 2 : 1 }, taken, layout);
    if (spot === undefined) continue;
    taken.push(spot.box);
    return { at: spot.at, whole };
  }
  return undefined;
}

interface SilentProps {
  readonly way: Route;
  readonly x: number;
  readonly y: number;
  readonly silent: string;
  readonly expires: string;
}

const Silent = memo(function Silent({ way, x, y, silent, expires }: SilentProps) {
  return (
    <g>
      <path className="edge edge-silent" d={way.d} />
      {expires === '' ? undefined : (
        <text className="silent-label" x={x} y={y}>
          {silent}
          <tspan className="silent-expires" x={x} dy={silent === '' ? 0 : 16}>
            {expires}
          </tspan>
        </text>
      )}
    </g>
  );
});
