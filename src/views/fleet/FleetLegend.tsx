import type { FleetZoom } from '../../shell/stores.ts';
import { RadioGroup } from '../../ui/RadioGroup.tsx';
import { details } from '../../words/details.ts';
import { words } from '../../words/index.ts';
import { DotSign } from './DotMark.tsx';

/** From far to near. */
export const ZOOMS: readonly FleetZoom[] = ['sites', 'fleets', 'instances'];

const { standings, legend, zoom, zooms } = details.fleet;

interface FleetLegendProps {
  readonly value: FleetZoom;
  readonly onChange: (zoom: FleetZoom) => void;
}

/** What the dots mean, and how closely one looks. */
export function FleetLegend({ value, onChange }: FleetLegendProps) {
  return (
    <div className="fleet-foot">
      <ul className="fleet-legend" aria-label={words.stage.legend.title}>
        {(['healthy', 'suspected', 'down'] as const).map((look) => (
          <li key={look}>
            <DotSign look={look} />
            {standings[look]}
          </li>
        ))}
        <li className="fleet-legend-note">{legend}</li>
      </ul>
      <span className="fleet-zoom-name" aria-hidden="true">
        {zoom}
      </span>
      <RadioGroup
        label={zoom}
        value={value}
        options={ZOOMS.map((one) => ({ value: one, text: zooms[one], name: zooms[one] }))}
        onChange={onChange}
      />
    </div>
  );
}
