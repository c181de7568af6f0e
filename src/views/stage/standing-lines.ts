import type { Picture } from '../../analysis/picture.ts';
import type { StageLayout } from './place.ts';
import { anchorOf, edgeId, type StageEdge } from './routes.ts';

export interface StandingLines {
  readonly shown: string;
  readonly cut: string;
  readonly degraded: string;
  readonly isolated: string;
}

/** Which lines are drawn and how, as ids joined by commas: strings, so that an unchanged answer is seen to be the same. */
export function standingLines(
  picture: Picture,
  edges: readonly StageEdge[],
  layout: StageLayout,
): StandingLines {
  const cuts = new Set(picture.cuts.map(({ from, to }) => edgeId(from, to)));
  const isCut = ({ from, to }: StageEdge) => cuts.has(edgeId(from, to)) || cuts.has(edgeId(to, from));
  const worse = picture.linkFaults.filter(({ kind }) => kind === 'degrade').map(({ sets }) => sets);
  const isWorse = ({ from, to }: StageEdge) => worse.some((sets) => apart(sets, from, to));
  return {
    shown: idsOf(shownEdges(edges, picture, layout)),
    cut: cuts.size === 0 ? '' : idsOf(fewOf(edges.filter(isCut), layout)),
    degraded: worse.length === 0 ? '' : idsOf(edges.filter(isWorse)),
    isolated: picture.nodes
      .filter((node) => node.isolated)
      .map(({ name }) => name)
      .join(','),
  };
}

/** The lines that there are to be seen, one by one. */
export function drawnLines(
  picture: Picture,
  edges: readonly StageEdge[],
  layout: StageLayout,
): readonly StageEdge[] {
  return shownEdges(edges, picture, layout).filter(({ bundled }) => !bundled);
}

/** Between zones the cut is told at their border; many broken lines there would lie over each other. */
const MOST_BROKEN = 6;

function fewOf(broken: readonly StageEdge[], { zones }: StageLayout): readonly StageEdge[] {
  return zones.length > 0 && broken.length > MOST_BROKEN ? [] : broken;
}

function idsOf(edges: readonly StageEdge[]): string {
  return edges.map(({ id }) => id).join(',');
}

function apart(sets: readonly (readonly string[])[], from: string, to: string): boolean {
  const start = sets.findIndex((set) => set.includes(from));
  const end = sets.findIndex((set) => set.includes(to));
  return start >= 0 && end >= 0 && start !== end;
}

/**
 * A node may connect to any server of an ensemble: of these lines only those are drawn that stand for a connection
 * or carry a message. A session that runs out is drawn apart, and what was removed has no lines.
 */
function shownEdges(
  edges: readonly StageEdge[],
  picture: Picture,
  layout: StageLayout,
): readonly StageEdge[] {
  const idOf = (from: string, to: string) => edgeId(anchorOf(layout, from), anchorOf(layout, to));
  const busy = new Set(picture.packets.flatMap(({ from, to }) => [idOf(from, to), idOf(to, from)]));
  const silent = new Set<string>();
  for (const { name, face, session } of picture.nodes) {
    if (session?.silent === true && session.server !== undefined) silent.add(idOf(name, session.server));
    else if (face.session !== undefined) busy.add(idOf(name, face.session));
  }
  const gone = new Set(picture.nodes.filter(({ status }) => status === 'removed').map(({ name }) => name));
  const isGone = ({ id, from, to }: StageEdge) => (gone.has(from) || gone.has(to)) && !busy.has(id);
  return edges.filter(
    (edge) => !isGone(edge) && (edge.plane !== 'session' || (busy.has(edge.id) && !silent.has(edge.id))),
  );
}
