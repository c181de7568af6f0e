import { memo, useMemo } from 'react';
import type { PacketPicture } from '../../analysis/picture.ts';
import type { SimTime } from '../../lib/units.ts';
import { count } from '../../ui/format.ts';
import { pointAt, type Route } from '../../ui/path.ts';
import { words } from '../../words/index.ts';
import { coverable, labelsOf, spotsOf, type LabelSpot } from './packet-labels.ts';
import type { StageLayout } from './place.ts';
import { wayOf, type StageEdge } from './routes.ts';

interface PacketsProps {
  readonly packets: readonly PacketPicture[];
  readonly edges: ReadonlyMap<string, StageEdge>;
  readonly layout: StageLayout;
  /** The names of the nodes that have a ring, joined by commas. */
  readonly ringed: string;
  readonly now: SimTime;
  readonly selected: string | undefined;
  readonly reducedMotion: boolean;
  readonly onSelect: (id: string) => void;
}

/** More would not be told apart; the rest of a crowd is left out. */
const MAX_DRAWN = 240;
const MAX_LABELS = 8;
/** A line that carries more than these is drawn wide instead; of more that wait at a cut, one is drawn for all. */
const MAX_DOTS = 40;
const WIDTH = { least: 1.25, most: 7 };
/** How far the dashes of a wide line move in a simulated second, in pixels. */
const DASH_SPEED = 60;

/** The messages on their way: where each is follows from how far it has travelled. */
export function Packets(props: PacketsProps) {
  const { packets, edges, layout, ringed, now, selected, reducedMotion, onSelect } = props;
  const ways = waysOf(packets, edges, layout);
  const crowded = ways.filter(({ packets: some }) => some.length > MAX_DOTS);
  const dots = ways.flatMap(({ way, packets: some, waiting }) => [
    ...(some.length > MAX_DOTS ? [] : some.map((packet) => ({ packet, way, queue: false }))),
    ...queueOf(waiting).map((packet) => ({ packet, way, queue: waiting.length > MAX_DOTS })),
  ]);
  const obstacles = useMemo(() => coverable(layout, ringed.split(',')), [layout, ringed]);
  const shares = (packet: PacketPicture) => (reducedMotion ? 0.5 : packet.fraction);
  const named =
    packets.length <= MAX_LABELS ? dots : dots.filter(({ packet, queue }) => queue || packet.id === selected);
  const placed = named.map(({ packet, way }) => ({ packet, ...pointAt(way, shares(packet)) }));
  const labels = labelsOf(placed, selected, obstacles);
  return (
    <g className="packets" aria-hidden="true">
      {crowded.map(({ way, packets: some }) => (
        <path
          key={way.d}
          className={`edge edge-crowd edge-crowd-${some[0]?.family ?? 'protocol'}`}
          d={way.d}
          strokeWidth={Math.min(WIDTH.most, WIDTH.least * Math.sqrt(some.length / (MAX_DOTS / 4)))}
          strokeDashoffset={reducedMotion ? 0 : -((now / 1e6) * DASH_SPEED) % 18}
        />
      ))}
      {dots.slice(0, MAX_DRAWN).map(({ packet, way }) => (
        <Packet
          key={packet.id}
          id={packet.id}
          family={packet.family}
          way={way}
          share={shares(packet)}
          label={packet.label}
          text={labels.get(packet.id)}
          selected={packet.id === selected}
          arrow={reducedMotion}
          onSelect={onSelect}
        />
      ))}
    </g>
  );
}

interface Traffic {
  readonly way: Route;
  /** On their way. */
  readonly packets: PacketPicture[];
  /** Held by a cut. */
  readonly waiting: PacketPicture[];
}

/** One for all of a long queue, labelled with how many they are: they wait at the same place. */
function queueOf(waiting: readonly PacketPicture[]): readonly PacketPicture[] {
  const [first] = waiting;
  if (first === undefined || waiting.length <= MAX_DOTS) return waiting;
  return [{ ...first, label: words.stage.waiting(count(waiting.length)) }];
}

/** The packets by the way they take. */
function waysOf(
  packets: readonly PacketPicture[],
  edges: ReadonlyMap<string, StageEdge>,
  layout: StageLayout,
): readonly Traffic[] {
  const ways = new Map<string, Traffic>();
  for (const packet of packets) {
    const key = `${packet.from}>${packet.to}`;
    const way = ways.get(key)?.way ?? wayOf(edges, layout, packet.from, packet.to);
    if (way === undefined) continue;
    const traffic = ways.get(key) ?? { way, packets: [], waiting: [] };
    (packet.arrivesAt === undefined ? traffic.waiting : traffic.packets).push(packet);
    ways.set(key, traffic);
  }
  return [...ways.values()];
}

interface PacketProps {
  readonly id: string;
  readonly family: PacketPicture['family'];
  readonly label: string;
  readonly way: Route;
  readonly share: number;
  /** Where its label stands; undefined: it is shown while the pointer is over it. */
  readonly text: LabelSpot | undefined;
  readonly selected: boolean;
  /** Standing still, with its direction drawn instead of travelled. */
  readonly arrow: boolean;
  readonly onSelect: (id: string) => void;
}

const Packet = memo(function Packet(props: PacketProps) {
  const { id, family, label, way, share, text, selected, arrow, onSelect } = props;
  const { point, direction } = pointAt(way, share);
  const angle = (Math.atan2(direction.y, direction.x) * 180) / Math.PI;
  const { x, y, anchor } = text ?? spotsOf(family, direction)[0];
  return (
    <g
      className={`packet packet-${family}${selected ? ' packet-selected' : ''}`}
      transform={`translate(${point.x} ${point.y})`}
      data-message={id}
      onClick={(event) => {
        event.stopPropagation();
        onSelect(id);
      }}
    >
      <circle className="stage-hit" r="11" />
      {selected ? <circle className="packet-ring" r="9" /> : undefined}
      <g transform={`rotate(${angle})`}>
        <path className="packet-tail" d="M-16 0H-4" />
        {arrow ? <path className="packet-arrow" d="M6 -4L12 0L6 4" /> : undefined}
      </g>
      <Mark family={family} />
      <text
        className={text === undefined ? 'packet-label packet-label-hidden' : 'packet-label'}
        x={x}
        y={y}
        textAnchor={anchor}
      >
        {label}
      </text>
    </g>
  );
});

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
