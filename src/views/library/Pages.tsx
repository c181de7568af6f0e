import { PAGES } from '../../shell/place.ts';
import { library } from '../../words/library.ts';

const OTHERS = PAGES.filter((page) => page !== 'library' && page !== 'scenario');

/** Links to the pages of the course that are no scenarios. */
export function Pages() {
  return (
    <nav className="pages" aria-label={library.pages.name}>
      {OTHERS.map((page) => (
        <a key={page} href={`#page=${page}`}>
          {library.pages[page]}
        </a>
      ))}
    </nav>
  );
}
