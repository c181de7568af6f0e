import { useState } from 'react';
import type { ScenarioNode } from '../../scenario/scenario.ts';
import type { NodeEntry } from '../../scenario/new-node.ts';
import { NODE_KINDS, renamed, type TextChange, withNew, without } from '../../shell/authoring.ts';
import { Button } from '../../ui/Button.tsx';
import { Menu } from '../../ui/Menu.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { author } from '../../words/author.ts';
import { useRun, useSession } from '../session.ts';
import { useTextChange } from './use-text-change.tsx';

const NONE: readonly ScenarioNode[] = [];

/** What the system is made of: entries of the file's `nodes`, to add to, rename and take out. Options stand in the inspector. */
export function Parts() {
  const nodes = useRun((state) => state.scenario?.nodes) ?? NONE;
  const [change, refusal] = useTextChange();
  const entries = entriesOf(nodes);
  return (
    <div className="workbench-body">
      {refusal}
      <ul className="part-list">
        {entries.map((entry) => (
          <Part key={entry.name} {...entry} onChange={change} />
        ))}
      </ul>
      <Menu
        label={author.parts.add}
        buttonClass="button-outlined"
        above
        button={
          <>
            <Icon name="plus" />
            <span>{author.parts.add}</span>
          </>
        }
        items={NODE_KINDS.map(({ kind, summary }) => ({
          id: kind,
          text: author.parts.kind(kind, summary),
          onSelect: () => change(withNew(kind, entries)),
        }))}
      />
    </div>
  );
}

interface Entry extends NodeEntry {
  readonly members: readonly string[];
}

function entriesOf(nodes: readonly ScenarioNode[]): readonly Entry[] {
  const entries = new Map<string, { name: string; kind: string; members: string[] }>();
  for (const { name, group = name, kind, implied } of nodes) {
    if (implied === true) continue;
    const entry = entries.get(group) ?? { name: group, kind, members: [] };
    entry.members.push(name);
    entries.set(group, entry);
  }
  return [...entries.values()];
}

interface PartProps extends Entry {
  readonly onChange: (change: TextChange) => void;
}

function Part({ name, kind, members, onChange }: PartProps) {
  const session = useSession();
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
        onClick={() => session.select(members[0])}
      />
      <Button icon="close" label={author.parts.remove(name)} bare onClick={() => onChange(without(name))} />
    </li>
  );
}
