import { useMemo } from 'react';
import type { LagPoint, ReplicaLag as Lag } from '../../analysis/outline.ts';
import { Facts, Section } from '../../ui/Detail.tsx';
import { clock, count, duration } from '../../ui/format.ts';
import { stepArea, stepLine } from '../../ui/step-line.ts';
import { details } from '../../words/details.ts';
import { useRun } from '../session.ts';
import { useHorizon } from '../story/use-story.ts';
import './replica-lag.css';

const text = details.kinds.database.lag;

/** The curve's own units; it is as wide as the panel. */
const WIDTH = 280;
const HEIGHT = 36;
const TOP = 3;
const BOTTOM = 33;

interface ReplicaLagProps {
  readonly lag: Lag;
  readonly now: number;
}

/** What a replica does not show that its primary does: at the last reading before the cursor, and over the run. */
export function ReplicaLag({ lag, now }: ReplicaLagProps) {
  const horizon = useHorizon((time) => time ?? Infinity);
  const told = useMemo(() => lag.points.filter(({ time }) => time <= horizon), [lag, horizon]);
  const latest = told.findLast(({ time }) => time <= now);
  return (
    <Section title={text.title} aside={latest === undefined ? undefined : text.at(clock(latest.time))}>
      {latest?.behind === undefined ? (
        <p className="detail-note">{text.none}</p>
      ) : (
        <Facts
          rows={[
            [text.missing, text.writes(count(latest.behind))],
            ...(latest.late === 0 ? [] : [[text.late, duration(latest.late)] as const]),
          ]}
        />
      )}
      <Curve points={told} now={now} />
    </Section>
  );
}

interface CurveProps {
  readonly points: readonly LagPoint[];
  readonly now: number;
}

function Curve({ points, now }: CurveProps) {
  const length = useRun((state) => state.summary?.duration) ?? 1;
  const drawn = useMemo(() => curveOf(points, length), [points, length]);
  const x = (now / length) * WIDTH;
  return (
    <svg
      className="replica-lag"
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={drawn.text}
    >
      <path className="replica-lag-missing" d={drawn.area} />
      <path className="replica-lag-line" d={drawn.line} />
      <path className="replica-lag-now" d={`M${x} 0V${HEIGHT}`} />
    </svg>
  );
}

function curveOf(points: readonly LagPoint[], length: number) {
  const farthest = points.reduce<LagPoint | undefined>(
    (most, point) => ((point.behind ?? 0) > (most?.behind ?? 0) ? point : most),
    undefined,
  );
  const most = farthest?.behind ?? 0;
  const steps = points.map(({ time, behind }) => ({
    x: (time / length) * WIDTH,
    y: behind === undefined ? undefined : TOP + (behind / Math.max(1, most)) * (BOTTOM - TOP),
  }));
  return {
    area: stepArea(steps, TOP),
    line: stepLine(steps),
    text: farthest === undefined ? text.level : text.curve(text.writes(count(most)), clock(farthest.time)),
  };
}
