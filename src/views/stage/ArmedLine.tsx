import { Button } from '../../ui/Button.tsx';
import { clock } from '../../ui/format.ts';
import { words } from '../../words/index.ts';
import { useCursor, useLayout, useSession } from '../session.ts';

/** What a click does while Record is armed. */
export function ArmedLine() {
  const armed = useLayout((state) => state.armed);
  return armed ? <Armed /> : undefined;
}

function Armed() {
  const session = useSession();
  const at = useCursor((state) => clock(state.time));
  return (
    <div className="armed" role="status">
      <span className="armed-dot" aria-hidden="true" />
      <span>{words.stage.armed}</span>
      <span className="armed-at mono" aria-hidden="true">
        {words.stage.armedAt(at)}
      </span>
      <Button look="outlined" label={words.stage.disarm} onClick={() => session.arm(false)} />
    </div>
  );
}
