import type { Verdict } from '../../analysis/outline.ts';
import { type TextChange } from '../../shell/authoring.ts';
import { author } from '../../words/author.ts';
import { words } from '../../words/index.ts';
import { useRun, useSession } from '../session.ts';
import { VerdictMark } from '../top-bar/VerdictMark.tsx';
import { NearestChange, type NearestProps } from './NearestChange.tsx';
import { tallyText } from './tally.ts';
import { useCounterfactuals } from './use-counterfactuals.ts';

const NONE: readonly Verdict[] = [];

/** What the scenario expects, and what the run came to. */
export function Expectations({ onChange }: { readonly onChange: (change: TextChange) => void }) {
  const verdicts = useRun((state) => state.summary?.expectations) ?? NONE;
  const isStale = useRun((state) => state.problems.length > 0);
  const [tried, onTry] = useCounterfactuals();
  return (
    <>
      <p className="workbench-tally">
        {tallyText(verdicts)}
        {isStale ? `, ${author.expectations.stale}` : ''}
      </p>
      {verdicts.length === 0 ? (
        <p className="workbench-none">{author.expectations.none}</p>
      ) : (
        <ul className="expectations-list" aria-label={author.expectations.name}>
          {verdicts.map((verdict, index) => (
            <Expectation key={index} {...{ verdict, index, tried, onTry, onChange }} />
          ))}
        </ul>
      )}
    </>
  );
}

function Expectation(props: NearestProps) {
  const session = useSession();
  const { text, holds, measured, why } = props.verdict;
  const state = holds === undefined ? 'unknown' : holds ? 'holds' : 'fails';
  return (
    <li
      className={`expectation expectation-${state}`}
      aria-label={author.expectations.item(author.expectations.states[state], text, measured)}
    >
      <VerdictMark state={state} />
      <span className="mono expectation-text">{text}</span>
      <span className="mono expectation-measured">{measured}</span>
      {holds === false ? <NearestChange {...props} /> : undefined}
      {why === undefined ? undefined : (
        <button
          type="button"
          className="button button-quiet expectation-why"
          onClick={() => session.why(why)}
        >
          {words.why.title}
        </button>
      )}
    </li>
  );
}
