import type { Panel } from '../../shell/stores.ts';
import { words } from '../../words/index.ts';
import { useVeiled } from '../story/use-story.ts';
import { EffectsPanel } from './EffectsPanel.tsx';
import { PanelFrame } from './PanelFrame.tsx';
import { RequestPanel } from './RequestPanel.tsx';
import { RequestsPanel } from './RequestsPanel.tsx';
import { WhyPanel } from './WhyPanel.tsx';

function HiddenPanel() {
  return (
    <PanelFrame ask="" title={words.hidden.title} name={words.hidden.title}>
      <p className="panel-hint">{words.hidden.text}</p>
    </PanelFrame>
  );
}

/** The answer that lies over the inspector. */
export function AnswerPanel({ panel }: { readonly panel: Panel }) {
  const veiled = useVeiled();
  // What came of something, and the requests of the whole run, tell the answer to an open question.
  if (veiled && panel.type !== 'why') return <HiddenPanel />;
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
