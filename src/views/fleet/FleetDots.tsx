import { memo, useRef, useState, type KeyboardEvent } from 'react';
import { details } from '../../words/details.ts';
import type { Fleet } from '../stage/place.ts';
import { Counts } from './Counts.tsx';
import { DotMark, type DotLook } from './DotMark.tsx';
import './fleet.css';
import { selectionBox } from './Marquee.tsx';
import { countsOf, STANDINGS, type Standing } from './standing.ts';

interface FleetDotsProps {
  readonly fleet: Fleet;
  readonly standings: ReadonlyMap<string, Standing>;
  /** Those that lead; they are healthy, too. */
  readonly leading: ReadonlySet<string>;
  readonly selected: ReadonlySet<string>;
  readonly onSelect: (names: readonly string[]) => void;
}

/** One dot an instance, in name order, always in its place; with how many are well and how many are not. */
export function FleetDots({ fleet, standings, leading, selected, onSelect }: FleetDotsProps) {
  const [active, setActive] = useState(0);
  const anchor = useRef(0);
  const { cells, columns, view, zone } = fleet;
  const all = cells.map(({ name }) => standings.get(name) ?? 'waiting');
  const counts = countsOf(all);
  const told = STANDINGS.filter((standing) => counts[standing] > 0)
    .map((standing) => details.fleet.count[standing](counts[standing]))
    .join(', ');

  const onKeyDown = (event: KeyboardEvent<SVGGElement>) =>
    walkDots(event, { fleet, active, anchor, onActive: setActive, onSelect });
  const onPick = (name: string) => onSelect([name]);
  const framed = selectionBox(fleet, selected)?.whole === true;
  const rows = Array.from({ length: Math.ceil(cells.length / columns) }, (_, row) => row * columns);
  return (
    <g className="fleet" data-fleet={fleet.id}>
      <text className="caption" x={fleet.x} y={fleet.y - 7} aria-hidden="true">
        {view.plural}
        <tspan className="caption-detail" dx="8">
          {cells.length}
        </tspan>
      </text>
      <g
        role="grid"
        aria-multiselectable="true"
        aria-label={details.fleet.name(view.plural, zone, told, cells.length)}
        onKeyDown={onKeyDown}
      >
        {rows.map((first) => (
          <g role="row" key={first}>
            {cells.slice(first, first + columns).map((cell, at) => (
              <Dot
                key={cell.name}
                {...cell}
                index={first + at}
                look={lookOf(cell.name, all[first + at] ?? 'waiting', leading)}
                radius={fleet.pitch < 16 ? 3.5 : 5}
                pitch={fleet.pitch}
                stop={first + at === Math.min(active, cells.length - 1)}
                selected={selected.has(cell.name)}
                framed={framed}
                onPick={onPick}
                onActive={setActive}
              />
            ))}
          </g>
        ))}
      </g>
      <Counts counts={counts} at={fleet.counts} />
    </g>
  );
}

function lookOf(name: string, standing: Standing, leading: ReadonlySet<string>): DotLook {
  return standing === 'healthy' && leading.has(name) ? 'leads' : standing;
}

interface Walk {
  readonly fleet: Fleet;
  readonly active: number;
  /** Where a selection by keys began. */
  readonly anchor: { current: number };
  readonly onActive: (index: number) => void;
  readonly onSelect: (names: readonly string[]) => void;
}

/** Arrows, Home and End walk the dots; with Shift they select what lies between. Enter selects one. */
function walkDots(
  event: KeyboardEvent<SVGGElement>,
  { fleet, active, anchor, onActive, onSelect }: Walk,
): void {
  const { cells, columns } = fleet;
  const steps: Readonly<Record<string, number>> = {
    ArrowRight: active + 1,
    ArrowLeft: active - 1,
    ArrowDown: active + columns,
    ArrowUp: active - columns,
    Home: 0,
    End: cells.length - 1,
  };
  const cell = cells[active];
  const next = steps[event.key];
  if ((event.key === 'Enter' || event.key === ' ') && cell !== undefined) onSelect([cell.name]);
  else if (next === undefined) return;
  else if (next in cells) {
    onActive(next);
    event.currentTarget.querySelectorAll<SVGGElement>('[role=gridcell]')[next]?.focus();
    if (event.shiftKey) onSelect(between(fleet, anchor.current, next));
    else anchor.current = next;
  }
  event.preventDefault();
  event.stopPropagation();
}

/** The dots of the rectangle that two of them span. */
function between({ cells, columns }: Fleet, one: number, other: number): readonly string[] {
  const [left, right] = ordered(one % columns, other % columns);
  const [top, bottom] = ordered(Math.floor(one / columns), Math.floor(other / columns));
  return cells
    .filter((_, index) => {
      const [column, row] = [index % columns, Math.floor(index / columns)];
      return column >= left && column <= right && row >= top && row <= bottom;
    })
    .map(({ name }) => name);
}

function ordered(one: number, other: number): readonly [number, number] {
  return one < other ? [one, other] : [other, one];
}

interface DotProps {
  readonly name: string;
  readonly x: number;
  readonly y: number;
  readonly index: number;
  readonly look: DotLook;
  readonly radius: number;
  readonly pitch: number;
  /** Whether the Tab key stops here. */
  readonly stop: boolean;
  readonly selected: boolean;
  /** Whether one line goes around all that is selected. */
  readonly framed: boolean;
  readonly onPick: (name: string) => void;
  readonly onActive: (index: number) => void;
}

const Dot = memo(
  function Dot(props: DotProps) {
    const { name, x, y, index, look, radius, pitch, stop, selected, framed, onPick, onActive } = props;
    const { cell, leads, standings } = details.fleet;
    const label = cell(name, look === 'leads' ? leads : standings[look]);
    return (
      <g
        className={`dot dot-${look}`}
        role="gridcell"
        tabIndex={stop ? 0 : -1}
        aria-label={label}
        aria-selected={selected}
        data-node={name}
        transform={`translate(${x} ${y})`}
        onClick={() => onPick(name)}
        onFocus={() => onActive(index)}
      >
        <title>{label}</title>
        <rect className="stage-hit" x={-pitch / 2} y={-pitch / 2} width={pitch} height={pitch} />
        <rect className="stage-focus" x={-8} y={-8} width={16} height={16} rx="4" />
        {selected && !framed ? (
          <rect className="dot-selected" x={-8.5} y={-8.5} width={17} height={17} />
        ) : undefined}
        <DotMark look={look} radius={radius} />
      </g>
    );
  },
  // What is done on a click is the same for every picture.
  (before, after) =>
    before.look === after.look &&
    before.stop === after.stop &&
    before.selected === after.selected &&
    before.framed === after.framed &&
    before.x === after.x &&
    before.y === after.y &&
    before.radius === after.radius,
);
