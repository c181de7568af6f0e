import { useEffect, useMemo, useState } from 'react';
import { type Judged, type Progress, readProgress, writeProgress } from '../../shell/course/drill-memory.ts';
import { DrillRuns } from '../../shell/course/drill-runs.ts';
import type { ClaimVerdict } from '../../shell/course/claim-run.ts';
import { DRILL_IDS, type DrillId, type Flag } from '../../shell/course/drills.ts';
import { MissingPart } from '../../lib/missing-part.ts';
import { defined } from '../../lib/assert.ts';
import type { SimulationPort } from '../../shell/simulation-port.ts';

export interface DrillSource {
  readonly openPort: () => SimulationPort;
  readonly storage: () => Storage;
}

/** What a statement's run came to: a verdict, or why there is none. */
type Outcome = ClaimVerdict | { readonly failure: string };

type Outcomes = Readonly<Partial<Record<DrillId, Outcome>>>;
type Said = Readonly<Partial<Record<DrillId, Flag>>>;

export interface Drill {
  readonly id: DrillId;
  readonly place: number;
  readonly progress: Progress;
  /** What was said to this statement; undefined: nothing yet. */
  readonly said: Flag | undefined;
  /** What its run came to; undefined while it is computed. */
  readonly outcome: Outcome | undefined;
  readonly go: (place: number) => void;
  readonly judge: (flag: Flag) => void;
  readonly forget: () => void;
}

/** The statement that is shown, its run, and what was judged so far, which the browser keeps. */
export function useDrill({ openPort, storage }: DrillSource): Drill {
  const [earlier] = useState(() => readProgress(storage));
  const [place, go] = useState(() => firstOpen(earlier));
  const [said, setSaid] = useState<Said>(() => saidIn(earlier));
  const id = defined(DRILL_IDS[place], 'a statement at each place');
  const outcomes = useOutcomes(id, openPort);
  const progress = useMemo(() => progressOf(said, outcomes, earlier), [said, outcomes, earlier]);
  useEffect(() => writeProgress(storage, progress), [storage, progress]);
  return {
    id,
    place,
    progress,
    said: said[id],
    outcome: outcomes[id],
    go,
    judge: (flag) => setSaid((before) => ({ ...before, [id]: before[id] ?? flag })),
    forget: () => setSaid((before) => ({ ...before, [id]: undefined })),
  };
}

/** The run of a statement begins when the statement is shown, so that it is over when it is judged. */
function useOutcomes(id: DrillId, openPort: () => SimulationPort): Outcomes {
  const [outcomes, setOutcomes] = useState<Outcomes>({});
  const runs = useMemo(() => new DrillRuns(openPort), [openPort]);
  useEffect(() => () => runs.dispose(), [runs]);
  useEffect(() => {
    const keep = (outcome: Outcome | undefined) => {
      if (outcome !== undefined) setOutcomes((before) => ({ ...before, [id]: outcome }));
    };
    void runs.verdict(id).then(keep, (error: unknown) => {
      if (error instanceof MissingPart) throw error;
      keep({ failure: String(error) });
    });
  }, [runs, id]);
  return outcomes;
}

function firstOpen(progress: Progress): number {
  const open = DRILL_IDS.findIndex((id) => progress[id] === undefined);
  return open < 0 ? 0 : open;
}

function saidIn(progress: Progress): Said {
  return Object.fromEntries(Object.entries(progress).map(([id, { said }]) => [id, said]));
}

/** Of what was judged on an earlier visit the run may not have been computed on this one. */
function progressOf(said: Said, outcomes: Outcomes, earlier: Progress): Progress {
  return Object.fromEntries(
    DRILL_IDS.flatMap((id) => {
      const judged = judgedOf(said[id], outcomes[id], earlier[id]);
      return judged === undefined ? [] : [[id, judged]];
    }),
  );
}

function judgedOf(
  said: Flag | undefined,
  outcome: Outcome | undefined,
  earlier: Judged | undefined,
): Judged | undefined {
  if (said === undefined) return undefined;
  if (outcome !== undefined && 'holds' in outcome)
    return { said, right: (said === 'green') === outcome.holds };
  return earlier?.said === said ? earlier : undefined;
}
