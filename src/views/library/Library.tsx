import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { useStore } from 'zustand';
import type { Drafts } from '../../shell/drafts.ts';
import { libraryScenarios, shelvesOf } from '../../shell/library-scenarios.ts';
import { type Found, searchScenarios } from '../../shell/scenario-search.ts';
import type { Session } from '../../shell/session.ts';
import { words } from '../../words/index.ts';
import { library } from '../../words/library.ts';
import { FileDrop } from '../FileDrop.tsx';
import { NoticeLine } from '../NoticeLine.tsx';
import { FailureLine, ProblemLine } from '../ProblemLine.tsx';
import '../screen.css';
import { useSession } from '../session.ts';
import { GlyphPatterns } from '../stage/NodeGlyph.tsx';
import '../stage/stage.css';
import { Hero, PLAY } from './Hero.tsx';
import { LibraryBar, SEARCH } from './LibraryBar.tsx';
import './library.css';
import { DraftShelf } from './DraftShelf.tsx';
import { Pages } from './Pages.tsx';
import { Shelves } from './Shelves.tsx';

interface LibraryProps {
  /** A session for the picture that plays; whoever asks for it disposes of it. */
  readonly newPlayer: () => Session;
  readonly drafts: Drafts;
}

/** The first page: what this is, and the course. */
export function Library({ newPlayer, drafts }: LibraryProps) {
  const session = useSession();
  const progress = useStore(session.stores.progress);
  const [query, setQuery] = useState(() => session.stores.place.getState().library.query);
  const page = useScrollPlace(query);
  const scenarios = libraryScenarios();
  const found = useMemo(() => searchScenarios(scenarios, query, SEARCH_WORDS), [scenarios, query]);
  const searching = query.trim() !== '';
  const openFirst = () => {
    const first = searching ? found.scenarios[0] : undefined;
    if (first !== undefined) void session.openBuiltIn(first.slug);
  };
  usePageTitle();
  useKeys();
  return (
    <FileDrop className="library">
      <GlyphPatterns />
      <header className="banner">
        <LibraryBar query={query} onQuery={setQuery} onEnter={openFirst} />
        <NoticeLine />
        <ProblemLine />
        <FailureLine />
      </header>
      <main className="library-page" ref={page} aria-label={library.name} tabIndex={-1}>
        <div className="library-content">
          {searching ? undefined : (
            <>
              <Hero scenarios={scenarios} progress={progress} newPlayer={newPlayer} />
              <Pages />
              <DraftShelf drafts={drafts} />
            </>
          )}
          <Course query={query} found={found} finished={progress.finished} onQuery={setQuery} />
        </div>
      </main>
    </FileDrop>
  );
}

const SEARCH_WORDS = { chapter: words.scenario.chapter, synonyms: library.search.synonyms };

interface CourseProps {
  readonly query: string;
  readonly found: Found;
  readonly finished: readonly string[];
  readonly onQuery: (query: string) => void;
}

/** All scenarios, or those that are looked for. */
function Course({ query, found, finished, onQuery }: CourseProps) {
  const all = libraryScenarios();
  const chapters = useMemo(() => shelvesOf(all).map(({ chapter }) => chapter), [all]);
  const shelves = useMemo(() => shelvesOf(found.scenarios), [found]);
  const count = found.scenarios.length;
  return (
    <>
      {query.trim() === '' ? (
        <div className="course-head">
          <h2>{library.course(chapters.length)}</h2>
          <p>{library.span(all.length)}</p>
        </div>
      ) : (
        <div className="course-head">
          <h2 className="visually-hidden">{library.search.label}</h2>
          <p className="search-result" role="status">
            {count > 0 ? library.search.found(count) : library.search.nothing(query.trim())}
            {found.closest === undefined ? undefined : <Suggestion query={found.closest} onQuery={onQuery} />}
          </p>
          {count > 0 ? undefined : (
            <button type="button" className="button button-quiet" onClick={() => onQuery('')}>
              {library.search.clear}
            </button>
          )}
        </div>
      )}
      <Shelves shelves={shelves} chapters={chapters} finished={finished} />
    </>
  );
}

interface SuggestionProps {
  readonly query: string;
  readonly onQuery: (query: string) => void;
}

function Suggestion({ query, onQuery }: SuggestionProps) {
  return (
    <>
      {' '}
      {library.search.closest}{' '}
      <button type="button" className="text-button" onClick={() => onQuery(query)}>
        {query}
      </button>
      .
    </>
  );
}

/** Enter presses the one button, and a slash goes to the search, where nothing else wants the key. */
function useKeys(): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const inField = event.target instanceof HTMLInputElement;
      if (event.key === '/' && !inField && !event.ctrlKey && !event.metaKey && !event.altKey) {
        event.preventDefault();
        document.getElementById(SEARCH)?.focus();
      } else if (event.key === 'Enter' && event.target === document.body) {
        document.getElementById(PLAY)?.click();
      }
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, []);
}

function usePageTitle(): void {
  useEffect(() => {
    document.title = words.app;
  }, []);
}

/** Whoever comes back finds the page as it was left. */
function useScrollPlace(query: string) {
  const { place } = useSession().stores;
  const page = useRef<HTMLElement>(null);
  useLayoutEffect(() => {
    const element = page.current;
    if (element === null) return undefined;
    element.scrollTop = place.getState().library.scroll;
    let scroll = element.scrollTop;
    const onScroll = () => {
      scroll = element.scrollTop;
    };
    element.addEventListener('scroll', onScroll, { passive: true });
    return () => {
      element.removeEventListener('scroll', onScroll);
      place.setState(({ library: before }) => ({ library: { ...before, scroll } }));
    };
  }, [place]);
  useEffect(() => {
    place.setState(({ library: before }) => ({ library: { ...before, query } }));
  }, [place, query]);
  return page;
}
