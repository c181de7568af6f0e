import { useEffect } from 'react';
import type { Panel } from '../../shell/stores.ts';
import { useSession } from '../session.ts';
import { EffectsPanel } from './EffectsPanel.tsx';
import { RequestPanel } from './RequestPanel.tsx';
import { RequestsPanel } from './RequestsPanel.tsx';
import { WhyPanel } from './WhyPanel.tsx';

/** The answer that lies over the inspector: wide, and while it is open the left panel is folded. */
export function AnswerPanel({ panel }: { readonly panel: Panel }) {
  useFoldedLeft();
  switch (panel.type) {
    case 'why':
      return <WhyPanel id={panel.id} />;
    case 'effects':
      return <EffectsPanel id={panel.id} />;
    case 'request':
      return <RequestPanel id={panel.id} />;
    case 'requests':
      return <RequestsPanel />;
  }
}

/** Folds the left panel, and opens it again unless it was folded before. */
function useFoldedLeft(): void {
  const session = useSession();
  useEffect(() => {
    if (session.stores.layout.getState().leftFolded) return undefined;
    session.foldLeft(true);
    return () => session.foldLeft(false);
  }, [session]);
}
