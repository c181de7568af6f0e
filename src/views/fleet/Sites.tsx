import type { RunSummary } from '../../analysis/outline.ts';
import { details } from '../../words/details.ts';
import { useSession } from '../session.ts';
import { DotSign } from './DotMark.tsx';
import './fleet.css';
import { HealthBar } from './HealthBar.tsx';
import type { SiteState } from './sites.ts';
import { countsOf, STANDINGS, type Standing } from './standing.ts';
import { Units } from './Units.tsx';
import { unitsByZone, type Unit } from './units.ts';

interface SitesProps {
  /** Whether a table of them would be too wide. */
  readonly narrow: boolean;
  readonly width: number;
  readonly summary: RunSummary;
  readonly states: readonly SiteState[];
  readonly standings: ReadonlyMap<string, Standing>;
}

/** The width of the bars of health: what the names of sites take beside them, and what cells add to each. */
const BAR = { most: 108, before: 112, around: 18 };

/** One row of counts a site. */
export function Sites({ narrow, width, summary, states, standings }: SitesProps) {
  const units = unitsByZone(summary.nodes);
  if (narrow) {
    return (
      <div className="sites sites-narrow">
        <Units units={units} standings={standings} />
        <Cuts states={states} />
      </div>
    );
  }
  const kinds = [...new Set(units.map(({ name }) => name))];
  const zones = [...new Set(units.map(({ zone }) => zone))];
  const bar = Math.min(BAR.most, Math.floor((width - BAR.before) / kinds.length) - BAR.around);
  return (
    <div className="sites">
      <table aria-label={details.fleet.sites}>
        <thead>
          <tr>
            <th scope="col">{details.fleet.site}</th>
            {kinds.map((kind) => (
              <th key={kind} scope="col">
                {kind}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {zones.map((zone) => (
            <tr key={zone ?? ''}>
              <SiteName zone={zone} state={states.find(({ name }) => name === zone)} />
              {kinds.map((kind) => {
                const unit = units.find((one) => one.zone === zone && one.name === kind);
                return (
                  <td key={kind}>
                    {unit === undefined ? '' : <UnitCell unit={unit} bar={bar} standings={standings} />}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
      <Cuts states={states} />
    </div>
  );
}

function Cuts({ states }: Pick<SitesProps, 'states'>) {
  return states.map(({ name, cutBefore }, index) =>
    cutBefore === undefined ? undefined : (
      <p key={name} className="sites-cut">
        {`✕ ${details.fleet.cutBetween(states[index - 1]?.name ?? '', name)} ${cutBefore}`}
      </p>
    ),
  );
}

function SiteName({
  zone,
  state,
}: {
  readonly zone: string | undefined;
  readonly state: SiteState | undefined;
}) {
  return (
    <th scope="row">
      {zone ?? details.fleet.nowhere}
      {state === undefined || state.quorum === '' ? undefined : (
        <span className={state.hasQuorum ? 'site-said' : 'site-said site-unwell'}>{state.quorum}</span>
      )}
    </th>
  );
}

interface UnitCellProps extends Pick<SitesProps, 'standings'> {
  readonly unit: Unit;
  readonly bar: number;
}

/** Its counts; a press goes to its dots. */
function UnitCell({ unit, bar, standings }: UnitCellProps) {
  const session = useSession();
  const counts = countsOf(unit.members.map((name) => standings.get(name) ?? 'waiting'));
  return (
    <button
      type="button"
      className="site-unit"
      onClick={() => {
        session.selectSeveral(unit.members);
        session.setFleetZoom('fleets');
      }}
    >
      <HealthBar counts={counts} width={bar} />
      {STANDINGS.filter((standing) => counts[standing] > 0).map((standing) => (
        <span key={standing} className={`fleet-count-${standing}`}>
          <DotSign look={standing} />
          {details.fleet.count[standing](counts[standing])}
        </span>
      ))}
    </button>
  );
}
