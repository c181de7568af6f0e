import type { Stores, Theme } from './stores.ts';

const KEY = 'ensemble-theme';

/** Keeps the chosen theme for the next visit. Storage may be forbidden; then the choice lasts as long as the page. */
export function rememberTheme(stores: Stores, storage: () => Storage): void {
  const { layout } = stores;
  const theme = read(storage);
  if (theme !== undefined) layout.setState({ theme });
  layout.subscribe((state, before) => {
    if (state.theme !== undefined && state.theme !== before.theme) write(storage, state.theme);
  });
}

function read(storage: () => Storage): Theme | undefined {
  try {
    const found = storage().getItem(KEY);
    return found === 'light' || found === 'dark' ? found : undefined;
  } catch {
    return undefined;
  }
}

function write(storage: () => Storage, theme: Theme): void {
  try {
    storage().setItem(KEY, theme);
  } catch {
    // Full or forbidden: the choice is not kept.
  }
}
