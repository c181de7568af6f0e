import { memo, useMemo } from 'react';
import type { RunSummary } from '../../analysis/outline.ts';
import { clock } from '../../ui/format.ts';
import { stepArea, type StepPoint } from '../../ui/step-line.ts';
import { clipped, type TimeScale } from '../../ui/time-scale.ts';
import { details } from '../../words/details.ts';
import { words } from '../../words/index.ts';
import { useSelection, useSession } from '../session.ts';
import { MOST_GLYPHS } from '../stage/place.ts';
import './fleet-lanes.css';
import { type Counts, countSeries, type Standing, STANDINGS, type Spells, spellsIn } from './standing.ts';
import { type Unit, unitsOfLanes } from './units.ts';

/** px */
const HEIGHT = 13;
/** Between the grounds of two lanes. */
const APART = 1;
/** The least height of what befalls only a few of many. */
const LEAST = 2;

interface FleetLanesProps {
  readonly summary: RunSummary;
  readonly scale: TimeScale;
  /** Where room is short: without those of users and balancers. */
  readonly brief: boolean;
}

/** One lane for each kind, and for each zone of a fleet: as high as its share that is suspected, or down. */
export function FleetLanes({ summary, scale, brief }: FleetLanesProps) {
  const spells = spellsIn(summary);
  const units = useMemo(
    () => unitsOfLanes(summary.nodes).filter((unit) => !brief || isCore(unit)),
    [summary.nodes, brief],
  );
  return (
    <>
      <Labels units={units} />
      <ul className="lanes" aria-label={words.timeline.lanes}>
        {units.map((unit) => (
          <UnitLane key={unit.id} unit={unit} spells={spells} end={summary.end} scale={scale} />
        ))}
      </ul>
    </>
  );
}

/** A fleet, or what stores and agrees: users and balancers have few states, and lanes must not come and go. */
function isCore({ members, view }: Unit): boolean {
  return members.length > MOST_GLYPHS || (view?.tier !== 'source' && view?.tier !== 'balancer');
}

/** Names for the eye and the pointer, as of single lanes. */
function Labels({ units }: { readonly units: readonly Unit[] }) {
  const session = useSession();
  const { node, several } = useSelection((state) => state);
  const selected = node ?? several[0];
  return (
    <div className="tl-labels" aria-hidden="true">
      {units.map(({ id, name, short, zone, members }) => (
        <button
          key={id}
          type="button"
          tabIndex={-1}
          className={`fleet-lane-label${selected !== undefined && members.includes(selected) ? ' lane-selected' : ''}`}
          title={details.fleet.unit(name, zone)}
          onClick={() => session.selectSeveral(members)}
        >
          <span>{short}</span>
          <span>{zone ?? String(members.length)}</span>
        </button>
      ))}
    </div>
  );
}

interface UnitLaneProps {
  readonly unit: Unit;
  readonly spells: Spells;
  readonly end: number;
  readonly scale: TimeScale;
}

type Series = ReturnType<typeof countSeries>;

const UnitLane = memo(function UnitLane({ unit, spells, end, scale }: UnitLaneProps) {
  const { members } = unit;
  const series = useMemo(() => countSeries(spells, members), [spells, members]);
  const all = members.length;
  const gone = ({ down, expired }: Counts) => down + expired;
  const ground = clipped(scale, 0, end);
  return (
    <li className="fleet-lane" data-lanes={unit.id}>
      <svg width={scale.width} height={HEIGHT} role="img" aria-label={laneText(unit, series, end)}>
        {ground === undefined ? undefined : (
          <rect className="fleet-lane-ground" {...ground} y={APART} height={HEIGHT - APART} />
        )}
        <Area
          className="fleet-lane-waiting"
          of={({ waiting, removed }) => waiting + removed}
          {...{ series, all, end, scale }}
        />
        <Area
          className="fleet-lane-suspected"
          of={(counts) => gone(counts) + counts.suspected}
          shows={({ suspected }) => suspected > 0}
          {...{ series, all, end, scale }}
        />
        <Area className="fleet-lane-down" of={gone} {...{ series, all, end, scale }} />
      </svg>
    </li>
  );
});

interface AreaProps {
  readonly className: string;
  readonly of: (counts: Counts) => number;
  /** Where it is drawn; else wherever it is not nothing. */
  readonly shows?: (counts: Counts) => boolean;
  readonly series: Series;
  readonly all: number;
  readonly end: number;
  readonly scale: TimeScale;
}

/** From the foot of the lane up to the share. */
function Area({ className, of, shows, series, all, end, scale }: AreaProps) {
  const points: StepPoint[] = series.map(({ time, counts }) => {
    const count = of(counts);
    const drawn = count > 0 && (shows?.(counts) ?? true);
    const height = Math.max(LEAST, (count / all) * (HEIGHT - 1));
    return { x: within(scale, time), y: drawn ? HEIGHT - height : undefined };
  });
  const closed = points.flatMap((point, index): readonly StepPoint[] => {
    const next = points[index + 1]?.x ?? within(scale, end);
    return point.y === undefined ? [point] : [point, { x: next, y: point.y }];
  });
  const d = stepArea(closed, HEIGHT);
  return d === '' ? undefined : <path className={className} d={d} />;
}

/** A little beyond the edges at most: at a close look an area is longer than svg can draw. */
function within({ toX, width }: TimeScale, time: number): number {
  return Math.min(width + 2, Math.max(-2, toX(time)));
}

const UNWELL: readonly Standing[] = STANDINGS.filter(
  (one) => one !== 'healthy' && one !== 'waiting' && one !== 'removed',
);
/** So many stretches are told one by one. */
const MOST_SPELLS = 4;

/** "API servers, west: 38 suspected from 34.0 to 41.2, …"; of many stretches the worst. */
function laneText({ name, zone }: Unit, series: Series, end: number): string {
  const unit = details.fleet.unit(name, zone);
  const said = (counts: Counts) =>
    UNWELL.filter((one) => counts[one] > 0)
      .map((one) => details.fleet.count[one](counts[one]))
      .join(', ');
  const spells = series.flatMap(({ time, counts }, index) =>
    said(counts) === '' || time >= end
      ? []
      : [{ counts, from: time, to: Math.min(end, series[index + 1]?.time ?? end) }],
  );
  if (spells.length === 0) return details.fleet.lane(unit, details.fleet.healthyLane);
  if (spells.length <= MOST_SPELLS) {
    const told = spells.map(({ counts, from, to }) =>
      details.fleet.spell(said(counts), clock(from, 1), clock(to, 1)),
    );
    return details.fleet.lane(unit, told.join('; '));
  }
  const most = UNWELL.reduce(
    (counts, one) => ({ ...counts, [one]: Math.max(...spells.map((spell) => spell.counts[one])) }),
    { healthy: 0, waiting: 0, removed: 0, suspected: 0, expired: 0, down: 0 },
  );
  const [first, last] = [spells[0]?.from ?? 0, spells.at(-1)?.to ?? end];
  const text = details.fleet.most(said(most));
  return details.fleet.lane(unit, details.fleet.spell(text, clock(first, 1), clock(last, 1)));
}
