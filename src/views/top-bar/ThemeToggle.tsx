import { Button } from '../../ui/Button.tsx';
import { useMedia } from '../../ui/use-media.ts';
import { words } from '../../words/index.ts';
import { useLayout, useSession } from '../session.ts';
import { toggleTheme } from '../use-theme.ts';

/** From the dark theme to the light one, and back. */
export function ThemeToggle() {
  const session = useSession();
  const chosen = useLayout((state) => state.theme);
  const prefersDark = useMedia('(prefers-color-scheme: dark)');
  const dark = chosen === undefined ? prefersDark : chosen === 'dark';
  return (
    <Button
      icon={dark ? 'sun' : 'moon'}
      label={dark ? words.theme.light : words.theme.dark}
      bare
      aria-keyshortcuts="T"
      onClick={() => toggleTheme(session)}
    />
  );
}
