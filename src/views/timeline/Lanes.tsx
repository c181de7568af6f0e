import { memo } from 'react';
import type { Band, Lane, NodeOutline } from '../../analysis/picture.ts';
import type { TimeScale } from '../../ui/time-scale.ts';
import { words } from '../../words/index.ts';
import { useSelection } from '../session.ts';
import { beginsKind, laneText } from './lane-words.ts';

interface LaneLabelsProps {
  readonly lanes: readonly Lane[];
  readonly nodes: readonly NodeOutline[];
}

export function LaneLabels({ lanes, nodes }: LaneLabelsProps) {
  const selected = useSelection((state) => state.node);
  return (
    <div className="lane-labels">
      {lanes.map((lane, index) => (
        <div key={lane.node} className={laneClass('lane-label', lanes, index, nodes, lane.node === selected)}>
          {lane.node}
        </div>
      ))}
    </div>
  );
}

interface LanesProps extends LaneLabelsProps {
  readonly scale: TimeScale;
}

/** What each node was, from the start of the run to its end. */
export const Lanes = memo(function Lanes({ lanes, nodes, scale }: LanesProps) {
  return (
    <ul className="lanes" aria-label={words.timeline.lanes}>
      {lanes.map((lane, index) => (
        <li key={lane.node} className={laneClass('lane', lanes, index, nodes, false)}>
          <svg width={scale.width} height="14" role="img" aria-label={laneText(lane)}>
            {lane.bands.map((band) => (
              <BandShape key={`${band.band}-${band.from}`} band={band} scale={scale} />
            ))}
          </svg>
        </li>
      ))}
    </ul>
  );
});

function laneClass(
  base: string,
  lanes: readonly Lane[],
  index: number,
  nodes: readonly NodeOutline[],
  selected: boolean,
): string {
  return `${base}${beginsKind(lanes, index, nodes) ? ' lane-apart' : ''}${selected ? ' lane-selected' : ''}`;
}

function BandShape({ band, scale }: { readonly band: Band; readonly scale: TimeScale }) {
  const x = scale.toX(band.from);
  const width = Math.max(1, scale.toX(band.to) - x);
  switch (band.band) {
    case 'waiting':
      return <path className="band-waiting" d={`M${x} 7h${width}`} />;
    case 'serving':
      return <path className="band-serving" d={`M${x} 7h${width}`} />;
    case 'isolated':
      return <path className="band-isolated" d={`M${x} 7h${width}`} />;
    case 'follower':
      return <rect className="band-follower" x={x} y="4.5" width={width} height="5" />;
    case 'leader':
      return (
        <>
          <rect className="band-leader" x={x} y="3" width={width} height="8" />
          <rect className="band-foot" x={x} y="10" width={width} height="1" />
        </>
      );
    case 'electing':
      return <rect className="band-electing" transform="translate(0 3)" x={x} width={width} height="8" />;
    case 'paused':
      return <rect className="band-paused" x={x + 0.5} y="3.5" width={Math.max(1, width - 1)} height="7" />;
    case 'down':
      return <rect className="band-down" x={x + 0.5} y="3.5" width={Math.max(1, width - 1)} height="7" />;
  }
}
