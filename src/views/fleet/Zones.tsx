import { memo, useMemo } from 'react';
import { details } from '../../words/details.ts';
import type { StageLayout, ZoneArea } from '../stage/place.ts';
import { bordersOf, CUT, type BorderLine } from './borders.ts';
import './fleet.css';
import type { SiteState } from './sites.ts';

interface ZonesProps {
  readonly layout: StageLayout;
  readonly states: readonly SiteState[];
}

/** The zones side by side, each with its name over a hairline, and a line between neighbours. */
export function Zones({ layout, states }: ZonesProps) {
  const { zones } = layout;
  const borders = useMemo(() => bordersOf(layout), [layout]);
  return (
    <g aria-hidden="true">
      {zones.map((zone, index) => {
        const state = states.find(({ name }) => name === zone.name);
        const border = borders[index - 1];
        return (
          <g key={zone.name}>
            <Heading zone={zone} said={state?.quorum ?? ''} well={state?.hasQuorum ?? true} />
            {border === undefined ? undefined : <Border border={border} cut={state?.cutBefore} />}
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

interface BorderProps {
  readonly border: BorderLine;
  /** How long ago the way across was cut, in words; undefined: it is whole. */
  readonly cut: string | undefined;
}

const Border = memo(function Border({ border: { x: at, top, bottom, mark }, cut }: BorderProps) {
  if (cut === undefined) return <path className="zone-border" d={`M${at} ${top}V${bottom}`} />;
  return (
    <g className="zone-cut">
      <path d={`M${at} ${top}V${mark - CUT.above}M${at} ${mark + CUT.below}V${bottom}`} />
      <path d={`M${at - 6} ${mark - 6}L${at + 6} ${mark + 6}M${at + 6} ${mark - 6}L${at - 6} ${mark + 6}`} />
      <text x={at} y={mark - 16} textAnchor="middle">
        {details.fleet.cut}
      </text>
      <text className="zone-ago" x={at} y={mark + 24} textAnchor="middle">
        {cut}
      </text>
    </g>
  );
});
