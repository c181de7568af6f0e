import { memo } from 'react';
import { tickLabel, type TimeScale } from '../../ui/time-scale.ts';

interface RulerProps {
  readonly scale: TimeScale;
  readonly duration: number;
}

/** Times along the top; the ends of a run are always named. */
export const Ruler = memo(function Ruler({ scale, duration }: RulerProps) {
  const whole = scale.from === 0 && scale.to === duration;
  const margin = whole ? 44 : 24;
  return (
    <svg className="tl-row-ruler ruler" width={scale.width} height="20" aria-hidden="true" focusable="false">
      <path className="ruler-line" d={`M0 19.5H${scale.width}`} />
      {scale.ticks.map((tick) => (
        <path key={tick.time} className="ruler-tick" d={`M${tick.x} ${tick.label === '' ? 16 : 13}V19`} />
      ))}
      {scale.ticks
        .filter((tick) => tick.label !== '' && tick.x > margin - 20 && tick.x < scale.width - margin)
        .filter((tick) => !whole || tick.x > 20)
        .map((tick) => (
          <text key={tick.time} className="ruler-text" x={Math.max(24, tick.x)} y="11" textAnchor="middle">
            {tick.label}
          </text>
        ))}
      {whole ? (
        <>
          <text className="ruler-text" x="0" y="11">
            {tickLabel(0, 1e6)}
          </text>
          <text className="ruler-text" x={scale.width} y="11" textAnchor="end">
            {tickLabel(duration, duration % 1e6 === 0 ? 1e6 : 1e5)}
          </text>
        </>
      ) : undefined}
    </svg>
  );
});
