import type { FailoverPhase } from '../../analysis/picture.ts';
import { duration } from '../../ui/format.ts';
import { words } from '../../words/index.ts';
import type { Frame } from './diagram.ts';

interface PhasesProps {
  readonly phases: readonly FailoverPhase[];
  readonly frame: Frame;
}

const LETTER = 6.8;

/** The anatomy of a failover to the scale of the diagram; a phase too short for its name has it below. */
export function Phases({ phases, frame }: PhasesProps) {
  const shown = phases.filter(({ from, to }) => from < frame.to && to > frame.from);
  if (shown.length === 0) return undefined;
  const named = shown
    .map(({ name, from, to }) => words.spaceTime.phase(words.anatomy.phases[name], duration(to - from)))
    .join(', ');
  return (
    <div className="st-phases">
      <span className="st-row-label" aria-hidden="true">
        {words.spaceTime.phases}
      </span>
      <svg
        width={frame.width}
        height="40"
        role="img"
        aria-label={words.spaceTime.phasesName(named)}
        focusable="false"
      >
        {shown.map((phase) => (
          <PhaseShape key={phase.from} phase={phase} frame={frame} />
        ))}
      </svg>
    </div>
  );
}

function PhaseShape({ phase, frame }: { readonly phase: FailoverPhase; readonly frame: Frame }) {
  const x = Math.max(0, frame.x(phase.from));
  const end = Math.min(frame.width, frame.x(phase.to));
  const text = words.spaceTime.phase(words.anatomy.phases[phase.name], duration(phase.to - phase.from));
  const fits = text.length * LETTER < end - x;
  const middle = Math.min(
    Math.max((x + end) / 2, (text.length * LETTER) / 2),
    frame.width - (text.length * LETTER) / 2,
  );
  return (
    <g>
      <path className="st-phase" d={`M${x + 1} 22.5H${Math.max(x + 2, end - 1)}`} />
      {fits ? undefined : <path className="st-phase-tie" d={`M${(x + end) / 2} 23V28`} />}
      <text className="st-text st-phase-text" x={middle} y={fits ? 16 : 38} textAnchor="middle">
        {text}
      </text>
    </g>
  );
}
