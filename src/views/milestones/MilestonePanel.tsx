import { memo, useEffect, useMemo, useRef } from 'react';
import type { MilestoneView } from '../../analysis/outline.ts';
import { closestTo } from '../../shell/milestone-filter.ts';
import { milestoneIndexAt } from '../../shell/stores.ts';
import { Button } from '../../ui/Button.tsx';
import { clock, count } from '../../ui/format.ts';
import { words } from '../../words/index.ts';
import { TermsUsed } from '../glossary/TermsUsed.tsx';
import { isMajor } from '../milestone-rank.ts';
import { useMoreHint } from '../../ui/use-more-hint.ts';
import { useCursor, useLayout, useRun, useSession } from '../session.ts';
import { useHorizon } from '../story/use-story.ts';
import { AboutRun } from './AboutRun.tsx';
import { MilestoneFilter } from './MilestoneFilter.tsx';
import './milestones.css';
import { scrollFor } from './scroll.ts';
import { useShownMilestones } from './use-shown-milestones.ts';

/** More would make every list slow; a filter finds them. */
const MAX_LISTED = 2000;

/** What happened, in order; the entry at the cursor is marked and kept in sight. */
export function MilestonePanel() {
  const all = useRun((state) => state.summary?.milestones);
  const filter = useLayout((state) => state.filter);
  const shown = useShownMilestones();
  return (
    <section className="milestones" id="milestones" aria-label={words.milestones.name} tabIndex={-1}>
      <header className="panel-header">
        <h2>{words.milestones.name}</h2>
        <span className="panel-count">{all === undefined ? '' : count(all.length)}</span>
      </header>
      {all === undefined ? undefined : shown.length > 0 ? (
        <List milestones={shown} />
      ) : (
        <Nothing all={all} filter={filter} />
      )}
      <MilestoneFilter found={shown.length} all={all?.length ?? 0} />
      <AboutRun />
    </section>
  );
}

interface NothingProps {
  readonly all: readonly MilestoneView[];
  readonly filter: string;
}

/** Why the list is empty, and what may have been meant. */
function Nothing({ all, filter }: NothingProps) {
  const session = useSession();
  const closest = closestTo(all, filter);
  return (
    <div className="milestone-list">
      <p className="panel-hint">
        {all.length === 0 ? words.milestones.none : words.milestones.nothing(filter)}
      </p>
      {closest === undefined ? undefined : (
        <Button
          className="milestone-closest"
          label={words.milestones.closest(closest)}
          onClick={() => session.setFilter(closest)}
        />
      )}
    </div>
  );
}

function List({ milestones }: { readonly milestones: readonly MilestoneView[] }) {
  const current = useCursor((state) => milestoneIndexAt(milestones, state.time));
  const told = useHorizon((time) =>
    time === undefined ? undefined : milestoneIndexAt(milestones, time) + 1,
  );
  const list = useRef<HTMLOListElement>(null);
  const hint = useMoreHint();
  useEffect(() => hint(list.current), [hint]);

  useEffect(() => {
    const box = list.current;
    const entry = box?.children[Math.max(0, current)];
    if (box === null || !(entry instanceof HTMLElement)) return;
    const keep = () => {
      const top = scrollFor(entry.offsetTop, entry.offsetHeight, box.scrollTop, box.clientHeight);
      if (top !== undefined) box.scrollTop = top;
    };
    // Panels that are dragged change their height, and lists that load have none at first.
    const sizes = new ResizeObserver(keep);
    sizes.observe(box);
    return () => sizes.disconnect();
  }, [current]);

  const until = told ?? MAX_LISTED;
  const listed = useMemo(() => milestones.slice(0, until), [milestones, until]);
  const texts = useMemo(() => listed.map(({ text }) => text), [listed]);
  const rest = told !== undefined ? 0 : milestones.length - listed.length;
  return (
    <ol className="milestone-list" ref={list} tabIndex={-1}>
      {listed.map((milestone, index) => (
        <Entry
          key={milestone.id}
          milestone={milestone}
          state={index === current ? 'current' : index < current ? 'past' : 'future'}
        />
      ))}
      {rest > 0 ? <li className="panel-hint">{words.milestones.more(count(rest))}</li> : undefined}
      {told !== undefined ? <li className="panel-hint">{words.milestones.hidden}</li> : undefined}
      <li className="milestone-terms">
        <TermsUsed texts={texts} />
      </li>
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
