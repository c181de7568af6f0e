import { NODE_KINDS, type TextChange, withNew } from '../../shell/authoring.ts';
import { author } from '../../words/author.ts';
import { useSession } from '../session.ts';
import { entriesOf } from './entries.ts';
import { PlusMenu } from './PlusMenu.tsx';

/** Every kind that a system can be built of. */
export function AddNode({ onChange }: { readonly onChange: (change: TextChange) => void }) {
  const session = useSession();
  const items = () => {
    const entries = entriesOf(session.stores.run.getState().scenario?.nodes ?? []);
    return NODE_KINDS.map(({ kind, summary }) => ({
      id: kind,
      text: author.parts.kind(kind, summary),
      onSelect: () => onChange(withNew(kind, entries)),
    }));
  };
  return <PlusMenu label={author.parts.add} items={items} />;
}
