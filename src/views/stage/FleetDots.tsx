import { memo, useState, type KeyboardEvent } from 'react';
import type { NodePicture } from '../../analysis/picture.ts';
import { words } from '../../words/index.ts';
import './fleet.css';
import { FLEET_FOOT } from './fleets.ts';
import { healthOf, type Look } from './node-words.ts';
import type { Fleet } from './place.ts';

interface FleetDotsProps {
  readonly fleet: Fleet;
  readonly pictures: ReadonlyMap<string, NodePicture>;
  readonly selected: string | undefined;
  readonly onSelect: (name: string) => void;
}

/** What a dot shows; those that lead and elect are healthy, too. */
type Health = 'healthy' | 'suspected' | 'down' | 'waiting';

const HEALTH: Readonly<Record<Look, Health>> = {
  plain: 'healthy',
  leads: 'healthy',
  electing: 'healthy',
  suspected: 'suspected',
  paused: 'suspected',
  down: 'down',
  waiting: 'waiting',
};
const ORDER: readonly Health[] = ['healthy', 'suspected', 'down', 'waiting'];
const MARKS: Readonly<Record<Health, string>> = { healthy: '●', suspected: '◉', down: '✕', waiting: '◌' };

/** One dot an instance, in name order, always in its place; with how many are well and how many are not. */
export function FleetDots({ fleet, pictures, selected, onSelect }: FleetDotsProps) {
  const [active, setActive] = useState(0);
  const { cells, columns, view, zone } = fleet;
  const looks = cells.map(({ name }) => healthOf(pictures.get(name)));
  const counts = ORDER.map((health) => ({
    health,
    count: looks.filter((look) => HEALTH[look] === health).length,
  })).filter(({ count }) => count > 0);
  const told = counts.map(({ health, count }) => words.fleet.count[health](count)).join(', ');

  const onKeyDown = (event: KeyboardEvent<SVGGElement>) =>
    walkDots(event, fleet, active, setActive, onSelect);
  const rows = Array.from({ length: Math.ceil(cells.length / columns) }, (_, row) => row * columns);
  return (
    <g className="fleet">
      <text className="caption" x={fleet.x} y={fleet.y - 9} aria-hidden="true">
        {view.plural}
        <tspan className="caption-detail" dx="8">
          {cells.length}
        </tspan>
      </text>
      <g
        role="grid"
        aria-label={words.fleet.name(view.plural, zone, told, cells.length)}
        onKeyDown={onKeyDown}
      >
        {rows.map((first) => (
          <g role="row" key={first}>
            {cells.slice(first, first + columns).map((cell, at) => (
              <Dot
                key={cell.name}
                {...cell}
                index={first + at}
                look={looks[first + at] ?? 'waiting'}
                radius={fleet.pitch < 16 ? 3.5 : 5}
                pitch={fleet.pitch}
                stop={first + at === Math.min(active, cells.length - 1)}
                selected={cell.name === selected}
                onSelect={onSelect}
                onActive={setActive}
              />
            ))}
          </g>
        ))}
      </g>
      <text
        className="fleet-counts"
        x={fleet.x}
        y={fleet.y + fleet.height + FLEET_FOOT - 10}
        aria-hidden="true"
      >
        {counts.map(({ health, count }, index) => (
          <tspan key={health} dx={index === 0 ? 0 : 10} className={`fleet-count-${health}`}>
            {`${MARKS[health]} ${words.fleet.count[health](count)}`}
          </tspan>
        ))}
      </text>
    </g>
  );
}

/** Arrows, Home and End walk the dots; Enter selects. */
function walkDots(
  event: KeyboardEvent<SVGGElement>,
  { cells, columns }: Fleet,
  active: number,
  onActive: (index: number) => void,
  onSelect: (name: string) => void,
): void {
  const steps: Readonly<Record<string, number>> = {
    ArrowRight: active + 1,
    ArrowLeft: active - 1,
    ArrowDown: active + columns,
    ArrowUp: active - columns,
    Home: 0,
    End: cells.length - 1,
  };
  const cell = cells[active];
  const next = event.shiftKey ? undefined : steps[event.key];
  if ((event.key === 'Enter' || event.key === ' ') && cell !== undefined) onSelect(cell.name);
  else if (next === undefined) return;
  else if (next in cells) {
    onActive(next);
    event.currentTarget.querySelectorAll<SVGGElement>('[role=gridcell]')[next]?.focus();
  }
  event.preventDefault();
  event.stopPropagation();
}

interface DotProps {
  readonly name: string;
  readonly x: number;
  readonly y: number;
  readonly index: number;
  readonly look: Look;
  readonly radius: number;
  readonly pitch: number;
  /** Whether the Tab key stops here. */
  readonly stop: boolean;
  readonly selected: boolean;
  readonly onSelect: (name: string) => void;
  readonly onActive: (index: number) => void;
}

const Dot = memo(function Dot(props: DotProps) {
  const { name, x, y, index, look, radius, pitch, stop, selected, onSelect, onActive } = props;
  const label = words.fleet.cell(name, words.fleet.looks[look]);
  return (
    <g
      className={`dot dot-${look}`}
      role="gridcell"
      tabIndex={stop ? 0 : -1}
      aria-label={label}
      aria-selected={selected}
      data-node={name}
      transform={`translate(${x} ${y})`}
      onClick={() => onSelect(name)}
      onFocus={() => onActive(index)}
    >
      <title>{label}</title>
      <rect className="stage-hit" x={-pitch / 2} y={-pitch / 2} width={pitch} height={pitch} />
      <rect className="stage-focus" x={-8} y={-8} width={16} height={16} rx="4" />
      {selected ? <rect className="dot-selected" x={-8.5} y={-8.5} width={17} height={17} /> : undefined}
      <DotMark look={look} radius={radius} />
    </g>
  );
});

function DotMark({ look, radius }: Pick<DotProps, 'look' | 'radius'>) {
  const arm = radius - 0.5;
  switch (look) {
    case 'down':
      return (
        <path className="dot-cross" d={`M${-arm} ${-arm}L${arm} ${arm}M${arm} ${-arm}L${-arm} ${arm}`} />
      );
    case 'suspected':
    case 'paused':
      return (
        <>
          <circle className="dot-ring" r={radius - 1} />
          <circle className="dot-centre" r={radius * 0.3} />
        </>
      );
    case 'plain':
    case 'leads':
    case 'electing':
    case 'waiting':
      return <circle className="dot-disc" r={radius} />;
  }
}
