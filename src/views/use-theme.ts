import { useEffect } from 'react';
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
