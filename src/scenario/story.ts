/** The section `story`: what is told while the run goes by. */
import { LONGEST, MOST } from './limits.ts';
import { readPattern } from './patterns.ts';
import type { Located, LocatedRecord } from './positions.ts';
import { readQuestion } from './questions.ts';
import { reject } from './problem.ts';
import { readList, readRecord, readText, readTime } from './reading.ts';
import type { Context } from './references.ts';
import type { StoryStep } from './scenario.ts';

const STEP_KEYS = ['at', 'on', 'title', 'say', 'ask'] as const;

export function readStory(context: Context, section: Located | undefined): readonly StoryStep[] {
  const list = section === undefined ? undefined : readList(context.report, section, 'story', MOST.steps);
  return (list?.items ?? []).flatMap((item) => readStep(context, item) ?? []);
}

function readStep(context: Context, item: Located): StoryStep | undefined {
  const { report, end } = context;
  const record = readRecord(report, item, 'a story step', STEP_KEYS);
  if (record === undefined) return undefined;
  const [at, on, ask] = ['at', 'on', 'ask'].map((key) => record.entries.get(key));
  if (at !== undefined && on !== undefined)
    return reject(report, on.at, 'a story step has at or on, not both');
  const time = at === undefined ? undefined : readTime(report, at.value, 'at', end);
  const pattern = on === undefined ? undefined : readPattern(context, on.value, 'on');
  const title = textOf(context, record, 'title');
  const say = textOf(context, record, 'say') ?? '';
  if (!['title', 'say', 'ask'].some((key) => record.entries.has(key))) {
    return reject(report, record, 'a story step needs something to say');
  }
  const question = ask === undefined ? undefined : readQuestion(context, ask.value);
  return {
    title,
    say,
    ...(time === undefined ? {} : { at: time }),
    ...(pattern === undefined ? {} : { on: pattern }),
    ...(question === undefined ? {} : { ask: question }),
  };
}

function textOf({ report }: Context, record: LocatedRecord, key: 'title' | 'say'): string | undefined {
  const entry = record.entries.get(key);
  return entry === undefined ? undefined : readText(report, entry.value, key, LONGEST[key]);
}
