import { memo } from 'react';
import type { SuccessPoint } from '../../analysis/picture.ts';
import { stepArea, stepLine } from '../../ui/step-line.ts';
import type { TimeScale } from '../../ui/time-scale.ts';
import { words } from '../../words/index.ts';
import { lowestPercent, sharesOf, successText } from './success.ts';

const TOP = 5;
const BOTTOM = 25;

export function SuccessLabels({ points }: { readonly points: readonly SuccessPoint[] }) {
  const lowest = lowestPercent(points);
  return (
    <div className="tl-row-success success-labels">
      <span>{words.timeline.success}</span>
      <span className="success-range">
        <span>100</span>
        {lowest < 100 ? <span>{lowest} %</span> : undefined}
      </span>
    </div>
  );
}

interface SuccessRowProps {
  readonly points: readonly SuccessPoint[];
  readonly scale: TimeScale;
}

/** The share of requests that succeeded; what is missing to a hundred is filled. */
export const SuccessRow = memo(function SuccessRow({ points, scale }: SuccessRowProps) {
  const lowest = Math.min(lowestPercent(points) / 100, 0.99);
  const shares = sharesOf(points);
  const drawn = points.map((point, index) => {
    const share = shares[index];
    const y = share === undefined ? undefined : TOP + ((1 - share) / (1 - lowest)) * (BOTTOM - TOP);
    return { x: scale.toX(point.time), y };
  });
  return (
    <svg
      className="tl-row-success"
      width={scale.width}
      height="30"
      role="img"
      aria-label={successText(points)}
    >
      <path className="success-missing" d={stepArea(drawn, TOP)} />
      <path className="success-line" d={stepLine(drawn)} />
    </svg>
  );
});
