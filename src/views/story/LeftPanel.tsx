import { Suspense, useState } from 'react';
import type { LeftTab, Panel } from '../../shell/stores.ts';
import { Button } from '../../ui/Button.tsx';
import { Tabs } from '../../ui/Tabs.tsx';
import { useMedia } from '../../ui/use-media.ts';
import { lazy } from '../../ui/lazy.tsx';
import { words } from '../../words/index.ts';
import { OutlinePanel, useCrowded } from '../OutlinePanel.tsx';
import { useLayout, useRun, useSelection, useSession } from '../session.ts';
import './left-panel.css';
import { StoryBody } from './StoryBody.tsx';
import { useStory } from './use-story.ts';

const MilestonePanel = lazy(
  'milestones',
  async () => (await import('../milestones/MilestonePanel.tsx')).MilestonePanel,
);

/** At the left: the story, or the milestones; folded to a rail on request and while Why? takes the room. */
export function LeftPanel() {
  const session = useSession();
  const tab = useLayout((state) => state.leftTab);
  const told = useRun((state) => (state.scenario?.story.length ?? 0) > 0);
  const [folded, fold] = useFolded();
  const crowded = useCrowded();
  const tabs: readonly LeftTab[] = [
    ...(told ? (['story'] as const) : []),
    'milestones',
    ...(crowded ? (['outline'] as const) : []),
  ];
  const shown = tabs.includes(tab) ? tab : 'milestones';
  if (folded) return <Rail tab={shown} onUnfold={() => fold(false)} />;
  return (
    <aside className="left" id="story" aria-label={words.story.name} tabIndex={-1}>
      <header className="left-header">
        {tabs.length > 1 ? (
          <Tabs
            label={words.story.tabs}
            tabs={tabs.map((id) => ({ id, text: words.sheets[id] }))}
            selected={shown}
            prefix="left"
            onSelect={(id) => session.showLeft(id)}
          />
        ) : (
          <h2 className="left-title">{words.milestones.name}</h2>
        )}
        {shown === 'story' && tabs.length < 3 ? <Progress /> : undefined}
        <Button icon="fold" label={words.story.fold} bare onClick={() => fold(true)} />
      </header>
      {shown === 'story' ? (
        <StoryBody />
      ) : shown === 'outline' ? (
        <OutlinePanel />
      ) : (
        <Suspense>
          <MilestonePanel />
        </Suspense>
      )}
    </aside>
  );
}

/**
 * Folded by hand; or while the room is taken by a panel as wide as Why?, or by an inspector where there is not room for
 * both, unless it was unfolded since.
 */
function useFolded(): readonly [boolean, (folded: boolean) => void] {
  const session = useSession();
  const byHand = useLayout((state) => state.leftFolded);
  const narrow = useMedia('(max-width: 1279px)');
  const inspecting = useSelection(
    ({ node, several, message }) => node !== undefined || several.length > 0 || message !== undefined,
  );
  const panel = useSelection((state) => state.panel);
  const taken = panel ?? (narrow && inspecting ? 'inspector' : undefined);
  const [kept, keep] = useState<Panel | 'inspector'>();
  const fold = (folded: boolean) => {
    keep(folded ? undefined : taken);
    session.foldLeft(folded);
  };
  return [byHand || (taken !== undefined && taken !== kept), fold];
}

function Progress() {
  const { steps, step } = useStory();
  return <span className="left-count">{words.story.progress(step + 1, steps.length)}</span>;
}

interface RailProps {
  readonly tab: LeftTab;
  readonly onUnfold: () => void;
}

function Rail({ tab, onUnfold }: RailProps) {
  const { steps, step } = useStory();
  const text =
    tab === 'story' ? words.story.rail(words.story.progress(step + 1, steps.length)) : words.milestones.name;
  return (
    <aside className="left rail" id="story" aria-label={words.story.name} tabIndex={-1}>
      <Button icon="unfold" label={words.story.unfold} bare onClick={onUnfold} />
      <span className="rail-text">{text}</span>
    </aside>
  );
}
