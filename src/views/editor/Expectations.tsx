import type { Verdict } from '../../analysis/outline.ts';
import { author } from '../../words/author.ts';
import { words } from '../../words/index.ts';
import { expecting } from '../../shell/authoring.ts';
import { expectable } from '../../shell/expectable.ts';
import { Icon } from '../../ui/Icon.tsx';
import { Menu } from '../../ui/Menu.tsx';
import { useCursor, useRun, useSession } from '../session.ts';
import { VerdictMark } from '../top-bar/VerdictMark.tsx';
import { useTextChange } from './use-text-change.tsx';

const NONE: readonly Verdict[] = [];

/** What the scenario expects, and what the run came to. */
export function Expectations() {
  const verdicts = useRun((state) => state.summary?.expectations) ?? NONE;
  const failing = verdicts.filter(({ holds }) => holds === false).length;
  const [change, refusal] = useTextChange();
  return (
    <div className="workbench-body">
      <header className="workbench-head">
        <p className="workbench-tally">{author.expectations.tally(verdicts.length - failing, failing)}</p>
        <ExpectNow onExpect={(one) => change(expecting(one))} />
      </header>
      {refusal}
      {verdicts.length === 0 ? (
        <p className="workbench-none">{author.expectations.none}</p>
      ) : (
        <ul className="expectations-list" aria-label={author.expectations.name}>
          {verdicts.map((verdict, index) => (
            <Expectation key={index} verdict={verdict} />
          ))}
        </ul>
      )}
    </div>
  );
}

/** What is so at the cursor, and of the whole run, as expectations to take. */
function ExpectNow({ onExpect }: { readonly onExpect: (expectation: string) => void }) {
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

function Expectation({ verdict }: { readonly verdict: Verdict }) {
  const session = useSession();
  const { text, holds, measured, why } = verdict;
  const state = holds === undefined ? 'unknown' : holds ? 'holds' : 'fails';
  return (
    <li
      className={`expectation expectation-${state}`}
      aria-label={author.expectations.item(author.expectations.states[state], text, measured)}
    >
      <VerdictMark state={state} />
      <span className="mono expectation-text">{text}</span>
      <span className="mono expectation-measured">{measured}</span>
      {why === undefined ? undefined : (
        <button type="button" className="button button-quiet" onClick={() => session.why(why)}>
          {words.why.title}
        </button>
      )}
    </li>
  );
}
