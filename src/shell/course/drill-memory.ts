import { DRILL_IDS, type DrillId, type Flag } from './drills.ts';

const KEY = 'ensemble-drill';

/** What somebody said to a statement, and whether the run agreed. */
export interface Judged {
  readonly said: Flag;
  readonly right: boolean;
}

export type Progress = Readonly<Partial<Record<DrillId, Judged>>>;

/** What was judged on earlier visits; nothing where storage is forbidden or holds something else. */
export function readProgress(storage: () => Storage): Progress {
  try {
    const found: unknown = JSON.parse(storage().getItem(KEY) ?? '{}');
    if (typeof found !== 'object' || found === null) return {};
    const record = found as Readonly<Record<string, unknown>>;
    return Object.fromEntries(
      DRILL_IDS.flatMap((id) => {
        const judged = record[id];
        return isJudged(judged) ? [[id, judged]] : [];
      }),
    );
  } catch {
    return {};
  }
}

/** Keeps it for the next visit, if the browser lets it. */
export function writeProgress(storage: () => Storage, progress: Progress): void {
  try {
    storage().setItem(KEY, JSON.stringify(progress));
  } catch {
    // Full or forbidden: it lasts as long as the page.
  }
}

function isJudged(value: unknown): value is Judged {
  if (typeof value !== 'object' || value === null) return false;
  const { said, right } = value as Readonly<Record<keyof Judged, unknown>>;
  return (said === 'red' || said === 'green') && typeof right === 'boolean';
}
