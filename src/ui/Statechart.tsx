import type { ChartPhases, Statechart as Chart } from './kind-view.ts';
import './statechart.css';

interface StatechartProps {
  readonly chart: Chart;
  readonly active: string | undefined;
  /** The state that it came from; the line from there is drawn strong. */
  readonly from: string | undefined;
  /** A state that the chart does not have, such as down. */
  readonly outside: string | undefined;
  /** Another word for the active state. */
  readonly word?: string | undefined;
  /** As read aloud. */
  readonly name: string;
}

const WIDTH = 280;
const PILL_HEIGHT = 25;

/** The states of a node with the active one lit and the way that led there. */
export function Statechart({ chart, active, from, outside, word, name }: StatechartProps) {
  const height = outside === undefined ? chart.height : chart.height + 32;
  return (
    <svg className="statechart" role="img" aria-label={name} viewBox={`0 0 ${WIDTH} ${height}`}>
      <defs>
        <marker
          id="chart-arrow"
          viewBox="0 0 8 8"
          refX="7"
          refY="4"
          markerWidth="8"
          markerHeight="8"
          orient="auto"
        >
          <path d="M1 1L7 4L1 7" className="chart-arrow" />
        </marker>
      </defs>
      {chart.transitions.map((transition) => {
        const taken = transition.to === active && transition.from === from;
        return (
          <g
            key={`${transition.from} ${transition.to}`}
            className={taken ? 'chart-taken' : 'chart-transition'}
          >
            <path d={transition.path} markerEnd="url(#chart-arrow)" />
            <text x={transition.at[0]} y={transition.at[1]}>
              {transition.label}
            </text>
          </g>
        );
      })}
      {chart.states.map(({ id, label, x, y, leads }) => (
        <Pill
          key={id}
          x={x}
          y={y}
          label={id === active ? (word ?? label) : label}
          look={id !== active ? 'idle' : leads === true ? 'leads' : 'active'}
        />
      ))}
      {outside === undefined ? undefined : (
        <Pill x={WIDTH / 2} y={chart.height + 16} label={outside} look="outside" />
      )}
    </svg>
  );
}

interface PillProps {
  readonly x: number;
  readonly y: number;
  readonly label: string;
  readonly look: 'idle' | 'active' | 'leads' | 'outside';
}

function Pill({ x, y, label, look }: PillProps) {
  const width = label.length * 7.3 + 22;
  return (
    <g className={`chart-state chart-${look}`}>
      <rect
        x={x - width / 2}
        y={y - PILL_HEIGHT / 2}
        width={width}
        height={PILL_HEIGHT}
        rx={PILL_HEIGHT / 2}
      />
      <text x={x} y={y + 4}>
        {label.toUpperCase()}
      </text>
    </g>
  );
}

interface PhasesProps {
  readonly phases: ChartPhases;
  readonly state: unknown;
}

/** The phases of a state in their order, with the present one lit. */
export function Phases({ phases, state }: PhasesProps) {
  const present = phases.of(state);
  return (
    <ol className="phases" aria-label={phases.name}>
      {phases.all.map(({ id, label }) => (
        <li key={id} aria-current={id === present ? 'step' : undefined}>
          {label}
        </li>
      ))}
    </ol>
  );
}
