import { Button } from '../../ui/Button.tsx';
import { words } from '../../words/index.ts';
import { useSession } from '../session.ts';

/** Leaves what is selected. */
export function DeselectButton() {
  const session = useSession();
  return (
    <Button
      className="inspector-close"
      icon="close"
      label={words.inspector.deselect}
      bare
      onClick={() => session.select(undefined)}
    />
  );
}
