import { memo, useEffect, useRef } from 'react';
import type { MilestoneView } from '../../analysis/picture.ts';
import { milestoneIndexAt } from '../../shell/stores.ts';
import { Button } from '../../ui/Button.tsx';
import { clock, count } from '../../ui/format.ts';
import { words } from '../../words/index.ts';
import { isMajor } from '../milestone-rank.ts';
import { useCursor, useRun, useSession } from '../session.ts';
import { AboutRun } from './AboutRun.tsx';
import './milestones.css';

/** What happened, in order; the entry at the cursor is marked and kept in sight. */
export function MilestonePanel() {
  const milestones = useRun((state) => state.summary?.milestones);
  return (
    <section className="milestones" id="milestones" aria-label={words.milestones.name} tabIndex={-1}>
      <header className="panel-header">
        <h2>{words.milestones.name}</h2>
        <span className="panel-count">{milestones === undefined ? '' : count(milestones.length)}</span>
      </header>
      {milestones === undefined ? undefined : <List milestones={milestones} />}
      <AboutRun />
    </section>
  );
}

function List({ milestones }: { readonly milestones: readonly MilestoneView[] }) {
  const current = useCursor((state) => milestoneIndexAt(milestones, state.time));
  const list = useRef<HTMLOListElement>(null);

  useEffect(() => {
    const box = list.current;
    const entry = box?.children[Math.max(0, current)];
    if (box === null || !(entry instanceof HTMLElement)) return;
    const above = entry.offsetTop - box.scrollTop;
    if (above < 32 || above > box.clientHeight - 80) box.scrollTop = entry.offsetTop - box.clientHeight * 0.6;
  }, [current]);

  if (milestones.length === 0) return <p className="panel-hint">{words.milestones.none}</p>;
  return (
    <ol className="milestone-list" ref={list} tabIndex={-1}>
      {milestones.map((milestone, index) => (
        <Entry
          key={milestone.id}
          milestone={milestone}
          state={index === current ? 'current' : index < current ? 'past' : 'future'}
        />
      ))}
    </ol>
  );
}

interface EntryProps {
  readonly milestone: MilestoneView;
  readonly state: 'past' | 'current' | 'future';
}

const Entry = memo(function Entry({ milestone, state }: EntryProps) {
  const session = useSession();
  return (
    <li className={`milestone milestone-${state}${isMajor(milestone) ? ' milestone-major' : ''}`}>
      <button
        type="button"
        role="link"
        className="milestone-link"
        aria-current={state === 'current' ? 'step' : undefined}
        onClick={() => session.playback.jumpTo(milestone.time)}
      >
        <span className="milestone-time">{clock(milestone.time)}</span>
        <span className="milestone-text">{milestone.text}</span>
      </button>
      <Button
        className="milestone-why"
        label={words.milestones.whyName(milestone.text)}
        text={words.milestones.why}
        onClick={() => {
          session.playback.jumpTo(milestone.time);
          session.why(milestone.id);
        }}
      />
    </li>
  );
});
