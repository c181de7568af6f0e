import { memo } from 'react';
import { details } from '../../words/details.ts';
import type { ZoneArea } from '../stage/place.ts';
import './fleet.css';
import type { SiteState } from './sites.ts';

interface ZonesProps {
  readonly zones: readonly ZoneArea[];
  readonly states: readonly SiteState[];
}

/** The zones side by side, each with its name over a hairline, and a line between neighbours. */
export function Zones({ zones, states }: ZonesProps) {
  return (
    <g aria-hidden="true">
      {zones.map((zone, index) => {
        const state = states.find(({ name }) => name === zone.name);
        return (
          <g key={zone.name}>
            <Heading zone={zone} said={state?.quorum ?? ''} well={state?.hasQuorum ?? true} />
            {index === 0 ? undefined : <Border zone={zone} cut={state?.cutBefore} />}
          </g>
        );
      })}
    </g>
  );
}

interface HeadingProps {
  readonly zone: ZoneArea;
  readonly said: string;
  readonly well: boolean;
}

const Heading = memo(function Heading({ zone: { name, x, y, width }, said, well }: HeadingProps) {
  return (
    <>
      <text className="zone-name" x={x} y={y}>
        {name}
      </text>
      {said === '' ? undefined : (
        <text className={`zone-said${well ? '' : ' zone-unwell'}`} x={x + width} y={y} textAnchor="end">
          {said}
        </text>
      )}
      <path className="zone-rule" d={`M${x} ${y + 10}H${x + width}`} />
    </>
  );
});

/** How far down the border the mark of a cut stands: above fleets, where words have room on both sides. */
const CUT_AT = 0.3;

interface BorderProps {
  readonly zone: ZoneArea;
  /** How long ago the way across was cut, in words; undefined: it is whole. */
  readonly cut: string | undefined;
}

const Border = memo(function Border({ zone: { x, y, height }, cut }: BorderProps) {
  const at = x - 14;
  const middle = y + CUT_AT * height;
  if (cut === undefined) return <path className="zone-border" d={`M${at} ${y - 12}V${y + height}`} />;
  return (
    <g className="zone-cut">
      <path d={`M${at} ${y - 12}V${middle - 30}M${at} ${middle + 30}V${y + height}`} />
      <path
        d={`M${at - 6} ${middle - 6}L${at + 6} ${middle + 6}M${at + 6} ${middle - 6}L${at - 6} ${middle + 6}`}
      />
      <text x={at} y={middle - 16} textAnchor="middle">
        {details.fleet.cut}
      </text>
      <text className="zone-ago" x={at} y={middle + 24} textAnchor="middle">
        {cut}
      </text>
    </g>
  );
});
