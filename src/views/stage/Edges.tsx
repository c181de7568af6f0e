import { memo } from 'react';
import { pointAt, reversed, route, type Route } from '../../ui/path.ts';
import type { Plane, StageEdge } from './routes.ts';

interface EdgesProps {
  readonly edges: readonly StageEdge[];
  /** Sets of ids and of names are joined by commas, so that an unchanged one is seen to be the same. */
  readonly shown: string;
  /** The ids of lines over which nothing passes, in either direction. */
  readonly cut: string;
  readonly degraded: string;
  /** The nodes whose cable is out. */
  readonly isolated: string;
}

const PLANES: readonly Plane[] = ['session', 'quorum', 'replication', 'traffic'];
/** How much is left of the lines of an isolated node. */
const STUB = 44;

/**
 * The lines of the stage, by plane; a cut one is broken, and of an isolated node's only the ends are left. Lines of a
 * plane share parts of their way, so they are drawn as one path: drawn one over the other they would grow thick.
 */
export const Edges = memo(function Edges(props: EdgesProps) {
  const shown = setOf(props.shown);
  const cut = setOf(props.cut);
  const isolated = setOf(props.isolated);
  const degraded = setOf(props.degraded);
  const edges = props.edges.filter(({ id }) => shown.has(id));
  const loose = edges.filter(({ from, to }) => isolated.has(from) || isolated.has(to));
  const tied = edges.filter(({ from, to }) => !isolated.has(from) && !isolated.has(to));
  const whole = tied.filter((edge) => !cut.has(edge.id));
  const broken = tied.filter((edge) => cut.has(edge.id)).map((edge) => edge.route);
  const stubs = new Map(loose.flatMap((edge) => stubsOf(edge, isolated)).map((stub) => [stub.d, stub]));
  return (
    <g className="edges" aria-hidden="true">
      {PLANES.map((plane) => (
        <path
          key={plane}
          className={`edge edge-${plane}`}
          d={pathOf(whole.filter((edge) => edge.plane === plane))}
        />
      ))}
      {whole
        .filter(({ id }) => degraded.has(id))
        .map(({ id, route: way }) => (
          <path key={id} className="edge-degraded" d={way.d} />
        ))}
      {[...broken, ...stubs.values()].map((way) => (
        <Broken key={way.d} way={way} />
      ))}
    </g>
  );
});

type Names = ReadonlySet<string>;

function setOf(joined: string): Names {
  return new Set(joined === '' ? [] : joined.split(','));
}

function pathOf(edges: readonly StageEdge[]): string {
  return edges.map((edge) => edge.route.d).join('');
}

/** The beginning of a line at each of its ends that is isolated. */
function stubsOf({ from, to, route: way }: StageEdge, isolated: ReadonlySet<string>): readonly Route[] {
  return [
    ...(isolated.has(from) ? [beginning(way)] : []),
    ...(isolated.has(to) ? [beginning(reversed(way))] : []),
  ];
}

function beginning(way: Route): Route {
  const [start, next] = way.points;
  if (start === undefined || next === undefined) return way;
  const { length } = route([start, next]);
  return length <= STUB
    ? route([start, next])
    : route([start, pointAt(route([start, next]), STUB / length).point]);
}

/** A dashed line with two strokes across its middle. */
function Broken({ way }: { readonly way: Route }) {
  const { point, direction } = pointAt(way, 0.5);
  const angle = (Math.atan2(direction.y, direction.x) * 180) / Math.PI;
  return (
    <g>
      <path className="edge edge-cut" d={way.d} />
      <g transform={`translate(${point.x} ${point.y}) rotate(${angle})`}>
        <rect className="edge-gap" x="-3" y="-4" width="6" height="8" />
        <path className="edge-break" d="M-5 6L-1 -6M1 6L5 -6" />
      </g>
    </g>
  );
}
