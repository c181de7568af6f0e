import type { Panel } from '../../shell/stores.ts';
import { WhyPanel } from './WhyPanel.tsx';

/** The answer that lies over the inspector. */
export function AnswerPanel({ panel }: { readonly panel: Panel }) {
  switch (panel.type) {
    case 'why':
      return <WhyPanel id={panel.id} />;
    default:
      return undefined;
  }
}
