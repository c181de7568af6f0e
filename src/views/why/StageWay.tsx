import { memo, useLayoutEffect, useRef } from 'react';
import { seconds } from '../../ui/format.ts';
import { pointAt, type Point, type Route } from '../../ui/path.ts';
import { words } from '../../words/index.ts';
import { bordersOf, CUT, type BorderLine } from '../fleet/borders.ts';
import type { Place, StageLayout } from '../stage/place.ts';
import { wayOf, type StageEdge } from '../stage/routes.ts';
import { badgeText, type Trail, type TrailNode, type Wall } from './trail.ts';
import './trail.css';

/** On a cut link, as a share of it: messages wait in its middle. */
const BESIDE_MESSAGES = 0.3;
/** More would cover each other. */
const LABELS_MAX = 8;
/** Left of a silence stands what it is, where it has this much room. */
const LABEL_ROOM = 140;

interface StageWayProps {
  readonly trail: Trail | undefined;
  readonly edges: ReadonlyMap<string, StageEdge>;
  readonly layout: StageLayout;
}

/** The causal path over the lines of the stage, with the numbers of the panel. What is off it steps back. */
export const StageWay = memo(function StageWay({ trail, edges, layout }: StageWayProps) {
  const group = useRef<SVGGElement>(null);
  useLayoutEffect(
    () => (trail === undefined ? undefined : fadeOthers(group.current, trail)),
    [trail, layout],
  );
  if (trail === undefined) return <g ref={group} />;
  const hops = trail.hops.flatMap((hop) => {
    const way = wayOf(edges, layout, hop.from, hop.to);
    return way === undefined ? [] : [{ ...hop, way }];
  });
  const numbered = hops.filter(({ last }) => last);
  return (
    <g className="trail" ref={group} aria-hidden="true">
      {trail.silences.map(({ from, to, length }) => {
        const way = wayOf(new Map(), layout, from, to);
        return way === undefined ? undefined : (
          <Silence key={`${from}>${to}`} way={way} text={words.why.silence(seconds(length))} />
        );
      })}
      {unique(hops).map(({ from, to, way }) => (
        <g key={`${from}>${to}`}>
          <path className="trail-way" d={way.d} />
          <path className="trail-head" d={headOf(way)} />
        </g>
      ))}
      {unique(numbered).map(({ from, to, name, number, way }, index) => {
        const { point, direction } = pointAt(way, 0.5);
        const upright = Math.abs(direction.y) > Math.abs(direction.x);
        return (
          <g key={`${from}>${to}`}>
            <Badge at={point} text={String(number)} fault={false} />
            {index < LABELS_MAX ? (
              <text
                className="trail-label"
                x={point.x + (upright ? 14 : 0)}
                y={point.y + (upright ? 4 : 22)}
                textAnchor={upright ? 'start' : 'middle'}
              >
                {name}
              </text>
            ) : undefined}
          </g>
        );
      })}
      {trail.walls.map((wall) => {
        const at = wallPlace(wall, edges, layout);
        return at === undefined ? undefined : (
          <Badge key={wall.number} at={at} text={String(wall.number)} fault={wall.fault} />
        );
      })}
      {trail.nodes.map((node) => {
        const place = layout.byName.get(node.node);
        return place === undefined || node.numbers.length === 0 ? undefined : (
          <Badge
            key={node.node}
            at={besideNode(place, node)}
            text={badgeText(node.numbers)}
            fault={node.fault}
          />
        );
      })}
    </g>
  );
});

function besideNode({ x, y }: Place, { numbers }: Pick<TrailNode, 'numbers'>): Point {
  return { x: x - 27 - (numbers.length > 1 ? 6 : 0), y: y - 21 };
}

/** Above the mark at the border of two zones; else on the link, or beside the only node at an end. */
function wallPlace({ ends }: Wall, edges: StageWayProps['edges'], layout: StageLayout): Point | undefined {
  const border = borderBetween(ends, layout);
  if (border !== undefined) return { x: border.x, y: border.mark - CUT.above - 10 };
  const [one, other] = [...ends].sort((left, right) => left.length - right.length);
  const [from, second] = one ?? [];
  const [to, third] = other ?? [];
  const place = layout.byName.get(from ?? '');
  if (from === undefined || to === undefined || place === undefined) return undefined;
  const way = third === undefined && second === undefined ? wayOf(edges, layout, from, to) : undefined;
  return way === undefined ? besideNode(place, { numbers: [] }) : pointAt(way, BESIDE_MESSAGES).point;
}

/** The border that nodes of two zones have between them. */
function borderBetween(ends: Wall['ends'], layout: StageLayout): BorderLine | undefined {
  const middles = ends.map(([first]) => layout.byName.get(first ?? '')?.x ?? 0);
  const [from, to] = [Math.min(...middles), Math.max(...middles)];
  return layout.zones.length < 2 ? undefined : bordersOf(layout).find(({ x }) => x > from && x < to);
}

/** Marks what the path does not touch, so that the style sheet can let it step back. */
function fadeOthers(group: SVGGElement | null, trail: Trail): (() => void) | undefined {
  const on = new Set(trail.nodes.map(({ node }) => node));
  const others = [...(group?.ownerSVGElement?.querySelectorAll('[data-node]') ?? [])].filter(
    (element) => !on.has(element.getAttribute('data-node') ?? ''),
  );
  for (const element of others) element.setAttribute('data-off-trail', '');
  return () => {
    for (const element of others) element.removeAttribute('data-off-trail');
  };
}

/** One of each way, the latest. */
function unique<T extends { readonly from: string; readonly to: string }>(hops: readonly T[]): readonly T[] {
  return [...new Map(hops.map((hop) => [`${hop.from}>${hop.to}`, hop])).values()];
}

function Silence({ way, text }: { readonly way: Route; readonly text: string }) {
  const { point } = pointAt(way, 0.3);
  const roomy = point.x > LABEL_ROOM;
  return (
    <>
      <path className="trail-silence" d={way.d} />
      <text
        className="trail-label"
        x={point.x + (roomy ? -10 : 12)}
        y={point.y + (roomy ? -4 : 12)}
        textAnchor={roomy ? 'end' : 'start'}
      >
        {text}
      </text>
    </>
  );
}

/** Two strokes at the end of a way; a way drawn backwards ends where its points do. */
function headOf(way: Route): string {
  const { point, direction } = pointAt(way, 1);
  const { x, y } = direction;
  const wing = (side: number): string => {
    const wingX = point.x - 7 * x - 4.5 * side * y;
    const wingY = point.y - 7 * y + 4.5 * side * x;
    return `${wingX.toFixed(1)} ${wingY.toFixed(1)}`;
  };
  return `M${wing(1)}L${point.x.toFixed(1)} ${point.y.toFixed(1)}L${wing(-1)}`;
}

interface BadgeProps {
  readonly at: Point;
  readonly text: string;
  readonly fault: boolean;
}

function Badge({ at, text, fault }: BadgeProps) {
  const width = Math.max(16, text.length * 7 + 8);
  return (
    <g
      className={fault ? 'trail-badge trail-badge-fault' : 'trail-badge'}
      transform={`translate(${at.x} ${at.y})`}
    >
      <rect x={-width / 2} y="-8" width={width} height="16" rx="8" />
      <text y="4">{text}</text>
    </g>
  );
}
