import { expectable } from '../../shell/expectable.ts';
import { author } from '../../words/author.ts';
import { useSession } from '../session.ts';
import { PlusMenu } from './PlusMenu.tsx';

/** What is so at the cursor, and of the whole run, as expectations to take. */
export function ExpectNow({ onExpect }: { readonly onExpect: (expectation: string) => void }) {
  const { stores } = useSession();
  const items = () => {
    const { summary } = stores.run.getState();
    const { picture } = stores.cursor.getState();
    if (summary === undefined || picture === undefined) return [];
    const said = new Set(summary.expectations.map(({ text }) => `{ ${text} }`));
    const news = expectable(summary, picture, picture.time).filter((one) => !said.has(one));
    return news.map((one) => ({ id: one, text: one, onSelect: () => onExpect(one) }));
  };
  return <PlusMenu label={author.expectations.add} items={items} />;
}
