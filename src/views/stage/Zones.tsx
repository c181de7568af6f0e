import { memo } from 'react';
import './fleet.css';
import type { ZoneArea } from './place.ts';

/** The zones side by side, each with its name over a hairline, and a line between neighbours. */
export const Zones = memo(function Zones({ zones }: { readonly zones: readonly ZoneArea[] }) {
  return (
    <g aria-hidden="true">
      {zones.map(({ name, x, y, width, height }, index) => (
        <g key={name}>
          <text className="zone-name" x={x} y={y}>
            {name}
          </text>
          <path className="zone-rule" d={`M${x} ${y + 10}H${x + width}`} />
          {index === 0 ? undefined : (
            <path className="zone-border" d={`M${x - 14} ${y - 12}V${y + height}`} />
          )}
        </g>
      ))}
    </g>
  );
});
