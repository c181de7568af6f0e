/** The sections `expect` and `story` in the words of the format. */
import { formatDuration, formatShare } from '../lib/quantities.ts';
import type { Expectation, MilestonePattern, Question, QuestionAnswer, StoryStep } from './scenario.ts';
import type { WriteNames, Written } from './write.ts';
import type { WrittenRecord } from './yaml-words.ts';

/** `{ primary: db, is: db-2, by: 25s }`. */
export function writeExpectation(expectation: Expectation, writeNames: WriteNames): WrittenRecord {
  switch (expectation.check) {
    case 'invariant':
      return { invariant: expectation.name };
    case 'violated':
      return { violated: expectation.name, ...writeSpan(expectation.between) };
    case 'count': {
      const { of, atLeast, atMost } = expectation;
      const exactly = atLeast !== undefined && atLeast === atMost;
      return { [of]: exactly ? atLeast : writeBounds({ atLeast, atMost }, (count) => count) };
    }
    case 'role': {
      const { role, group, is, by } = expectation;
      return { [role]: group, is: is ?? 'none', by: formatDuration(by) };
    }
    case 'milestone': {
      const { pattern, within, after } = expectation;
      return {
        ...writePattern(pattern, writeNames),
        ...(within === undefined ? {} : { within: formatDuration(within) }),
        ...(after === undefined ? {} : { after: writePattern(after, writeNames) }),
      };
    }
    case 'never':
      return { never: writePattern(expectation.pattern, writeNames) };
    case 'availability':
      return { availability: writeNames(expectation.clients), ...writeBounds(expectation, formatShare) };
    case 'hit-rate': {
      const { clients, between } = expectation;
      const bounds = writeBounds(expectation, formatShare);
      return { 'hit-rate': writeNames(clients), ...writeSpan(between), ...bounds };
    }
    case 'downtime':
      return { downtime: { of: expectation.of, 'at-most': formatDuration(expectation.atMost) } };
  }
}

interface Bounds {
  readonly atLeast?: number | undefined;
  readonly atMost?: number | undefined;
}

function writeBounds({ atLeast, atMost }: Bounds, write: (bound: number) => Written): WrittenRecord {
  return {
    ...(atLeast === undefined ? {} : { 'at-least': write(atLeast) }),
    ...(atMost === undefined ? {} : { 'at-most': write(atMost) }),
  };
}

function writeSpan(between: readonly [number, number] | undefined): WrittenRecord {
  return between === undefined ? {} : { between: between.map(formatDuration) };
}

/** `{ milestone: session-expired, of: db-1, between: [17s, 24s] }`. */
function writePattern({ milestone, of, between }: MilestonePattern, writeNames: WriteNames): WrittenRecord {
  return { milestone, ...(of === undefined ? {} : { of: writeNames(of) }), ...writeSpan(between) };
}

export function writeStep(step: StoryStep, writeNames: WriteNames): WrittenRecord {
  const { title, say, at, on, ask } = step;
  return {
    ...(at === undefined ? {} : { at: formatDuration(at) }),
    ...(on === undefined ? {} : { on: writePattern(on, writeNames) }),
    ...(title === undefined ? {} : { title }),
    ...(say === '' ? {} : { say }),
    ...(ask === undefined ? {} : { ask: writeQuestion(ask, writeNames) }),
  };
}

function writeQuestion(asked: Question, writeNames: WriteNames): WrittenRecord {
  const { question, answer, after, tolerance, because } = asked;
  const amount = amountOf(answer);
  return {
    question,
    ...writeChoices(asked, writeNames, amount),
    answer: {
      ...writeAnswer(answer, writeNames),
      ...(after === undefined ? {} : { after: writePattern(after, writeNames) }),
      ...(tolerance === undefined ? {} : { tolerance: amount(tolerance) }),
    },
    ...(because === undefined ? {} : { because }),
  };
}

/** Nothing where they are yes and no; `{ nodes: db }` where they are a group. */
function writeChoices(
  { choices, answer }: Question,
  writeNames: WriteNames,
  amount: (value: number) => Written,
): WrittenRecord {
  const texts = choices.map(({ text }) => text);
  const plain = choices.every(({ detail, range }) => detail === undefined && range === undefined);
  if (plain && answer.of === 'holds' && texts.join() === 'yes,no') return {};
  const group = plain && !texts.includes('none') ? writeNames(texts) : texts;
  if (typeof group === 'string') return { choices: { nodes: group } };
  const written = choices.map(({ text, detail, range }): Written => {
    const [low, high] = range ?? [];
    const choice =
      low === undefined || high === undefined
        ? text
        : low === high
          ? amount(low)
          : [amount(low), amount(high)];
    return detail === undefined ? choice : { choice, say: detail };
  });
  return { choices: written };
}

function writeAnswer(answer: QuestionAnswer, writeNames: WriteNames): WrittenRecord {
  switch (answer.of) {
    case 'role':
      return { [answer.role]: answer.group };
    case 'node':
      return { 'node-of': writePattern(answer.pattern, writeNames) };
    case 'time': {
      const { pattern, since } = answer;
      return {
        'time-of': writePattern(pattern, writeNames),
        ...(since === undefined ? {} : { since: writePattern(since, writeNames) }),
      };
    }
    case 'count':
      return { 'count-of': writePattern(answer.pattern, writeNames) };
    case 'metric':
      return { metric: answer.metric };
    case 'holds':
      return { holds: writeExpectation(answer.expectation, writeNames) };
  }
}

/** How the amounts of an answer are written: as times, shares or counts. */
function amountOf(answer: QuestionAnswer): (value: number) => Written {
  const metric = answer.of === 'metric' ? answer.metric : undefined;
  if (answer.of === 'time' || metric === 'write-downtime' || metric === 'read-downtime')
    return formatDuration;
  return metric === 'availability' ? formatShare : (value) => value;
}
