import { Suspense, useEffect, useState } from 'react';
import { lazy } from '../ui/lazy.tsx';
import { keysAreTaken } from '../ui/pointer-focus.ts';
import { useLayout, useSession } from './session.ts';

const KeysDialog = lazy('keys', async () => (await import('./KeysDialog.tsx')).KeysDialog, Closed);

function Closed() {
  const session = useSession();
  useEffect(() => session.showKeys(false), [session]);
  return undefined;
}

/** The table of keys, on every page: `?` opens it. */
export function KeysHelp() {
  const session = useSession();
  const open = useLayout((state) => state.keysOpen);
  const [wanted, want] = useState(open);
  if (open && !wanted) want(true);
  useEffect(() => {
    const onKeyDown = ({ key, target, defaultPrevented }: KeyboardEvent) => {
      const typing =
        target instanceof Element && target.closest('input, textarea, select, [data-keys=own]') !== null;
      if (key === '?' && !defaultPrevented && !typing && !keysAreTaken()) session.showKeys(true);
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [session]);
  return wanted ? (
    <Suspense>
      <KeysDialog />
    </Suspense>
  ) : undefined;
}
