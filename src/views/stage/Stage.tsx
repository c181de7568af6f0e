import { useMemo, type KeyboardEvent } from 'react';
import type { Picture, RunSummary } from '../../analysis/picture.ts';
import { kindViews } from '../../kinds/views.ts';
import { clock } from '../../ui/format.ts';
import { useReducedMotion } from '../../ui/use-media.ts';
import { useSize } from '../../ui/use-size.ts';
import { words } from '../../words/index.ts';
import { useCursor, useRun, useSelection, useSession } from '../session.ts';
import { StageTrail } from '../why/Trails.tsx';
import { Captions } from './Captions.tsx';
import { Edges } from './Edges.tsx';
import { layoutStage } from './layout.ts';
import { Legend } from './Legend.tsx';
import { GlyphPatterns } from './NodeGlyph.tsx';
import { Now } from './Now.tsx';
import { Packets } from './Packets.tsx';
import { edgeId, stageEdges, type StageEdge } from './routes.ts';
import './stage.css';
import { SilentSessions } from './SilentSessions.tsx';
import { StageNode } from './StageNode.tsx';

/** The system at the cursor's time. */
export function Stage() {
  const summary = useRun((state) => state.summary);
  const picture = useCursor((state) => state.picture);
  const [box, size] = useSize();
  return (
    <main className="stage" id="stage" aria-label={words.stage.name} tabIndex={-1}>
      <GlyphPatterns />
      <Now />
      <div className="stage-box" ref={box}>
        {summary === undefined || size === undefined || picture === undefined ? undefined : (
          <Topology summary={summary} picture={picture} width={size.width} height={size.height} />
        )}
      </div>
      <Legend />
    </main>
  );
}

interface TopologyProps {
  readonly summary: RunSummary;
  readonly picture: Picture;
  readonly width: number;
  readonly height: number;
}

const WALK: Readonly<Record<string, number>> = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

/** The arrows walk the nodes in reading order. */
function walk(event: KeyboardEvent<SVGSVGElement>): void {
  const step = WALK[event.key];
  if (step === undefined || event.shiftKey) return;
  const nodes = [...event.currentTarget.querySelectorAll<SVGGElement>('[data-node]')];
  const at = nodes.findIndex((node) => node === document.activeElement);
  if (at < 0) return;
  event.preventDefault();
  event.stopPropagation();
  nodes[(at + step + nodes.length) % nodes.length]?.focus();
}

function Topology({ summary, picture, width, height }: TopologyProps) {
  const session = useSession();
  const selected = useSelection((state) => state.node);
  const reducedMotion = useReducedMotion();
  const { nodes } = summary;
  const layout = useMemo(() => layoutStage(nodes, kindViews, { width, height }), [nodes, width, height]);
  const edges = useMemo(() => stageEdges(nodes, layout), [nodes, layout]);
  const byId = useMemo(() => new Map(edges.map((edge) => [edge.id, edge])), [edges]);
  const pictures = new Map(picture.nodes.map((node) => [node.name, node]));
  const cut = useMemo(() => cutEdges(picture, edges), [picture, edges]);
  const isolated = useMemo(() => isolatedNodes(picture), [picture]);
  const shown = useMemo(() => shownEdges(edges, picture), [edges, picture]);
  const name = words.stage.summary(summary.title, nodes.length, clock(picture.time));
  return (
    <svg
      className="topology"
      width={layout.width * layout.scale}
      height={layout.height * layout.scale}
      viewBox={`0 0 ${layout.width} ${layout.height}`}
      role="group"
      aria-roledescription={words.stage.topology}
      aria-label={name}
      onKeyDown={walk}
      onClick={(event) => {
        if (event.target === event.currentTarget) session.select(undefined);
      }}
    >
      <Edges edges={shown} cut={cut} isolated={isolated} />
      <SilentSessions nodes={picture.nodes} edges={byId} layout={layout} now={picture.time} />
      <Captions
        captions={layout.captions}
        nodes={nodes}
        lanes={summary.lanes}
        pictures={pictures}
        now={picture.time}
      />
      {layout.places.map((place) => {
        const node = pictures.get(place.name);
        return node === undefined ? undefined : (
          <StageNode
            key={place.name}
            place={place}
            node={node}
            now={picture.time}
            selected={selected === place.name}
            onSelect={(chosen) => session.select(chosen)}
          />
        );
      })}
      <StageTrail edges={byId} layout={layout} />
      <Packets packets={picture.packets} edges={byId} layout={layout} reducedMotion={reducedMotion} />
    </svg>
  );
}

function cutEdges(picture: Picture, edges: readonly StageEdge[]): ReadonlySet<string> {
  const pairs = new Set(picture.cuts.map(({ from, to }) => edgeId(from, to)));
  const cut = edges.filter(({ from, to }) => pairs.has(edgeId(from, to)) || pairs.has(edgeId(to, from)));
  return new Set(cut.map((edge) => edge.id));
}

function isolatedNodes(picture: Picture): ReadonlySet<string> {
  return new Set(picture.nodes.filter((node) => node.isolated).map((node) => node.name));
}

/**
 * A node may connect to any server of an ensemble: of these lines only those are drawn that stand for a connection
 * or carry a message.
 */
function shownEdges(edges: readonly StageEdge[], picture: Picture): readonly StageEdge[] {
  const busy = new Set(picture.packets.flatMap(({ from, to }) => [edgeId(from, to), edgeId(to, from)]));
  const silent = new Set<string>();
  for (const { name, face, session } of picture.nodes) {
    if (session?.silent === true && session.server !== undefined) silent.add(edgeId(name, session.server));
    else if (face.session !== undefined) busy.add(edgeId(name, face.session));
  }
  return edges.filter(({ id, plane }) => plane !== 'session' || (busy.has(id) && !silent.has(id)));
}
