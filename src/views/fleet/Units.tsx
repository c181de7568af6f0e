import { details } from '../../words/details.ts';
import { useSelection, useSession } from '../session.ts';
import './fleet-panels.css';
import { HealthBar } from './HealthBar.tsx';
import { countsOf, STANDINGS, type Standing } from './standing.ts';
import type { Unit } from './units.ts';

interface UnitsProps {
  readonly units: readonly Unit[];
  readonly standings: ReadonlyMap<string, Standing>;
}

/** Kinds by zone, each with how many of it there are and how they fare; a press selects all of them. */
export function Units({ units, standings }: UnitsProps) {
  const zones = [...new Set(units.map(({ zone }) => zone))];
  const { fleet, count, health } = details.fleet.headings;
  return (
    <div className="outline-units">
      <p className="outline-head" aria-hidden="true">
        <span>{fleet}</span>
        <span>{count}</span>
        <span>{health}</span>
      </p>
      {zones.map((zone) => (
        <section key={zone ?? ''} aria-label={zone ?? details.fleet.nowhere}>
          <h2>{zone ?? (zones.length > 1 ? details.fleet.nowhere : '')}</h2>
          {units
            .filter((unit) => unit.zone === zone)
            .map((unit) => (
              <UnitRow key={unit.id} unit={unit} standings={standings} />
            ))}
        </section>
      ))}
    </div>
  );
}

function UnitRow({ unit, standings }: { readonly unit: Unit; readonly standings: UnitsProps['standings'] }) {
  const session = useSession();
  const { node, several } = useSelection((state) => state);
  const first = node ?? several[0];
  const { name, zone, members } = unit;
  const counts = countsOf(members.map((member) => standings.get(member) ?? 'waiting'));
  const told = STANDINGS.filter((one) => counts[one] > 0)
    .map((one) => details.fleet.count[one](counts[one]))
    .join(', ');
  return (
    <button
      type="button"
      className="outline-row"
      aria-label={details.fleet.name(name, zone, told, members.length)}
      aria-pressed={first !== undefined && members.includes(first)}
      onClick={() => session.selectSeveral(members)}
    >
      <span>{name}</span>
      <span className="outline-count">{members.length}</span>
      <HealthBar counts={counts} width={76} />
    </button>
  );
}
