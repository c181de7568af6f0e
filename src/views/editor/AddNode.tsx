import { NODE_KINDS } from '../../shell/authoring.ts';
import { author } from '../../words/author.ts';
import { useSession } from '../session.ts';
import { entriesOf, type Entry } from './entries.ts';
import { PlusMenu } from './PlusMenu.tsx';

/** Every kind that a system can be built of. */
export function AddNode({ onAdd }: { readonly onAdd: (kind: string, entries: readonly Entry[]) => void }) {
  const session = useSession();
  const items = () => {
    const entries = entriesOf(session.stores.run.getState().scenario?.nodes ?? []);
    return NODE_KINDS.map(({ kind, summary }) => ({
      id: kind,
      text: author.parts.kind(kind, summary),
      onSelect: () => onAdd(kind, entries),
    }));
  };
  return <PlusMenu label={author.parts.add} items={items} />;
}
