import { useEffect, useMemo, useState } from 'react';
import { FilterField } from '../../ui/FilterField.tsx';
import type { GlossaryEntry } from '../../words/glossary-entry.ts';
import { filteredEntries, glossary, glossaryWords } from '../../words/glossary.ts';
import { CoursePage } from '../course/CoursePage.tsx';
import './glossary-page.css';
import { ScenarioLink } from './ScenarioLink.tsx';

const { page } = glossaryWords;
const SAYS = { title: page.title, summary: page.summary(glossary.length) };
const FILTER = 'glossary-filter';

interface GlossaryPageProps {
  readonly openScenario: (slug: string) => void;
}

/** All terms with their definitions, each with the way to the scenario that shows it. */
export function GlossaryPage({ openScenario }: GlossaryPageProps) {
  const [filter, setFilter] = useState('');
  useFilterKey();
  const entries = useMemo(() => filteredEntries(filter), [filter]);
  return (
    <CoursePage page="glossary" says={SAYS}>
      <div className="glossary-filter" role="search">
        <FilterField
          id={FILTER}
          label={page.filterName}
          placeholder={page.filter}
          value={filter}
          onChange={setFilter}
        />
        <p role="status">{filter.trim() === '' ? '' : page.found(entries.length)}</p>
      </div>
      {entries.length === 0 ? (
        <p className="glossary-nothing">{page.nothing(filter)}</p>
      ) : (
        <dl className="glossary-list">
          {entries.map((entry) => (
            <Definition key={entry.term} entry={entry} openScenario={openScenario} />
          ))}
        </dl>
      )}
    </CoursePage>
  );
}

interface DefinitionProps extends GlossaryPageProps {
  readonly entry: GlossaryEntry;
}

function Definition({ entry, openScenario }: DefinitionProps) {
  return (
    <div className="glossary-entry">
      <dt>{entry.term}</dt>
      <dd>
        <p>{entry.says}</p>
        {entry.source === undefined ? undefined : (
          <p className="glossary-source">{page.source(entry.source)}</p>
        )}
      </dd>
      <dd className="glossary-way">
        {entry.scenario === undefined ? undefined : (
          <ScenarioLink slug={entry.scenario} onOpen={openScenario} />
        )}
      </dd>
    </div>
  );
}

/** The key of the filter. */
function useFilterKey(): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== '/' || event.target instanceof HTMLInputElement) return;
      event.preventDefault();
      document.getElementById(FILTER)?.focus();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, []);
}
