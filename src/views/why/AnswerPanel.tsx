import type { Panel } from '../../shell/stores.ts';
import { EffectsPanel } from './EffectsPanel.tsx';
import { RequestPanel } from './RequestPanel.tsx';
import { RequestsPanel } from './RequestsPanel.tsx';
import { WhyPanel } from './WhyPanel.tsx';

/** The answer that lies over the inspector. */
export function AnswerPanel({ panel }: { readonly panel: Panel }) {
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
