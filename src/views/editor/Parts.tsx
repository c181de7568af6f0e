import { useState } from 'react';
import type { ScenarioNode } from '../../scenario/scenario.ts';
import { renamed, type TextChange, without } from '../../shell/authoring.ts';
import { Button } from '../../ui/Button.tsx';
import { useMedia } from '../../ui/use-media.ts';
import { NARROW } from '../room.ts';
import { author } from '../../words/author.ts';
import { entriesOf, type Entry } from './entries.ts';
import { useRun, useSession } from '../session.ts';

const NONE: readonly ScenarioNode[] = [];

/** What the system is made of: entries of the file's `nodes`, to add to, rename and take out. Options stand in the inspector. */
export function Parts({ onChange }: { readonly onChange: (change: TextChange) => void }) {
  const nodes = useRun((state) => state.scenario?.nodes) ?? NONE;
  return (
    <ul className="part-list">
      {entriesOf(nodes).map((entry) => (
        <Part key={entry.name} {...entry} onChange={onChange} />
      ))}
    </ul>
  );
}

interface PartProps extends Entry {
  readonly onChange: (change: TextChange) => void;
}

function Part({ name, kind, members, onChange }: PartProps) {
  const session = useSession();
  // There the inspector stands below the preview.
  const slim = useMedia(NARROW);
  const [draft, setDraft] = useState(name);
  const rename = () => {
    if (draft !== name && draft.trim() !== '') onChange(renamed(name, draft.trim()));
    else setDraft(name);
  };
  return (
    <li className="part-item">
      <input
        className="mono part-name"
        aria-label={author.parts.rename(name)}
        value={draft}
        maxLength={40}
        onChange={(event) => setDraft(event.target.value)}
        onBlur={rename}
        onKeyDown={(event) => {
          if (event.key === 'Enter') event.currentTarget.blur();
          if (event.key === 'Escape') setDraft(name);
        }}
      />
      <span className="part-kind">{author.parts.entry(kind, members.length)}</span>
      <Button
        label={author.parts.options(name)}
        text={author.parts.optionsShort}
        onClick={() => {
          session.select(members[0]);
          if (slim) session.showPart('preview');
        }}
      />
      <Button icon="close" label={author.parts.remove(name)} bare onClick={() => onChange(without(name))} />
    </li>
  );
}
