import type { FailoverPhase } from '../../analysis/answer.ts';
import { duration } from '../../ui/format.ts';
import { words } from '../../words/index.ts';
import type { Frame } from './diagram.ts';
import { phaseNames } from './phase-names.ts';

interface PhasesProps {
  /** Those in view. */
  readonly phases: readonly FailoverPhase[];
  readonly frame: Frame;
  /** What is taken below the line at its right, in pixels. */
  readonly reserved: number;
}

/** The anatomy of a failover to the scale of the diagram. */
export function Phases({ phases, frame, reserved }: PhasesProps) {
  const shown = phases.map(({ name, from, to }) => ({
    x: Math.max(0, frame.x(from)),
    end: Math.min(frame.width, frame.x(to)),
    text: words.spaceTime.phase(words.anatomy.phases[name], duration(to - from)),
  }));
  return (
    <>
      <span className="st-row-label" aria-hidden="true">
        {words.spaceTime.phases}
      </span>
      <svg
        className="st-phases"
        width={frame.width}
        height="40"
        role="img"
        aria-label={words.spaceTime.phasesName(shown.map(({ text }) => text).join(', '))}
        focusable="false"
      >
        {shown.map(({ x, end, text }) => (
          <path key={`${text} ${x}`} className="st-phase" d={`M${x + 1} 18.5H${Math.max(x + 2, end - 1)}`} />
        ))}
        {phaseNames(shown, frame.width, reserved).map(({ text, x, row, tie }) => (
          <g key={`${text} ${x}`}>
            {tie === undefined ? undefined : (
              <path className="st-phase-tie" d={`M${tie} 18.5V${row === 'below' ? 24 : 14}`} />
            )}
            <text className="st-text st-phase-text" x={x} y={row === 'below' ? 35 : 12} textAnchor="middle">
              {text}
            </text>
          </g>
        ))}
      </svg>
    </>
  );
}
