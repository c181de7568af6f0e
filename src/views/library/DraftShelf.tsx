import { useEffect, useState } from 'react';
import type { Draft, Drafts } from '../../shell/drafts.ts';
import { Button } from '../../ui/Button.tsx';
import { rowsOf } from './draft-rows.ts';
import { library } from '../../words/library.ts';

const NONE: readonly Draft[] = [];
/** More are one press away. */
const FIRST = 4;

/** The scenarios that one wrote or changed, the newest first; nothing where there are none. */
export function DraftShelf({ drafts }: { readonly drafts: Drafts }) {
  const [kept, setKept] = useState(NONE);
  const [all, showAll] = useState(false);
  useEffect(() => {
    void drafts.list().then(setKept);
  }, [drafts]);
  if (kept.length === 0) return undefined;
  const rows = rowsOf(kept);
  const shown = all ? rows : rows.slice(0, FIRST);
  const remove = async (id: string): Promise<void> => {
    await drafts.delete(id);
    setKept(await drafts.list());
  };
  return (
    <section className="shelf" aria-labelledby="my-scenarios">
      <header className="shelf-head">
        <h3 id="my-scenarios">{library.drafts.name}</h3>
        <p>{library.drafts.kept(kept.length)}</p>
      </header>
      <ul className="draft-list">
        {shown.map(({ draft: { id, title, savedAt }, differs, lines }) => (
          <li key={id} className="draft">
            <a href={`#draft=${id}`}>
              {title}
              {differs === undefined ? undefined : <span className="mono draft-differs"> {differs}</span>}
            </a>
            <span className="draft-lines">{library.drafts.lines(lines)}</span>
            <time dateTime={new Date(savedAt).toISOString()}>{new Date(savedAt).toLocaleString()}</time>
            <Button
              icon="close"
              label={library.drafts.remove(differs === undefined ? title : `${title} ${differs}`)}
              bare
              onClick={() => void remove(id)}
            />
          </li>
        ))}
      </ul>
      {kept.length > shown.length ? (
        <Button label={library.drafts.more(kept.length - shown.length)} onClick={() => showAll(true)} />
      ) : undefined}
    </section>
  );
}
