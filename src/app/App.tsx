import { lazy, Suspense } from 'react';
import { usePlace, useSession } from '../views/session.ts';
import { useTheme } from '../views/use-theme.ts';

const Library = lazy(async () => ({ default: (await import('../views/library/Library.tsx')).Library }));
const Screen = lazy(async () => ({ default: (await import('../views/Screen.tsx')).Screen }));
const GlossaryPage = lazy(async () => ({
  default: (await import('../views/glossary/GlossaryPage.tsx')).GlossaryPage,
}));

/** The page that the address asks for; the code of the others is not loaded. */
export function App() {
  const session = useSession();
  const page = usePlace((state) => state.page);
  useTheme();
  return (
    <Suspense fallback={undefined}>
      {page === 'library' ? (
        <Library />
      ) : page === 'glossary' ? (
        <GlossaryPage openScenario={(slug) => void session.openBuiltIn(slug)} />
      ) : (
        <Screen />
      )}
    </Suspense>
  );
}
