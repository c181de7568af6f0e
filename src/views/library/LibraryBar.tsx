import { missing } from '../../lib/missing-part.ts';
import { Button } from '../../ui/Button.tsx';
import { FilterField } from '../../ui/FilterField.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { pickFile } from '../../ui/pick-file.ts';
import { useMedia } from '../../ui/use-media.ts';
import { words } from '../../words/index.ts';
import { library } from '../../words/library.ts';
import { useSession } from '../session.ts';
import { Brand } from '../top-bar/Brand.tsx';
import { ThemeToggle } from '../top-bar/ThemeToggle.tsx';
import '../top-bar/top-bar.css';

/** The id of the search field, so that its key can go to it. */
export const SEARCH = 'library-search';

interface LibraryBarProps {
  readonly query: string;
  readonly onQuery: (query: string) => void;
  /** Opens what was found first. */
  readonly onEnter: () => void;
}

/** What to look for, and scenarios of one's own. */
export function LibraryBar({ query, onQuery, onEnter }: LibraryBarProps) {
  const session = useSession();
  const slim = useMedia('(max-width: 767px)');

  async function write() {
    const { NEW_SCENARIO } = await import('../../shell/new-scenario.ts').catch(missing('scenario'));
    await session.openText(NEW_SCENARIO.text, NEW_SCENARIO.name);
    session.edit(true);
  }

  return (
    <div className="top-bar library-bar">
      <Brand />
      <div className="library-search" role="search">
        <Icon name="search" />
        <FilterField
          id={SEARCH}
          label={library.search.label}
          placeholder={library.search.label}
          value={query}
          onChange={onQuery}
          onEnter={onEnter}
        />
        <kbd aria-hidden="true">/</kbd>
      </div>
      <div className="library-actions" role="group" aria-label={library.actions}>
        <Button
          icon="folder"
          label={words.file.open}
          bare={slim}
          onClick={() => pickFile('.yaml,.yml', (file) => void session.openFile(file))}
        />
        <Button icon="plus" label={library.newScenario} bare={slim} onClick={() => void write()} />
        <ThemeToggle />
      </div>
    </div>
  );
}
