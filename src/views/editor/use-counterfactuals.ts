import { useEffect, useState } from 'react';
import { type TriedFaults, tryFaults } from '../../shell/counterfactuals.ts';
import { useRun, useSession } from '../session.ts';

interface Tried extends TriedFaults {
  /** The run that they are of. */
  readonly run: unknown;
}

/** Once wanted: what comes of the shown run without each of its faults. An edit ends it, and wants it no more. */
export function useCounterfactuals(): readonly [TriedFaults | undefined, () => void] {
  const session = useSession();
  const summary = useRun((state) => (isSettled(state) ? state.summary : undefined));
  const faults = useRun((state) => state.scenario?.faults.length ?? 0);
  const [tried, setTried] = useState<Tried>();
  const [wanted, setWanted] = useState<unknown>();
  const isWanted = summary !== undefined && wanted === summary;
  useEffect(() => {
    if (!isWanted) return undefined;
    let over = false;
    const trying = {
      onTried: (now: TriedFaults) => setTried({ ...now, run: summary }),
      wanted: () => !over,
      nowMs: () => performance.now(),
    };
    // Of a failure the session tells.
    tryFaults(session.answers.ask, faults, trying).catch(() =>
      setTried({ verdicts: [], of: faults, ended: true, run: summary }),
    );
    return () => {
      over = true;
    };
  }, [session, isWanted, summary, faults]);
  const begun = tried?.run === summary ? tried : { verdicts: [], of: faults, ended: false };
  return [isWanted ? begun : undefined, () => setWanted(summary)];
}

/** Whether the run that is shown is whole, and that of the scenario as it stands. */
function isSettled({ dragged, computed }: { readonly dragged: unknown; readonly computed: unknown }) {
  return dragged === undefined && computed === undefined;
}
