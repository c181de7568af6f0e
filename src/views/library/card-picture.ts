import type { Picture } from '../../analysis/picture.ts';
import type { RunSummary } from '../../analysis/outline.ts';
import type { CardNode, CardPicture } from '../../shell/scenario-card.ts';
import type { KindView } from '../../ui/kind-view.ts';
import { layoutStage } from '../stage/layout.ts';
import { healthOf } from '../stage/node-words.ts';
import type { StageLayout } from '../stage/place.ts';
import { stageEdges } from '../stage/routes.ts';
import { standingLines } from '../stage/standing-lines.ts';
import { cardPlaces } from './card-layout.ts';

/** `layoutStage` scales and narrows what it places by the size of the stage; this one does neither. */
const UNSCALED = { width: 832, height: 576 };

const MOST_FLEETS = 2;

/** Draws a system in small: the stage's glyphs, lines and looks, with places of its own and no words. */
export function cardPicture(
  nodes: RunSummary['nodes'],
  picture: Picture,
  views: readonly KindView[],
): CardPicture {
  const layout = layoutStage(nodes, views, UNSCALED, undefined, cardPlaces);
  const looks = new Map(picture.nodes.map((node) => [node.name, healthOf(node)]));
  const lookOf = (name: string) => looks.get(name) ?? 'waiting';
  return {
    width: Math.round(layout.width),
    height: Math.round(layout.height),
    nodes: layout.places.map(({ name, view, x, y, numbered, index }): CardNode => {
      const node = { kind: view.kind, x: tenth(x), y: tenth(y), look: lookOf(name) };
      return numbered && view.glyph.numbered ? { ...node, number: index } : node;
    }),
    dots: dotsOf(layout, lookOf),
    ...linesOf(nodes, picture, layout),
  };
}

function dotsOf({ fleets }: StageLayout, lookOf: (name: string) => string): CardPicture['dots'] {
  const dots: Record<string, string> = {};
  for (const { name, x, y } of fleets.flatMap(({ cells }) => cells)) {
    const look = lookOf(name);
    dots[look] = `${dots[look] ?? ''}M${tenth(x)} ${tenth(y)}h0`;
  }
  return dots;
}

/** As on the stage, traffic alone where many stand: other lines would cover them. */
function linesOf(
  nodes: RunSummary['nodes'],
  picture: Picture,
  layout: StageLayout,
): Pick<CardPicture, 'lines' | 'cut'> {
  const quiet = layout.fleets.length > MOST_FLEETS;
  const edges = stageEdges(nodes, layout, (plane) => !quiet || plane === 'traffic');
  const standing = standingLines(picture, edges, layout);
  const [shown, cut] = [new Set(standing.shown.split(',')), new Set(standing.cut.split(','))];
  const lines: Record<string, string> = {};
  let broken = '';
  for (const { id, plane, route } of edges.filter((edge) => shown.has(edge.id))) {
    const d = rounded(route.d);
    if (cut.has(id)) broken += d;
    else lines[plane] = `${lines[plane] ?? ''}${d}`;
  }
  return { lines, cut: broken };
}

function tenth(value: number): number {
  return Math.round(value * 10) / 10;
}

function rounded(d: string): string {
  return d.replace(/-?[0-9]+\.[0-9]+/gu, (number) => String(tenth(Number(number))));
}
