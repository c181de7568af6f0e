import type { Panel } from '../../shell/stores.ts';
import { useVeiled } from '../story/use-story.ts';
import { EffectsPanel } from './EffectsPanel.tsx';
import { HiddenPanel } from './HiddenPanel.tsx';
import { RequestPanel } from './RequestPanel.tsx';
import { RequestsPanel } from './RequestsPanel.tsx';
import { WhyPanel } from './WhyPanel.tsx';

/** The answer that lies over the inspector. */
export function AnswerPanel({ panel }: { readonly panel: Panel }) {
  const veiled = useVeiled();
  switch (panel.type) {
    case 'why':
      return <WhyPanel id={panel.id} />;
    // What came of something, and the requests of the whole run, tell the answer to an open question.
    case 'effects':
      return veiled ? <HiddenPanel /> : <EffectsPanel id={panel.id} />;
    case 'request':
      return <RequestPanel id={panel.id} veiled={veiled} />;
    case 'requests':
      return veiled ? <HiddenPanel /> : <RequestsPanel />;
  }
}
