import { type ReactNode, useState } from 'react';
import { changeText, type TextChange } from '../../shell/authoring.ts';
import { useSession } from '../session.ts';

/** `onDone` is called if it could be done. */
type ChangeText = (change: TextChange, onDone?: () => void) => void;

/** Changes the text from beside it; where that cannot be, there is a line that says why. */
export function useTextChange(): readonly [ChangeText, ReactNode] {
  const session = useSession();
  const [refusal, setRefusal] = useState<string>();
  const change: ChangeText = (wanted, onDone) => {
    void changeText(session, wanted).then((done) => {
      setRefusal(done.ok ? undefined : done.error);
      if (done.ok) onDone?.();
    });
  };
  const line =
    refusal === undefined ? undefined : (
      <p className="workbench-refusal" role="alert">
        {refusal}
      </p>
    );
  return [change, line];
}
