import { useEffect } from 'react';
import { DRILL_IDS, type DrillId, type Flag } from '../../shell/course/drills.ts';
import type { Progress } from '../../shell/course/drill-memory.ts';
import { Button } from '../../ui/Button.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { course } from '../../words/course.ts';
import { CoursePage } from './CoursePage.tsx';
import { DrillVerdict } from './DrillVerdict.tsx';
import './drill.css';
import { type Drill, type DrillSource, useDrill } from './use-drill.ts';

const { drill: text } = course;
const FLAGS: readonly Flag[] = ['red', 'green'];

/** Statements of an interview: one judges, and then a run does. */
export function DrillPage(source: DrillSource) {
  const drill = useDrill(source);
  useKeys(drill);
  const { id, place, said } = drill;
  return (
    <CoursePage page="drill" says={text}>
      <div className="drill">
        <section className="drill-statement" aria-labelledby="drill-place">
          <h2 id="drill-place">{text.place(place + 1, DRILL_IDS.length)}</h2>
          <blockquote>{text.quoted(text.statements[id].statement)}</blockquote>
          <div className="drill-flags" role="group" aria-label={text.judge}>
            {FLAGS.map((flag, number) => (
              <FlagButton key={flag} flag={flag} number={number + 1} drill={drill} />
            ))}
          </div>
          {said === undefined ? <p className="drill-keys">{text.keys}</p> : undefined}
          <div role="status">
            {said === undefined ? undefined : <DrillVerdict drill={drill} said={said} />}
          </div>
          {said === undefined ? undefined : (
            <p className="drill-actions">
              <Button label={text.next} icon="arrow-right" look="filled" onClick={() => next(drill)} />
              <Button label={text.again} icon="reset" onClick={drill.forget} />
            </p>
          )}
        </section>
        <Statements current={id} progress={drill.progress} onGo={drill.go} />
      </div>
    </CoursePage>
  );
}

interface FlagButtonProps {
  readonly flag: Flag;
  readonly number: number;
  readonly drill: Drill;
}

function FlagButton({ flag, number, drill: { said, judge } }: FlagButtonProps) {
  return (
    <button
      type="button"
      className={`drill-flag ${flag}`}
      aria-pressed={said === flag}
      aria-keyshortcuts={String(number)}
      disabled={said !== undefined && said !== flag}
      onClick={() => judge(flag)}
    >
      <Icon name="flag" />
      {text.flags[flag]}
      <kbd aria-hidden="true">{number}</kbd>
    </button>
  );
}

interface StatementsProps {
  readonly current: DrillId;
  readonly progress: Progress;
  readonly onGo: (place: number) => void;
}

/** All statements, with a mark at those that were judged. */
function Statements({ current, progress, onGo }: StatementsProps) {
  return (
    <nav className="drill-list" aria-label={text.list}>
      <ol>
        {DRILL_IDS.map((id, place) => (
          <li key={id}>
            <button
              type="button"
              aria-current={id === current ? 'true' : undefined}
              onClick={() => onGo(place)}
            >
              <Mark right={progress[id]?.right} />
              <span>{text.statements[id].statement}</span>
            </button>
          </li>
        ))}
      </ol>
    </nav>
  );
}

function Mark({ right }: { readonly right: boolean | undefined }) {
  const state = right === undefined ? 'open' : right ? 'right' : 'wrong';
  return (
    <span className={`drill-mark ${state}`}>
      {state === 'open' ? undefined : <Icon name={state === 'right' ? 'check' : 'close'} />}
      <span className="visually-hidden">{text.states[state]}</span>
    </span>
  );
}

function next({ place, go }: Drill): void {
  go((place + 1) % DRILL_IDS.length);
}

/** 1 and 2 judge, N goes on. */
function useKeys(drill: Drill): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.key === '1') drill.judge('red');
      else if (event.key === '2') drill.judge('green');
      else if (event.key === 'n') next(drill);
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  });
}
