import type { Lane } from '../../analysis/outline.ts';
import { words } from '../../words/index.ts';
import { useCursor, useSelection } from '../session.ts';
import type { DiagramLane, Frame } from './diagram.ts';

/** The middle of a name's line, where the middle of its band is, in pixels. */
const NAME = 9;

interface LaneNamesProps {
  readonly lanes: readonly DiagramLane[];
  /** Of the whole run. */
  readonly all: readonly Lane[];
  readonly frame: Frame;
}

/** The names left of the lanes, with what each node is at the cursor. */
export function LaneNames({ lanes, all, frame }: LaneNamesProps) {
  return (
    <div className="st-names" aria-hidden="true">
      {lanes.map((lane) => (
        <LaneName
          key={lane.node}
          lane={lane}
          bands={all.find(({ node }) => node === lane.node)?.bands ?? []}
          frame={frame}
        />
      ))}
    </div>
  );
}

interface LaneNameProps {
  readonly lane: DiagramLane;
  readonly bands: Lane['bands'];
  readonly frame: Frame;
}

function LaneName({ lane, bands, frame }: LaneNameProps) {
  const selected = useSelection((state) => state.node === lane.node);
  const band = useCursor(({ time }) => {
    const at = Math.min(frame.to, Math.max(frame.from, time));
    return bands.findLast((one) => one.from <= at);
  });
  const trouble = band === undefined ? '' : words.spaceTime.troubles[band.band];
  const role = trouble === '' ? (band?.role ?? '') : trouble;
  return (
    <div
      className={`st-name${selected ? ' st-name-selected' : ''}`}
      style={{ top: lane.y - NAME }}
      data-lanes={[lane.node, ...lane.others].join(' ')}
      data-middle={NAME}
    >
      <span>{lane.node}</span>
      {lane.others.length > 0 ? (
        <span className="st-role">{words.spaceTime.others(lane.others.join(', '))}</span>
      ) : (
        <span className={`st-role st-role-${band?.band ?? 'waiting'}`}>{role}</span>
      )}
    </div>
  );
}
