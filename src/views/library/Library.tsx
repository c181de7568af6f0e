import { builtInScenarios } from '../../shell/built-in-scenarios.ts';
import { words } from '../../words/index.ts';
import { FileDrop } from '../FileDrop.tsx';
import { useSession } from '../session.ts';

/** The first page: the scenarios that come with the app. */
export function Library() {
  const session = useSession();
  return (
    <FileDrop className="library">
      <main aria-label={words.library.name}>
        <ul>
          {builtInScenarios().map(({ slug, title, summary }) => (
            <li key={slug}>
              <a
                href={`#scenario=${slug}`}
                onClick={(event) => {
                  event.preventDefault();
                  void session.openBuiltIn(slug);
                }}
              >
                {title}
              </a>
              {summary}
            </li>
          ))}
        </ul>
      </main>
    </FileDrop>
  );
}
