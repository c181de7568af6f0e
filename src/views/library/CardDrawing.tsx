import { kindViews } from '../../kinds/views.ts';
import type { CardNode, CardPicture } from '../../shell/scenario-card.ts';
import { Crown, NodeGlyph } from '../stage/NodeGlyph.tsx';
import type { Look } from '../stage/node-words.ts';

const VIEWS = new Map(kindViews.map((view) => [view.kind, view]));
const PLANES = ['session', 'quorum', 'replication', 'traffic'];
const CROWN = -27;

/** A system in small; what it shows is said beside it. */
export function CardDrawing({ picture }: { readonly picture: CardPicture }) {
  const { width, height, nodes, dots, lines, cut } = picture;
  return (
    <svg className="card-drawing" viewBox={`0 0 ${width} ${height}`} aria-hidden="true" focusable="false">
      {PLANES.map((plane) =>
        lines[plane] === undefined ? undefined : (
          <path key={plane} className={`edge edge-${plane}`} d={lines[plane]} />
        ),
      )}
      {cut === '' ? undefined : <path className="edge edge-cut" d={cut} />}
      {Object.entries(dots).map(([look, d]) => (
        <path key={look} className={`card-dots card-dots-${look}`} d={d} />
      ))}
      {nodes.map((node) => (
        <Node key={`${node.x} ${node.y}`} node={node} />
      ))}
    </svg>
  );
}

function Node({ node: { kind, x, y, look, number } }: { readonly node: CardNode }) {
  const view = VIEWS.get(kind);
  if (view === undefined) return undefined;
  return (
    <g transform={`translate(${x} ${y})`}>
      <NodeGlyph shape={view.glyph} look={look as Look} ordinal={number} />
      {look === 'leads' ? <Crown y={CROWN} /> : undefined}
    </g>
  );
}
