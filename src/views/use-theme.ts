import { useEffect } from 'react';
import type { Session } from '../shell/session.ts';
import type { Theme } from '../shell/stores.ts';
import { useMedia } from '../ui/use-media.ts';
import { useLayout } from './session.ts';

/** The chosen theme; without a choice the tokens follow the system. */
export function useTheme(): void {
  const chosen = useLayout((state) => state.theme);
  const prefersDark = useMedia('(prefers-color-scheme: dark)');
  const theme = chosen ?? (prefersDark ? 'dark' : 'light');
  useEffect(() => {
    const show = (shown: Theme) => {
      document.documentElement.dataset.theme = shown;
    };
    // Paper is light.
    const onPrint = () => show('light');
    const onPrinted = () => show(theme);
    show(theme);
    window.addEventListener('beforeprint', onPrint);
    window.addEventListener('afterprint', onPrinted);
    return () => {
      window.removeEventListener('beforeprint', onPrint);
      window.removeEventListener('afterprint', onPrinted);
    };
  }, [theme]);
}

/** From the theme that is shown to the other one. */
export function toggleTheme(session: Session): void {
  session.setTheme(document.documentElement.dataset.theme === 'dark' ? 'light' : 'dark');
}
