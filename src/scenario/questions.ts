/** Questions of the story: what is asked, what can be chosen, and where in the run the answer stands. */
import { parseDuration, parseShare } from '../lib/quantities.ts';
import { readExpectation } from './expectations.ts';
import { LONGEST } from './limits.ts';
import { readPattern } from './patterns.ts';
import type { Located, LocatedEntry, LocatedRecord } from './positions.ts';
import { reject, rejectUnknown } from './problem.ts';
import {
  describe, inline, readInteger, readList, readMapping, readQuantity, readRecord, readText, readWord, requireEntry,
} from './reading.ts'; // prettier-ignore
import { readName, readNodes, type Context } from './references.ts';
import {
  QUESTION_METRICS,
  type Question,
  type QuestionAnswer,
  type QuestionChoice,
  type QuestionMetric,
} from './scenario.ts';

const ASK_KEYS = ['question', 'choices', 'answer', 'because'] as const;
const FORMS = ['primary', 'leader', 'node-of', 'time-of', 'count-of', 'metric', 'holds'] as const;
const ANSWER_KEYS: readonly string[] = [...FORMS, 'after', 'since', 'tolerance'];
/** The digits that answer. */
const MAX_CHOICES = 9;

type Unit = 'node' | 'time' | 'share' | 'count' | 'word';

export function readQuestion(context: Context, value: Located): Question | undefined {
  const { report } = context;
  const record = readRecord(report, value, 'ask', ASK_KEYS);
  if (record === undefined) return undefined;
  const questionEntry = requireEntry(report, record, 'question', 'ask');
  const question =
    questionEntry === undefined
      ? undefined
      : readText(report, questionEntry.value, 'question', LONGEST.question);
  const because = record.entries.get('because');
  const reason =
    because === undefined ? undefined : readText(report, because.value, 'because', LONGEST.because);
  const answerEntry = requireEntry(report, record, 'answer', 'ask');
  const told = answerEntry === undefined ? undefined : readAnswer(context, answerEntry.value);
  if (told === undefined) return undefined;
  const choices = readChoices(context, record, unitOf(told.answer));
  if (question === undefined || choices === undefined) return undefined;
  return { question, choices, ...told, ...(reason === undefined ? {} : { because: reason }) };
}

type Told = Pick<Question, 'answer' | 'after' | 'tolerance'>;

function readAnswer(context: Context, value: Located): Told | undefined {
  const { report } = context;
  const record = readMapping(report, value, 'answer');
  if (record === undefined) return undefined;
  for (const { key, at } of record.entries.values()) {
    if (!ANSWER_KEYS.includes(key)) return rejectUnknown(report, at, key, 'a form of answer', FORMS);
  }
  const forms = FORMS.flatMap((form) => record.entries.get(form) ?? []);
  const [form, second] = forms;
  if (form === undefined) return reject(report, record, `answer needs one of ${FORMS.join(', ')}`);
  if (second !== undefined)
    return reject(report, second.at, `answer has ${form.key} or ${second.key}, not both`);
  const answer = readForm(context, record, form);
  const afterEntry = record.entries.get('after');
  const after = afterEntry === undefined ? undefined : readPattern(context, afterEntry.value, 'after');
  if (answer === undefined) return undefined;
  const since = record.entries.get('since');
  if (since !== undefined && answer.of !== 'time') return reject(report, since.at, 'since is for time-of');
  const toleranceEntry = record.entries.get('tolerance');
  const tolerance =
    toleranceEntry === undefined
      ? undefined
      : readAmount(context, toleranceEntry, unitOf(answer), 'tolerance');
  return {
    answer,
    ...(after === undefined ? {} : { after }),
    ...(tolerance === undefined ? {} : { tolerance }),
  };
}

function readForm(
  context: Context,
  record: LocatedRecord,
  { key, value }: LocatedEntry,
): QuestionAnswer | undefined {
  if (key === 'primary' || key === 'leader') {
    const kinds = key === 'primary' ? ['database'] : ['zookeeper'];
    const group = readName(context, value, { what: key, kinds });
    return group === undefined ? undefined : { of: 'role', role: key, group };
  }
  if (key === 'metric') {
    const metric = readWord(context.report, value, 'metric', QUESTION_METRICS);
    return metric === undefined ? undefined : { of: 'metric', metric };
  }
  if (key === 'holds') {
    const expectation = readExpectation(context, value);
    return expectation === undefined ? undefined : { of: 'holds', expectation };
  }
  const pattern = readPattern(context, value, key);
  if (pattern === undefined) return undefined;
  if (key === 'node-of') return { of: 'node', pattern };
  if (key === 'count-of') return { of: 'count', pattern };
  const sinceEntry = record.entries.get('since');
  const since = sinceEntry === undefined ? undefined : readPattern(context, sinceEntry.value, 'since');
  return { of: 'time', pattern, ...(since === undefined ? {} : { since }) };
}

const METRIC_UNITS: Readonly<Record<QuestionMetric, Unit>> = {
  availability: 'share',
  requests: 'count',
  failed: 'count',
  'lost-writes': 'count',
  'duplicated-writes': 'count',
  'stale-reads': 'count',
  'write-downtime': 'time',
  'read-downtime': 'time',
};

function unitOf(answer: QuestionAnswer): Unit {
  if (answer.of === 'role' || answer.of === 'node') return 'node';
  if (answer.of === 'metric') return METRIC_UNITS[answer.metric];
  return answer.of === 'holds' ? 'word' : answer.of;
}

function readChoices(
  context: Context,
  ask: LocatedRecord,
  unit: Unit,
): readonly QuestionChoice[] | undefined {
  const { report } = context;
  const entry = ask.entries.get('choices');
  if (entry === undefined) {
    if (unit === 'word') return [{ text: 'yes' }, { text: 'no' }];
    return reject(report, ask, 'ask needs choices');
  }
  const choices =
    entry.value.type === 'record'
      ? readNodeChoices(context, entry.value, unit)
      : listed(context, entry, unit);
  if (choices === undefined || choices.includes(undefined)) return undefined;
  const known = choices.flatMap((choice) => choice ?? []);
  if (known.length < 2 || known.length > MAX_CHOICES)
    return reject(report, entry.at, `choices are 2 to ${MAX_CHOICES}, not ${known.length}`);
  if (new Set(known.map(({ text }) => text)).size < known.length)
    return reject(report, entry.at, 'choices hold one twice');
  return known;
}

function readNodeChoices(context: Context, value: LocatedRecord, unit: Unit) {
  const record = readRecord(context.report, value, 'choices', ['nodes']);
  const nodes = record === undefined ? undefined : requireEntry(context.report, record, 'nodes', 'choices');
  if (nodes === undefined) return undefined;
  if (unit !== 'node')
    return reject(context.report, nodes.at, 'choices are nodes where the answer is not one');
  return readNodes(context, nodes.value, { what: 'nodes' })?.map((text): QuestionChoice => ({ text }));
}

function listed(context: Context, entry: LocatedEntry, unit: Unit) {
  return readList(context.report, entry.value, 'choices')?.items.map((item) =>
    readChoice(context, item, unit),
  );
}

/** A node, an amount, a range `[from, to]`, or one of these with a reason: `{ choice: db-2, say: lowest number }`. */
function readChoice(context: Context, item: Located, unit: Unit): QuestionChoice | undefined {
  const { report } = context;
  if (item.type !== 'record') return readValue(context, item, unit);
  const record = readRecord(report, item, 'a choice', ['choice', 'say']);
  const entry = record === undefined ? undefined : requireEntry(report, record, 'choice', 'a choice');
  const say = record?.entries.get('say');
  const detail = say === undefined ? undefined : readText(report, say.value, 'say', LONGEST.detail);
  const choice = entry === undefined ? undefined : readValue(context, entry.value, unit);
  return choice === undefined || detail === undefined ? choice : { ...choice, detail };
}

function readValue(context: Context, value: Located, unit: Unit): QuestionChoice | undefined {
  const { report } = context;
  if (unit === 'word') {
    const text = readWord(report, value, 'a choice', ['yes', 'no']);
    return text === undefined ? undefined : { text };
  }
  if (unit === 'node') {
    if (value.type === 'scalar' && value.text === 'none') return { text: 'none' };
    const text = readName(context, value, { what: 'a choice' });
    return text === undefined ? undefined : { text };
  }
  const ends = value.type === 'list' ? value.items : [value, value];
  const [from, to] = ends;
  if (from === undefined || to === undefined || ends.length > 2)
    return reject(report, value, `a choice is an amount or a range of two, not ${describe(value)}`);
  const [low, high] = [from, to].map((end) =>
    readAmount(context, { key: 'choice', at: end, value: end }, unit, 'a choice'),
  );
  if (low === undefined || high === undefined) return undefined;
  if (low > high) return reject(report, value, 'a choice ends before it begins');
  const text = value.type === 'list' ? `${inline(from)} to ${inline(to)}` : inline(value);
  return { text, range: [low, high] };
}

/** µs, a share from 0 to 1, or a count. */
function readAmount(
  { report }: Context,
  { value }: LocatedEntry,
  unit: Unit,
  what: string,
): number | undefined {
  if (unit === 'time') return readQuantity(report, value, what, parseDuration);
  if (unit === 'share') return readQuantity(report, value, what, parseShare);
  if (unit === 'count') return readInteger(report, value, what, 0, Number.MAX_SAFE_INTEGER);
  return reject(report, value, `${what} is for amounts`);
}
