import { expectable } from '../../shell/expectable.ts';
import { clock } from '../../ui/format.ts';
import { author } from '../../words/author.ts';
import { useSession } from '../session.ts';
import { PlusMenu } from './PlusMenu.tsx';

const { moment, wholeRun, nothingNew } = author.expectations;

/** What is so at the cursor, and of the whole run, as expectations to take. */
export function ExpectNow({ onExpect }: { readonly onExpect: (expectation: string) => void }) {
  const { stores } = useSession();
  const items = () => {
    const { summary } = stores.run.getState();
    const { picture } = stores.cursor.getState();
    if (summary === undefined || picture === undefined) return [];
    const seed = stores.run.getState().scenario?.seed ?? 0;
    const { now, throughout } = expectable(summary, picture, picture.time);
    const itemsOf = (all: readonly string[], section: string) =>
      all.map((one) => ({ id: one, text: one, section, onSelect: () => onExpect(one) }));
    const offered = [
      ...itemsOf(now, moment(clock(picture.time), seed)),
      ...itemsOf(throughout, wholeRun(seed)),
    ];
    return offered.length > 0
      ? offered
      : [{ id: 'none', text: nothingNew, disabled: true, onSelect: () => undefined }];
  };
  return <PlusMenu label={author.expectations.add} items={items} />;
}
