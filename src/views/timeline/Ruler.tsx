import { memo } from 'react';
import { shortClock } from '../../ui/format.ts';
import type { TimeScale } from '../../ui/time-scale.ts';

/** Seconds along the top; the ends are always named. */
export const Ruler = memo(function Ruler({ scale }: { readonly scale: TimeScale }) {
  const named = scale.ticks.filter((tick) => tick.major && tick.x > 20 && tick.x < scale.width - 44);
  return (
    <svg className="tl-row-ruler ruler" width={scale.width} height="22" aria-hidden="true" focusable="false">
      <path className="ruler-line" d={`M0 21.5H${scale.width}`} />
      {scale.ticks.map((tick) => (
        <path key={tick.time} className="ruler-tick" d={`M${tick.x} ${tick.major ? 15 : 18}V21`} />
      ))}
      <text className="ruler-text" x="0" y="12">
        0 s
      </text>
      {named.map((tick) => (
        <text key={tick.time} className="ruler-text" x={tick.x} y="12" textAnchor="middle">
          {shortClock(tick.time)} s
        </text>
      ))}
      <text className="ruler-text" x={scale.width} y="12" textAnchor="end">
        {shortClock(scale.duration)} s
      </text>
    </svg>
  );
});
