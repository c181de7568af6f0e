import { expectable } from '../../shell/expectable.ts';
import { Icon } from '../../ui/Icon.tsx';
import { Menu } from '../../ui/Menu.tsx';
import { author } from '../../words/author.ts';
import { useCursor, useRun } from '../session.ts';

/** What is so at the cursor, and of the whole run, as expectations to take. */
export function ExpectNow({ onExpect }: { readonly onExpect: (expectation: string) => void }) {
  const summary = useRun((state) => state.summary);
  const picture = useCursor((state) => state.picture);
  if (summary === undefined || picture === undefined) return undefined;
  const said = new Set(summary.expectations.map(({ text }) => `{ ${text} }`));
  const news = expectable(summary, picture, picture.time).filter((one) => !said.has(one));
  return (
    <Menu
      label={author.expectations.add}
      align="end"
      above
      button={
        <>
          <Icon name="plus" />
          <span>{author.expectations.add}</span>
        </>
      }
      items={news.map((one) => ({ id: one, text: one, onSelect: () => onExpect(one) }))}
    />
  );
}
