import { memo, useMemo } from 'react';
import type { RunSummary, SuccessPoint } from '../../analysis/outline.ts';
import { stepArea, stepLine } from '../../ui/step-line.ts';
import { clipped, type TimeScale } from '../../ui/time-scale.ts';
import { words } from '../../words/index.ts';
import { outagePlace, type Step } from './outage-place.ts';
import { longestOutage, lowestPercent, pointsWithin, sharesOf, successText } from './success.ts';

/** px */
const HEIGHT = 25;
const TOP = 3;
const BOTTOM = 22;
/** About one letter of the words in the area. */
const LETTER = 6.4;

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
  readonly summary: RunSummary;
  readonly scale: TimeScale;
}

/** The share of requests that succeeded; what is missing to a hundred is filled. */
export const SuccessRow = memo(function SuccessRow({ summary, scale }: SuccessRowProps) {
  const { success } = summary;
  return (
    <svg
      className="tl-row-success"
      width={scale.width}
      height={HEIGHT}
      role="img"
      aria-label={successText(success)}
    >
      <SuccessLine points={success} end={summary.end} scale={scale} top={TOP} bottom={BOTTOM} />
      <Outage summary={summary} scale={scale} />
    </svg>
  );
});

interface SuccessLineProps {
  readonly points: readonly SuccessPoint[];
  /** How far the run went, in µs. */
  readonly end: number;
  readonly scale: TimeScale;
  readonly top: number;
  readonly bottom: number;
}

/** The line alone, between two heights of an svg. */
export function SuccessLine({ points, end, scale, top, bottom }: SuccessLineProps) {
  const paths = useMemo(() => {
    const drawn = stepsOf({ points, end, scale, top, bottom });
    return { area: stepArea(drawn, top), line: stepLine(drawn) };
  }, [points, end, scale, top, bottom]);
  return (
    <>
      <path className="success-missing" d={paths.area} />
      <path className="success-line" d={paths.line} />
    </>
  );
}

function stepsOf({ points, end, scale, top, bottom }: SuccessLineProps): readonly Step[] {
  const lowest = Math.min(lowestPercent(points) / 100, 0.99);
  const shares = sharesOf(points);
  return pointsWithin(points, scale.from, Math.min(end, scale.to)).map(({ index, time }) => {
    const share = shares[index];
    const y = share === undefined ? undefined : top + ((1 - share) / (1 - lowest)) * (bottom - top);
    return { x: scale.toX(time), y };
  });
}

/** How long writes failed, in words, where they fit. */
function Outage({ summary, scale }: SuccessRowProps) {
  const outage = useMemo(() => longestOutage(summary), [summary]);
  const { success: points, end } = summary;
  const steps = useMemo(
    () => stepsOf({ points, end, scale, top: TOP, bottom: BOTTOM }),
    [points, end, scale],
  );
  if (outage === undefined) return undefined;
  const area = clipped(scale, outage.from, outage.to);
  const text = words.timeline.writesFail(outage.text);
  const place = area === undefined ? undefined : outagePlace(steps, area, text.length * LETTER, HEIGHT);
  if (place === undefined) return undefined;
  return (
    <text className="success-outage" x={place.x} y={place.y} textAnchor={place.anchor}>
      {text}
    </text>
  );
}
