import { isRecord } from '../../lib/plain-data.ts';
import { type BrowserStorage, keepData, keptData } from '../kept.ts';
import { DRILL_IDS, type DrillId, type Flag } from './drills.ts';

const KEY = 'ensemble-drill';

/** What somebody said to a statement, and whether the run agreed. */
export interface Judged {
  readonly said: Flag;
  readonly right: boolean;
}

export type Progress = Readonly<Partial<Record<DrillId, Judged>>>;

/** What was judged on earlier visits. */
export function readProgress(storage: BrowserStorage): Progress {
  const found = keptData(storage, KEY);
  if (!isRecord(found)) return {};
  return Object.fromEntries(
    DRILL_IDS.flatMap((id) => {
      const judged = found[id];
      return isJudged(judged) ? [[id, judged]] : [];
    }),
  );
}

/** Keeps it for the next visit. */
export function writeProgress(storage: BrowserStorage, progress: Progress): void {
  keepData(storage, KEY, progress);
}

function isJudged(value: unknown): value is Judged {
  if (!isRecord(value)) return false;
  const { said, right } = value;
  return (said === 'red' || said === 'green') && typeof right === 'boolean';
}
