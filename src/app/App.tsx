import { createContext, Suspense, useContext, useEffect } from 'react';
import { useStore } from 'zustand';
import type { Drafts } from '../shell/drafts.ts';
import { AttemptContext, lazy } from '../ui/lazy.tsx';
import { KeysHelp } from '../views/KeysHelp.tsx';
import { useFile, usePlace, useSession } from '../views/session.ts';
import { useTheme } from '../views/use-theme.ts';
import { createPlayer } from './create-session.ts';
import './error-boundary.css';
import type { MissingParts } from './missing-parts.ts';
import { openPort } from './open-port.ts';

const Library = lazy(
  'library',
  async () => (await import('../views/library/Library.tsx')).Library,
  Unreached,
);
const Screen = lazy('player', async () => (await import('../views/Screen.tsx')).Screen, Unreached);
const GlossaryPage = lazy(
  'glossary',
  async () => (await import('../views/glossary/GlossaryPage.tsx')).GlossaryPage,
  Unreached,
);
const ComparisonPage = lazy(
  'comparison',
  async () => (await import('../views/course/ComparisonPage.tsx')).ComparisonPage,
  Unreached,
);
const GuidePage = lazy(
  'guide',
  async () => (await import('../views/course/GuidePage.tsx')).GuidePage,
  Unreached,
);
const DrillPage = lazy(
  'drill',
  async () => (await import('../views/course/DrillPage.tsx')).DrillPage,
  Unreached,
);

const browserStorage = () => window.localStorage;

interface PagesProps {
  readonly drafts: Drafts;
}

interface AppProps extends PagesProps {
  readonly missingParts: MissingParts;
}

/** Goes to the page before, if there was one. */
const BackContext = createContext<() => void>(() => undefined);

/** In the place of a page that could not be loaded, until the one before it is there again. It stands without any other part. */
function Unreached() {
  const goBack = useContext(BackContext);
  useEffect(goBack, [goBack]);
  const notice = useFile((state) => state.notice);
  return notice === undefined ? undefined : (
    <div className="broken" role="alert">
      <h1>{notice.sentence}</h1>
      <p>{notice.hint}</p>
    </div>
  );
}

/** The page that the address asks for; the code of the others is not loaded. */
export function App({ drafts, missingParts }: AppProps) {
  useTheme();
  return (
    <BackContext value={missingParts.goBack}>
      <AttemptContext value={useStore(missingParts.attempt)}>
        <Suspense fallback={undefined}>
          <PageShown drafts={drafts} />
          <KeysHelp />
        </Suspense>
      </AttemptContext>
    </BackContext>
  );
}

function PageShown({ drafts }: PagesProps) {
  const session = useSession();
  const page = usePlace((state) => state.page);
  switch (page) {
    case 'library':
      return <Library newPlayer={createPlayer} drafts={drafts} />;
    case 'scenario':
      return <Screen />;
    case 'glossary':
      return <GlossaryPage openScenario={(slug) => void session.openBuiltIn(slug)} />;
    case 'comparison':
      return <ComparisonPage />;
    case 'guide':
      return <GuidePage />;
    case 'drill':
      return <DrillPage openPort={openPort} storage={browserStorage} />;
  }
}
