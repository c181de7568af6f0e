import { words } from '../../words/index.ts';
import { PanelFrame } from './PanelFrame.tsx';

/** In the place of an answer that would tell what a question of the story asks. */
export function HiddenPanel() {
  return (
    <PanelFrame ask="" title={words.hidden.title} name={words.hidden.title}>
      <p className="panel-hint">{words.hidden.text}</p>
    </PanelFrame>
  );
}
