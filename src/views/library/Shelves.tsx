import type { MouseEvent } from 'react';
import type { LibraryScenario, Shelf as ShelfOf } from '../../shell/library-scenarios.ts';
import { Icon } from '../../ui/Icon.tsx';
import { words } from '../../words/index.ts';
import { library } from '../../words/library.ts';
import { useSession } from '../session.ts';
import { CardDrawing } from './CardDrawing.tsx';

const LEVELS = ['starter', 'working', 'deep'] as const;

interface ShelvesProps {
  readonly shelves: readonly ShelfOf[];
  /** The chapters by number: those that a search leaves keep theirs. */
  readonly chapters: readonly string[];
  readonly finished: readonly string[];
}

/** The course: a shelf for each chapter, with all its scenarios. */
export function Shelves({ shelves, chapters, finished }: ShelvesProps) {
  return shelves.map((shelf) => (
    <Shelf
      key={shelf.chapter}
      shelf={shelf}
      number={chapters.indexOf(shelf.chapter) + 1}
      finished={finished}
    />
  ));
}

interface ShelfProps {
  readonly shelf: ShelfOf;
  readonly number: number;
  readonly finished: readonly string[];
}

function Shelf({ shelf: { chapter, scenarios }, number, finished }: ShelfProps) {
  const minutes = scenarios.reduce((sum, { card }) => sum + card.minutes, 0);
  const id = `chapter-${chapter}`;
  return (
    <section className="shelf" aria-labelledby={id}>
      <div className="shelf-head">
        <span className="shelf-number mono" aria-hidden="true">
          {number}
        </span>
        <h3 id={id}>{words.scenario.chapter(chapter)}</h3>
        <p>{library.shelf(scenarios.length, minutes)}</p>
      </div>
      <ul className="cards">
        {scenarios.map((scenario) => (
          <li key={scenario.slug}>
            <Card scenario={scenario} done={finished.includes(scenario.slug)} />
          </li>
        ))}
      </ul>
    </section>
  );
}

interface CardProps {
  readonly scenario: LibraryScenario;
  readonly done: boolean;
}

function Card({ scenario: { slug, title, summary, level, card }, done }: CardProps) {
  const session = useSession();

  function onClick(event: MouseEvent) {
    // Another tab or window is the browser's to open.
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    void session.openBuiltIn(slug);
  }

  return (
    <article className="card">
      <div className="card-picture">
        <CardDrawing picture={card.picture} />
      </div>
      <h4>
        <a className="card-link" href={`#scenario=${slug}`} onClick={onClick}>
          {title}
        </a>
        {done ? (
          <span className="card-done">
            <Icon name="check" size={14} />
            <span className="visually-hidden">{library.finished}</span>
          </span>
        ) : undefined}
      </h4>
      <p className="card-summary">{summary}</p>
      <p className="card-foot">
        <LevelBars level={level} />
        <span>{library.level[level]}</span>
        <span>{library.minutes(card.minutes)}</span>
      </p>
    </article>
  );
}

/** As many bars as the level is high. */
function LevelBars({ level }: Pick<LibraryScenario, 'level'>) {
  const filled = LEVELS.indexOf(level);
  return (
    <svg className="level-bars" width="16" height="12" viewBox="0 0 16 12" aria-hidden="true">
      {LEVELS.map((one, index) => (
        <rect
          key={one}
          className={index <= filled ? 'level-bar level-bar-on' : 'level-bar'}
          x={index * 6}
          y={6 - 2 * index}
          width="4"
          height={5 + 2 * index}
        />
      ))}
    </svg>
  );
}
