import { lazy, Suspense } from 'react';
import { usePlace } from '../views/session.ts';
import { useTheme } from '../views/use-theme.ts';

const Library = lazy(async () => ({ default: (await import('../views/library/Library.tsx')).Library }));
const Screen = lazy(async () => ({ default: (await import('../views/Screen.tsx')).Screen }));

/** The page that the address asks for; the code of the others is not loaded. */
export function App() {
  const page = usePlace((state) => state.page);
  useTheme();
  return <Suspense fallback={undefined}>{page === 'library' ? <Library /> : <Screen />}</Suspense>;
}
