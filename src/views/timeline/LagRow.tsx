import { memo, useMemo } from 'react';
import type { ReplicaLag } from '../../analysis/outline.ts';
import { count } from '../../ui/format.ts';
import { stepArea, stepLine } from '../../ui/step-line.ts';
import { clipped, type TimeScale } from '../../ui/time-scale.ts';
import { words } from '../../words/index.ts';
import { lagText, mostBehind, spellsOf } from './lag.ts';
import { outagePlace, type Step } from './outage-place.ts';
import { pointsWithin } from './success.ts';

/** px */
const HEIGHT = 25;
const TOP = 3;
const BOTTOM = 22;
/** About one letter of the words in the area. */
const LETTER = 6.4;

interface LagProps {
  /** The replicas that fell behind. */
  readonly lags: readonly ReplicaLag[];
}

export function LagLabels({ lags }: LagProps) {
  return (
    <div className="tl-row-success tl-row-lag success-labels">
      <span>{words.timeline.lag}</span>
      <span className="success-range success-lowest">
        <span>−{count(mostBehind(lags))}</span>
      </span>
    </div>
  );
}

interface LagRowProps extends LagProps {
  /** How far the run went, in µs. */
  readonly end: number;
  readonly scale: TimeScale;
}

/** How many writes replicas lack that their primary shows, a line each; what is missing is filled. */
export const LagRow = memo(function LagRow({ lags, end, scale }: LagRowProps) {
  const lines = useMemo(() => {
    const most = mostBehind(lags);
    return lags.map((lag) => stepsOf(lag, most, end, scale));
  }, [lags, end, scale]);
  return (
    <svg
      className="tl-row-success tl-row-lag"
      width={scale.width}
      height={HEIGHT}
      role="img"
      aria-label={lagText(lags)}
    >
      <path className="lag-missing" d={lines.map((steps) => stepArea(steps, TOP)).join('')} />
      <path className="success-line" d={lines.map(stepLine).join('')} />
      <Farthest lags={lags} lines={lines} scale={scale} />
    </svg>
  );
});

function stepsOf({ points }: ReplicaLag, most: number, end: number, scale: TimeScale): readonly Step[] {
  return pointsWithin(points, scale.from, Math.min(end, scale.to)).map(({ index, time }) => {
    const behind = points[index]?.behind;
    const y = behind === undefined ? undefined : TOP + (behind / most) * (BOTTOM - TOP);
    return { x: scale.toX(time), y };
  });
}

/** Who was farthest behind and by how much, in words, where they fit. */
function Farthest({
  lags,
  lines,
  scale,
}: LagProps & { readonly lines: readonly (readonly Step[])[]; readonly scale: TimeScale }) {
  const spell = useMemo(
    () =>
      lags.flatMap(spellsOf).reduce((farthest, one) => (one.most > farthest.most ? one : farthest), {
        replica: '',
        from: 0,
        to: 0,
        most: 0,
      }),
    [lags],
  );
  const line = lines[lags.findIndex(({ replica }) => replica === spell.replica)];
  const area = clipped(scale, spell.from, spell.to);
  if (line === undefined || area === undefined) return undefined;
  const text = words.timeline.lagMost(spell.replica, count(spell.most));
  const place = outagePlace(line, area, text.length * LETTER, HEIGHT);
  if (place === undefined) return undefined;
  return (
    <text className="lag-most" x={place.x} y={place.y} textAnchor={place.anchor}>
      {text}
    </text>
  );
}
