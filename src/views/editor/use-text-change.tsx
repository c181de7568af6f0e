import { type ReactNode, useState } from 'react';
import { changeText, type TextChange } from '../../shell/authoring.ts';
import { useSession } from '../session.ts';

/** Changes the text from beside it; where that cannot be, there is a line that says why. */
export function useTextChange(): readonly [(change: TextChange) => void, ReactNode] {
  const session = useSession();
  const [refusal, setRefusal] = useState<string>();
  const change = (wanted: TextChange) => {
    void changeText(session, wanted).then((done) => setRefusal(done.ok ? undefined : done.error));
  };
  const line =
    refusal === undefined ? undefined : (
      <p className="workbench-refusal" role="alert">
        {refusal}
      </p>
    );
  return [change, line];
}
