import { useEffect, useRef, type KeyboardEvent } from 'react';
import type { StoryQuestion, StoryStepView } from '../../analysis/outline.ts';
import { answerTo } from '../../shell/story-place.ts';
import { clock, count, duration, exactPercent } from '../../ui/format.ts';
import { Icon } from '../../ui/Icon.tsx';
import { words } from '../../words/index.ts';
import { useRun, useSession } from '../session.ts';
import { useStoryState } from './use-story.ts';

/** The question of a step: to be answered, or what was answered and what happened. */
export function Question({ step, open }: { readonly step: StoryStepView; readonly open: boolean }) {
  const dragging = useRun((state) => state.dragged !== undefined);
  const answer = useStoryState((state) => answerTo(step, state, dragging));
  const { ask } = step;
  const box = useRef<HTMLDivElement>(null);
  const wasOpen = useRef(open);
  useEffect(() => {
    // On a phone the answer would else come where nobody looks.
    if (wasOpen.current && !open)
      box.current?.querySelector('[role=status]')?.scrollIntoView({ block: 'nearest' });
    wasOpen.current = open;
  }, [open]);
  if (ask === undefined || answer?.state === 'skipped') return undefined;
  // Of a run that was changed since it was answered.
  if (answer === undefined && !open) return undefined;
  return (
    <div className="question" ref={box}>
      {answer === undefined ? <Choices ask={ask} /> : <Result ask={ask} choice={answer.choice} />}
    </div>
  );
}

const MOVES: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 };

/** Arrows move the focus; a digit, Enter or Space answers. */
function Choices({ ask }: { readonly ask: StoryQuestion }) {
  const session = useSession();
  const group = useRef<HTMLDivElement>(null);

  function onKeyDown(event: KeyboardEvent<HTMLDivElement>) {
    const move = MOVES[event.key];
    if (move === undefined) return;
    event.preventDefault();
    const rows = [...(group.current?.querySelectorAll<HTMLElement>('[role=radio]') ?? [])];
    const at = rows.findIndex((row) => row === document.activeElement);
    rows[(at + move + rows.length) % rows.length]?.focus();
  }

  return (
    <>
      <p className="question-kicker">{words.story.predict}</p>
      <h3 className="question-text">{ask.question}</h3>
      <div
        className="choices"
        role="radiogroup"
        aria-label={words.story.questionName(ask.question)}
        ref={group}
        onKeyDown={onKeyDown}
      >
        {ask.choices.map(({ id, text, detail }, index) => (
          <button
            key={id}
            type="button"
            role="radio"
            aria-checked={false}
            className="choice"
            aria-keyshortcuts={String(index + 1)}
            tabIndex={index === 0 ? 0 : -1}
            onClick={() => session.story.answer(index)}
          >
            <Dot chosen={false} />
            <span className="choice-text mono">{text}</span>
            <span className="choice-detail">{detail}</span>
            <kbd className="key-cap" aria-hidden="true">
              {index + 1}
            </kbd>
          </button>
        ))}
      </div>
    </>
  );
}

interface ResultProps {
  readonly ask: StoryQuestion;
  readonly choice: string | undefined;
}

/** What was predicted, what is right, and one sentence of what happened. */
function Result({ ask, choice }: ResultProps) {
  const unedited = useRun((state) => state.scenario === state.original);
  const right = choice !== undefined && ask.answers.includes(choice);
  const told = choice === undefined ? words.story.revealed : right ? words.story.right : words.story.wrong;
  return (
    <>
      <p className="question-kicker">
        {choice === undefined ? words.story.notPredicted : words.story.predicted}
      </p>
      <h3 className="question-text">{ask.question}</h3>
      <ul className="choices-past">
        {ask.choices.map(({ id, text, detail }) => (
          <li key={id} className={id === choice ? 'choice-past choice-chosen' : 'choice-past'}>
            <Dot chosen={id === choice} />
            <span className="choice-text mono">{text}</span>
            <span className="choice-detail">{detail}</span>
            <Mark chosen={id === choice} right={ask.answers.includes(id)} />
          </li>
        ))}
      </ul>
      <p className="question-happened" role="status">
        <span className="visually-hidden">{told}. </span>
        {happened(ask)}
        {ask.because === undefined || !unedited ? '' : ` ${ask.because}`}
      </p>
    </>
  );
}

function happened(ask: StoryQuestion): string {
  const { story } = words;
  if (ask.happened !== undefined && ask.unit !== 'count')
    return story.happened(clock(ask.when), ask.happened);
  return story.value(valueText(ask));
}

function valueText({ value, unit }: StoryQuestion): string {
  if (value === undefined) return words.story.noAnswer;
  if (typeof value === 'string') return value;
  return unit === 'time' ? duration(value) : unit === 'share' ? exactPercent(value) : count(value);
}

function Mark({ chosen, right }: { readonly chosen: boolean; readonly right: boolean }) {
  if (right)
    return (
      <span className="choice-right">
        <Icon name="check" />
        {chosen ? words.story.right : words.story.theAnswer}
      </span>
    );
  return chosen ? (
    <span className="choice-wrong">
      <Icon name="close" />
      {words.story.wrong}
    </span>
  ) : undefined;
}

function Dot({ chosen }: { readonly chosen: boolean }) {
  return (
    <svg
      className="choice-dot"
      width="14"
      height="14"
      viewBox="0 0 14 14"
      aria-hidden="true"
      focusable="false"
    >
      <circle cx="7" cy="7" r="6" />
      {chosen ? <circle className="choice-core" cx="7" cy="7" r="3" /> : undefined}
    </svg>
  );
}
