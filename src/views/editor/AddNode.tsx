import type { ScenarioNode } from '../../scenario/scenario.ts';
import { NODE_KINDS, type TextChange, withNew } from '../../shell/authoring.ts';
import { Icon } from '../../ui/Icon.tsx';
import { Menu } from '../../ui/Menu.tsx';
import { author } from '../../words/author.ts';
import { useRun } from '../session.ts';
import { entriesOf } from './entries.ts';

const NONE: readonly ScenarioNode[] = [];

/** Every kind that a system can be built of. */
export function AddNode({ onChange }: { readonly onChange: (change: TextChange) => void }) {
  const nodes = useRun((state) => state.scenario?.nodes) ?? NONE;
  return (
    <Menu
      label={author.parts.add}
      align="end"
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
        onSelect: () => onChange(withNew(kind, entriesOf(nodes))),
      }))}
    />
  );
}
