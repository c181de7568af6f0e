import { type BrowserStorage, keepText, keptText } from './kept.ts';
import type { Stores } from './stores.ts';

const KEY = 'ensemble-theme';

/** Keeps the chosen theme for the next visit. */
export function rememberTheme(stores: Stores, storage: BrowserStorage): void {
  const { layout } = stores;
  const theme = keptText(storage, KEY);
  if (theme === 'light' || theme === 'dark') layout.setState({ theme });
  layout.subscribe((state, before) => {
    if (state.theme !== undefined && state.theme !== before.theme) keepText(storage, KEY, state.theme);
  });
}
