import { ZNODE_OPERATIONS, type ZnodeChange } from '../../shell/authoring.ts';
import { author } from '../../words/author.ts';
import { PlusMenu } from './PlusMenu.tsx';

/** What an operator can do to a znode. */
export function ChangeZnode({ onChoose }: { readonly onChoose: (op: ZnodeChange['op']) => void }) {
  const items = () =>
    ZNODE_OPERATIONS.map((op) => ({ id: op, text: author.znode.title[op], onSelect: () => onChoose(op) }));
  return <PlusMenu label={author.znode.menu} items={items} />;
}
