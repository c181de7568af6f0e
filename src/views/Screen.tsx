import { Suspense, useEffect } from 'react';
import { useMedia } from '../ui/use-media.ts';
import { lazy } from '../ui/lazy.tsx';
import { words } from '../words/index.ts';
import { FileDrop } from './FileDrop.tsx';
import { Inspector } from './inspector/Inspector.tsx';
import { useKeyboard } from './keyboard.ts';
import { NoticeLine } from './NoticeLine.tsx';
import { LiveRegion } from './LiveRegion.tsx';
import { FailureLine, ProblemLine } from './ProblemLine.tsx';
import './screen.css';
import { useSlim } from './room.ts';
import { useLayout, useRun, useSelection, useSession } from './session.ts';
import { Sheets } from './Sheets.tsx';
import { Stage } from './stage/Stage.tsx';
import { LeftPanel } from './story/LeftPanel.tsx';
import { Timeline } from './timeline/Timeline.tsx';
import { TopBar } from './top-bar/TopBar.tsx';
import { Verdicts } from './top-bar/Verdicts.tsx';
import { useSwipe } from './use-swipe.ts';

const Presentation = lazy(
  'presentation',
  async () => (await import('./present/Presentation.tsx')).Presentation,
  NotPresented,
);
const Editor = lazy('editor', async () => (await import('./editor/Editor.tsx')).Editor, Closed);
const PreviewHeader = lazy('editor', async () => (await import('./editor/Preview.tsx')).PreviewHeader);
const Workbench = lazy('editor', async () => (await import('./editor/Workbench.tsx')).Workbench);

function NotPresented() {
  const session = useSession();
  useEffect(() => session.present(false), [session]);
  return undefined;
}

function Closed() {
  const session = useSession();
  useEffect(() => session.edit(false), [session]);
  return undefined;
}

/** The main screen: four views of one time. */
export function Screen() {
  const both = useMedia('(min-width: 1280px)');
  const slim = useSlim();
  const editing = useLayout((state) => state.editing);
  const part = useLayout((state) => state.part);
  const presenting = useLayout((state) => state.presenting) && !slim;
  const chosen = useChosen();
  const asked = useSelection((state) => state.panel !== undefined);
  const looks = presenting ? ['is-presenting'] : editing ? ['is-editing', `is-editing-${part}`] : [];
  const inspecting = presenting ? asked : (both && !editing) || chosen;
  usePageTitle();
  useKeyboard();
  useSwipe();
  usePauseWhenHidden();
  return (
    <FileDrop className={['screen', ...looks].join(' ')}>
      <SkipLinks />
      <header className="banner">
        {presenting ? undefined : <TopBar />}
        {slim ? (
          <div className="verdict-bar">
            <Verdicts />
          </div>
        ) : undefined}
        <NoticeLine />
        <ProblemLine />
        <FailureLine />
      </header>
      {presenting ? (
        <Suspense>
          <Presentation />
        </Suspense>
      ) : editing ? (
        <Suspense>
          <Editor tabbed={slim} />
          {!slim || part === 'preview' ? <PreviewHeader /> : undefined}
          {!slim || (part !== 'text' && part !== 'preview') ? <Workbench tabbed={slim} /> : undefined}
        </Suspense>
      ) : slim ? undefined : (
        <LeftPanel />
      )}
      <Stage />
      {!slim && inspecting ? <Inspector /> : undefined}
      {slim && (!editing || (part === 'preview' && chosen)) ? <Sheets /> : undefined}
      <Timeline />
      <LiveRegion />
    </FileDrop>
  );
}

/** Whether there is something to inspect; without room for both, the inspector is there only then. */
function useChosen(): boolean {
  return useSelection(
    ({ node, several, message, panel }) =>
      node !== undefined || several.length > 0 || message !== undefined || panel !== undefined,
  );
}

function SkipLinks() {
  const both = useMedia('(min-width: 1280px)');
  const slim = useSlim();
  const editing = useLayout((state) => state.editing);
  const staged = useLayout((state) => !slim || !state.editing || state.part === 'preview');
  const links = [
    ...(staged ? ([['stage', words.skip.stage]] as const) : []),
    ...(editing ? ([['editor', words.skip.editor]] as const) : []),
    ...(slim || editing ? [] : ([['story', words.skip.story]] as const)),
    ...(both && !editing ? ([['inspector', words.skip.inspector]] as const) : []),
    ['timeline', words.skip.timeline],
  ] as const;
  return (
    <nav className="skip-links" aria-label={words.skip.name}>
      {links.map(([id, text]) => (
        <a
          key={id}
          href={`#${id}`}
          onClick={(event) => {
            // The part after the # is the address of what is shown, and stays it.
            event.preventDefault();
            document.getElementById(id)?.focus();
          }}
        >
          {text}
        </a>
      ))}
    </nav>
  );
}

function usePageTitle(): void {
  const title = useRun((state) => state.scenario?.title);
  useEffect(() => {
    if (title !== undefined) document.title = words.scenario.page(title);
  }, [title]);
}

function usePauseWhenHidden(): void {
  const session = useSession();
  useEffect(() => {
    const onChange = () => {
      if (document.hidden) session.playback.hidden();
    };
    document.addEventListener('visibilitychange', onChange);
    return () => document.removeEventListener('visibilitychange', onChange);
  }, [session]);
}
