import { memo, useMemo } from 'react';
import type { Band, Lane, NodeOutline } from '../../analysis/outline.ts';
import { clipped, type TimeScale } from '../../ui/time-scale.ts';
import { words } from '../../words/index.ts';
import { useSelection, useSession } from '../session.ts';
import { laneText, lanesApart } from './lane-words.ts';

interface LaneLabelsProps {
  readonly lanes: readonly Lane[];
  readonly nodes: readonly NodeOutline[];
}

/** Names for the eye and the pointer; by keyboard nodes are chosen on the stage, and lanes say their own names. */
export const LaneLabels = memo(function LaneLabels({ lanes, nodes }: LaneLabelsProps) {
  const session = useSession();
  const selected = useSelection((state) => state.node);
  const apart = useMemo(() => lanesApart(lanes, nodes), [lanes, nodes]);
  return (
    <div className="tl-labels" aria-hidden="true">
      {lanes.map((lane, index) => (
        <button
          key={lane.node}
          type="button"
          tabIndex={-1}
          className={laneClass('lane-label', apart[index], lane.node === selected)}
          onClick={() => session.select(lane.node === selected ? undefined : lane.node)}
        >
          {lane.node}
        </button>
      ))}
    </div>
  );
});

interface LanesProps extends LaneLabelsProps {
  readonly scale: TimeScale;
}

/** What each node was, from the start of the run to its end. */
export const Lanes = memo(function Lanes({ lanes, nodes, scale }: LanesProps) {
  const apart = useMemo(() => lanesApart(lanes, nodes), [lanes, nodes]);
  return (
    <ul className="lanes" aria-label={words.timeline.lanes}>
      {lanes.map((lane, index) => (
        <li key={lane.node} className={laneClass('lane', apart[index], false)} data-lanes={lane.node}>
          <svg width={scale.width} height="12" role="img" aria-label={laneText(lane)}>
            {lane.bands.map((band) => (
              <BandShape key={`${band.band}-${band.from}`} band={band} scale={scale} />
            ))}
          </svg>
        </li>
      ))}
    </ul>
  );
});

function laneClass(base: string, apart: boolean | undefined, selected: boolean): string {
  return `${base}${apart === true ? ' lane-apart' : ''}${selected ? ' lane-selected' : ''}`;
}

/** Only what is in view is drawn: at a close look a band is longer than svg can draw. */
export function BandShape({ band, scale }: { readonly band: Band; readonly scale: TimeScale }) {
  const seen = clipped(scale, band.from, band.to);
  if (seen === undefined) return undefined;
  const { x } = seen;
  const width = Math.max(1, seen.width);
  const inner = { x: x + 0.5, y: 2.5, width: Math.max(1, width - 1), height: 7 };
  switch (band.band) {
    case 'waiting':
      return <path className="band-waiting" d={`M${x} 6h${width}`} />;
    case 'removed':
      return <path className="band-end" d={`M${x} 2v8`} />;
    case 'serving':
      return <path className="band-serving" d={`M${x} 6h${width}`} />;
    case 'follower':
      return <rect className="band-follower" x={x} y="3.5" width={width} height="5" />;
    case 'leader':
      return (
        <>
          <rect className="band-leader" x={x} y="2" width={width} height="8" />
          <rect className="band-foot" x={x} y="9" width={width} height="1" />
        </>
      );
    case 'electing':
      return <rect className="band-electing" transform="translate(0 2)" x={x} width={width} height="8" />;
    case 'isolated':
      return <rect className="band-isolated" {...inner} />;
    case 'paused':
      return <rect className="band-paused" {...inner} />;
    case 'down':
      return <rect className="band-down" {...inner} />;
  }
}
