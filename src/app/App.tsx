import { lazy, Suspense } from 'react';
import type { Drafts } from '../shell/drafts.ts';
import { KeysHelp } from '../views/KeysHelp.tsx';
import { usePlace, useSession } from '../views/session.ts';
import { useTheme } from '../views/use-theme.ts';
import { createSession } from './create-session.ts';
import { openPort } from './open-port.ts';

const Library = lazy(async () => ({ default: (await import('../views/library/Library.tsx')).Library }));
const Screen = lazy(async () => ({ default: (await import('../views/Screen.tsx')).Screen }));
const GlossaryPage = lazy(async () => ({
  default: (await import('../views/glossary/GlossaryPage.tsx')).GlossaryPage,
}));
const ComparisonPage = lazy(async () => ({
  default: (await import('../views/course/ComparisonPage.tsx')).ComparisonPage,
}));
const GuidePage = lazy(async () => ({ default: (await import('../views/course/GuidePage.tsx')).GuidePage }));
const DrillPage = lazy(async () => ({ default: (await import('../views/course/DrillPage.tsx')).DrillPage }));

const browserStorage = () => window.localStorage;

interface AppProps {
  readonly drafts: Drafts;
}

/** The page that the address asks for; the code of the others is not loaded. */
export function App({ drafts }: AppProps) {
  useTheme();
  return (
    <Suspense fallback={undefined}>
      <PageShown drafts={drafts} />
      <KeysHelp />
    </Suspense>
  );
}

function PageShown({ drafts }: AppProps) {
  const session = useSession();
  const page = usePlace((state) => state.page);
  switch (page) {
    case 'library':
      return <Library newPlayer={createSession} drafts={drafts} />;
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
