import { useEffect } from 'react';
import { Button } from '../../ui/Button.tsx';
import { words } from '../../words/index.ts';
import { useRun, useSession } from '../session.ts';

const STAYS_MS = 8000;

/** What was removed just now, and the way back. */
export function RemovalLine() {
  const session = useSession();
  const text = useRun(({ removal, scenario }) =>
    removal?.scenario === scenario ? removal?.text : undefined,
  );
  const removal = useRun((state) => state.removal);
  useEffect(() => {
    if (removal === undefined) return undefined;
    const timer = setTimeout(() => session.edits.forgetRemoval(), STAYS_MS);
    return () => clearTimeout(timer);
  }, [removal, session]);
  if (text === undefined) return undefined;
  return (
    <span className="removal">
      <span className="removal-text">{text}</span>
      <Button
        label={words.edits.undoRemoval(text)}
        text={words.edits.undo}
        look="outlined"
        onClick={() => void session.edits.undo(words.edits.undone)}
      />
    </span>
  );
}
