import { Suspense, useEffect, useState, type CSSProperties } from 'react';
import type { Sheet } from '../shell/stores.ts';
import { Tabs } from '../ui/Tabs.tsx';
import { lazy } from '../ui/lazy.tsx';
import { words } from '../words/index.ts';
import { Inspector } from './inspector/Inspector.tsx';
import { OutlinePanel, useCrowded } from './OutlinePanel.tsx';
import { useLayout, useRun, useSelection, useSession } from './session.ts';
import { FOLDED, SheetHandle } from './SheetHandle.tsx';
import { StoryBody } from './story/StoryBody.tsx';
import { useStory } from './story/use-story.ts';

const MilestonePanel = lazy(
  'milestones',
  async () => (await import('./milestones/MilestonePanel.tsx')).MilestonePanel,
);

/** Where there is no room for panels beside the stage: one of them below it, under tabs, as high as it is dragged. */
export function Sheets() {
  const session = useSession();
  const [dragged, setHeight] = useState<number>();
  const { open } = useStory();
  const wanted = useLayout((state) => state.sheet);
  const asking = useSelection((state) => state.panel !== undefined);
  const told = useRun((state) => (state.scenario?.story.length ?? 0) > 0);
  const crowded = useCrowded();
  const sheets: readonly Sheet[] = [
    ...(told ? (['story'] as const) : []),
    'milestones',
    ...(crowded ? (['outline'] as const) : []),
    'inspect',
    ...(asking ? (['why'] as const) : []),
  ];
  const sheet = sheets.includes(wanted) ? wanted : asking ? 'why' : told ? 'story' : 'milestones';

  // A question wants to be seen whole, beside the stage; where the sheet was dragged to, it stays.
  const fits = open && sheet === 'story' && dragged === undefined;
  const height = dragged ?? 236;
  useRaised(open, () => {
    if (dragged === FOLDED) setHeight(undefined);
  });
  useEffect(() => {
    // A question comes before what was looked at, but for an answer that was asked for.
    if (open && session.stores.selection.getState().panel === undefined) session.showSheet('story');
  }, [open, session]);

  /** Why? lies over the inspector: to look at the node again is to close it. */
  function select(next: Sheet) {
    if (asking && next === 'inspect') session.show(undefined);
    if (dragged === FOLDED) setHeight(undefined);
    session.showSheet(next);
  }

  return (
    <div
      className={`sheets${fits ? ' sheets-asking' : dragged === undefined ? ' sheets-resting' : ''}`}
      style={{ '--sheet': `${height}px` } as CSSProperties}
    >
      <section aria-label={words.sheets.name}>
        <SheetHandle height={height} onChange={setHeight} />
        <div className="sheet-tabs">
          <Tabs
            label={words.sheets.name}
            tabs={sheets.map((id) => ({ id, text: words.sheets[id], controls: REGIONS[id] }))}
            selected={sheet}
            prefix="sheet"
            onSelect={select}
          />
          {sheet === 'story' ? <Progress /> : undefined}
        </div>
      </section>
      <div className="sheet">
        {sheet === 'story' ? (
          <aside className="left" id="story" aria-label={words.story.name} tabIndex={-1}>
            <StoryBody />
          </aside>
        ) : sheet === 'milestones' ? (
          <Suspense>
            <MilestonePanel />
          </Suspense>
        ) : sheet === 'outline' ? (
          <aside className="left" id="outline" aria-label={words.sheets.outline} tabIndex={-1}>
            <OutlinePanel />
          </aside>
        ) : (
          <Inspector />
        )}
      </div>
    </div>
  );
}

/** What is chosen or asked for is to be seen, and so is a question: a folded sheet rises for it. */
function useRaised(open: boolean, raise: () => void): void {
  const selection = useSelection((state) => state);
  const [seen, see] = useState({ selection, open });
  if (seen.selection === selection && seen.open === open) return;
  see({ selection, open });
  const { node, several, message, panel } = selection;
  const any = node !== undefined || several.length > 0 || message !== undefined || panel !== undefined;
  if ((any && seen.selection !== selection) || (open && !seen.open)) raise();
}

/** The landmarks that the tabs show; they are named themselves, so that no tab panel stands around them. */
const REGIONS: Readonly<Record<Sheet, string>> = {
  story: 'story',
  milestones: 'milestones',
  outline: 'outline',
  inspect: 'inspector',
  why: 'inspector',
};

function Progress() {
  const { steps, step } = useStory();
  return <span className="left-count">{words.story.progress(step + 1, steps.length)}</span>;
}
