import { useState, type KeyboardEvent } from 'react';
import type { Picture } from '../../analysis/picture.ts';
import type { RunSummary } from '../../analysis/outline.ts';
import { FilterField } from '../../ui/FilterField.tsx';
import { details } from '../../words/details.ts';
import { useCursor, useRun, useSession } from '../session.ts';
import { DotSign } from './DotMark.tsx';
import './fleet-panels.css';
import { byUrgency } from './instances.ts';
import { instanceFilter } from './outline-filter.ts';
import { standingsIn, type Standing } from './standing.ts';
import { Units } from './Units.tsx';
import { unitsByZone } from './units.ts';

/** The whole system as a list: kinds by zone with how they fare or, once something is typed, the instances that match. */
export function Outline() {
  const summary = useRun((state) => state.summary);
  const picture = useCursor((state) => state.picture);
  const [filter, setFilter] = useState('');
  if (summary === undefined || picture === undefined) return undefined;
  const standings = standingsIn(summary, picture);
  return (
    <div className="outline" onKeyDown={walk}>
      {filter === '' ? (
        <Units units={unitsByZone(summary.nodes)} standings={standings} />
      ) : (
        <Found summary={summary} picture={picture} filter={filter} standings={standings} />
      )}
      <div className="outline-filter" role="search">
        <FilterField
          id="outline-filter"
          label={details.fleet.filterName}
          placeholder={details.fleet.filter}
          value={filter}
          onChange={setFilter}
        />
      </div>
    </div>
  );
}

/** Up and down walk the rows, wherever in the panel the focus is. */
function walk(event: KeyboardEvent<HTMLElement>): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step === undefined) return;
  const rows = [...event.currentTarget.querySelectorAll<HTMLElement>('button,input')];
  const at = rows.findIndex((row) => row === document.activeElement);
  rows[(at + step + rows.length) % rows.length]?.focus();
  event.preventDefault();
  event.stopPropagation();
}

/** So many are listed; all of them are counted, and can be selected. */
const LISTED = 60;

interface FoundProps {
  readonly summary: RunSummary;
  readonly picture: Picture;
  readonly filter: string;
  readonly standings: ReadonlyMap<string, Standing>;
}

function Found({ summary, picture, filter, standings }: FoundProps) {
  const session = useSession();
  const matches = instanceFilter(filter);
  const pictures = new Map(picture.nodes.map((node) => [node.name, node]));
  const found = unitsByZone(summary.nodes).flatMap(({ name: kind, zone, members }) =>
    members.filter((name) => {
      const node = pictures.get(name);
      const standing = details.fleet.standings[standings.get(name) ?? 'waiting'];
      const expires = node?.session?.expiresAt;
      const left = expires === undefined ? undefined : Math.max(0, expires - picture.time);
      return matches({ name, words: [kind, zone ?? '', standing, node?.face.role ?? ''], left });
    }),
  );
  return (
    <div className="outline-units">
      <p className="outline-found" role="status">
        {details.fleet.found(found.length, summary.nodes.length)}
      </p>
      {found.length > 1 ? (
        <button type="button" className="outline-row" onClick={() => session.selectSeveral(found)}>
          {details.fleet.selectFound}
        </button>
      ) : undefined}
      {byUrgency(found, standings)
        .slice(0, LISTED)
        .map((name) => {
          const standing = standings.get(name) ?? 'waiting';
          return (
            <button key={name} type="button" className="outline-row" onClick={() => session.select(name)}>
              <span>
                <DotSign look={standing} /> {name}
              </span>
              <span className={`fleet-count-${standing}`}>{details.fleet.standings[standing]}</span>
            </button>
          );
        })}
    </div>
  );
}
