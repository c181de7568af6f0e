import { COURSE_PAGES } from '../../shell/place.ts';
import { library } from '../../words/library.ts';

/** Links to the pages of the course that are no scenarios. */
export function Pages() {
  return (
    <nav className="library-pages" aria-label={library.pages.name}>
      {COURSE_PAGES.map((page) => (
        <a key={page} href={`#page=${page}`}>
          <strong>{library.pages[page].title}</strong>
          <span>{library.pages[page].about}</span>
        </a>
      ))}
    </nav>
  );
}
