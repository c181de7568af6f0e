/** What a scenario says of itself, and the defaults of the file. */
import { formatDuration } from '../lib/quantities.ts';
import { MINUTE, SECOND, type Duration } from '../lib/units.ts';
import { LONGEST } from './limits.ts';
import type { Located, LocatedRecord } from './positions.ts';
import { reject, rejectMissing, type Report } from './problem.ts';
import { describe, readInteger, readLength, readText, readWord } from './reading.ts';
import type { Scenario } from './scenario.ts';

const MAX_DURATION: Duration = 60 * MINUTE;
export const MAX_SEED = 4294967295;
export const LEVELS = ['starter', 'working', 'deep'] as const;
export const DEFAULTS = {
  summary: '',
  chapter: '',
  level: 'starter',
  seed: 1,
  duration: 60 * SECOND,
} as const;

export const SCENARIO_KEYS = [
  'ensemble', 'title', 'summary', 'chapter', 'level', 'seed', 'duration', 'nodes', 'zones', 'network', 'faults',
  'story', 'expect',
] as const; // prettier-ignore

export type Header = Pick<
  Scenario,
  'ensemble' | 'title' | 'summary' | 'chapter' | 'level' | 'seed' | 'duration'
>;

/** False when the file is of another version, and nothing else in it can be judged. */
export function checkVersion(report: Report, record: LocatedRecord): boolean {
  const entry = record.entries.get('ensemble');
  if (entry === undefined) {
    const message = 'the file does not say ensemble: 1, the version of its format';
    rejectMissing(report, record, message, 'ensemble: 1', record);
    return true;
  }
  const { value } = entry;
  if (value.type === 'scalar' && value.value === 1) return true;
  if (value.type === 'scalar' && typeof value.value === 'number') {
    reject(report, value, `the file is of format version ${describe(value)}; this Ensemble reads version 1`);
    return false;
  }
  reject(report, value, `ensemble is the version of the format, 1, not ${describe(value)}`, '1');
  return true;
}

export function readHeader(report: Report, record: LocatedRecord): Header {
  const valueOf = (key: (typeof SCENARIO_KEYS)[number]): Located | undefined =>
    record.entries.get(key)?.value;
  const textOf = (key: 'title' | 'summary' | 'chapter'): string | undefined => {
    const value = valueOf(key);
    return value === undefined ? undefined : readText(report, value, key, LONGEST[key]);
  };
  if (valueOf('title') === undefined)
    rejectMissing(report, record, 'a scenario needs a title', 'title: Untitled', record);
  const [level, seed, duration] = [valueOf('level'), valueOf('seed'), valueOf('duration')];
  return {
    ensemble: 1,
    title: textOf('title') ?? '',
    summary: textOf('summary') ?? DEFAULTS.summary,
    chapter: textOf('chapter') ?? DEFAULTS.chapter,
    level: (level && readWord(report, level, 'level', LEVELS)) ?? DEFAULTS.level,
    seed: (seed && readInteger(report, seed, 'seed', 0, MAX_SEED)) ?? DEFAULTS.seed,
    // Times are judged against the longest run when the file's own duration cannot be read.
    duration: duration === undefined ? DEFAULTS.duration : (readRunLength(report, duration) ?? MAX_DURATION),
  };
}

function readRunLength(report: Report, value: Located): Duration | undefined {
  const duration = readLength(report, value, 'duration');
  if (duration === undefined || duration <= MAX_DURATION) return duration;
  return reject(report, value, `duration: ${formatDuration(duration)} is longer than a run may be (1h)`);
}
