import type { PacketPicture } from '../../analysis/picture.ts';
import { pointAt, type Route } from '../../ui/path.ts';
import type { StageLayout } from './place.ts';
import { wayOf, type StageEdge } from './routes.ts';

interface PacketsProps {
  readonly packets: readonly PacketPicture[];
  readonly edges: ReadonlyMap<string, StageEdge>;
  readonly layout: StageLayout;
  readonly reducedMotion: boolean;
}

/** More would not be told apart; the rest of a crowd is left out. */
const MAX_DRAWN = 240;
const MAX_LABELS = 8;

/** The messages on their way: where each is follows from how far it has travelled. */
export function Packets({ packets, edges, layout, reducedMotion }: PacketsProps) {
  const labelled = packets.length <= MAX_LABELS;
  return (
    <g className="packets" aria-hidden="true">
      {packets.slice(0, MAX_DRAWN).map((packet, index) => {
        const way = wayOf(edges, layout, packet.from, packet.to);
        if (way === undefined) return undefined;
        const share = reducedMotion ? 0.5 : packet.fraction;
        return (
          <Packet
            key={index}
            packet={packet}
            way={way}
            share={share}
            labelled={labelled}
            arrow={reducedMotion}
          />
        );
      })}
    </g>
  );
}

interface PacketProps {
  readonly packet: PacketPicture;
  readonly way: Route;
  readonly share: number;
  readonly labelled: boolean;
  /** Standing still, with its direction drawn instead of travelled. */
  readonly arrow: boolean;
}

function Packet({ packet, way, share, labelled, arrow }: PacketProps) {
  const { point, direction } = pointAt(way, share);
  const angle = (Math.atan2(direction.y, direction.x) * 180) / Math.PI;
  const upright = Math.abs(direction.y) > 0.7;
  const above = packet.family === 'request' || packet.family === 'reply';
  return (
    <g className={`packet packet-${packet.family}`} transform={`translate(${point.x} ${point.y})`}>
      <g transform={`rotate(${angle})`}>
        <path className="packet-tail" d="M-16 0H-4" />
        {arrow ? <path className="packet-arrow" d="M6 -4L12 0L6 4" /> : undefined}
      </g>
      <Mark family={packet.family} />
      {labelled ? (
        <text
          className="packet-label"
          x={upright ? 10 : 0}
          y={upright ? 4 : above ? -9 : 18}
          textAnchor={upright ? 'start' : 'middle'}
        >
          {packet.label}
        </text>
      ) : undefined}
    </g>
  );
}

function Mark({ family }: { readonly family: PacketPicture['family'] }) {
  switch (family) {
    case 'request':
    case 'protocol':
      return <circle className="packet-mark" r="4.5" />;
    case 'reply':
      return <circle className="packet-mark packet-hollow" r="4" />;
    case 'watch-event':
      return <path className="packet-mark" d="M0 -6L6 0L0 6L-6 0Z" />;
    case 'failed':
      return <path className="packet-cross" d="M-4 -4L4 4M4 -4L-4 4" />;
  }
}
