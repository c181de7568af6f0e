/** The schema of what is told of a run, asked of it and expected of it. */
import { z } from 'zod';
import { INVARIANT_DOCS, METRIC_DOCS } from './format-docs.ts';
import { INVARIANT_NAMES } from './invariants.ts';
import { LONGEST } from './limits.ts';
import { COUNTED_FACTS, QUESTION_METRICS } from './scenario.ts';
import {
  databases, duration, ensemble, nameOf, namesOf, pattern, share, span, text, time, wordsOf,
} from './schema-parts.ts'; // prettier-ignore

export function storyStep() {
  return z.strictObject({
    at: time('When it is told.').optional(),
    on: z.strictObject(pattern).optional().describe('The milestone that the step waits for.'),
    title: z.string().max(LONGEST.title).optional().describe('A heading.'),
    say: z.string().max(LONGEST.say).optional().describe('Markdown.'),
    ask: questionSchema().optional().describe('A question whose answer is read from the run.'),
  });
}

function questionSchema() {
  const choice = z.union([nameOf({ choice: true }), text, z.tuple([text, text])]);
  const reasoned = z.strictObject({ choice, say: z.string().optional().describe('A reason for it.') });
  const listed = z
    .array(z.union([choice, reasoned]))
    .min(2)
    .max(9);
  return z.strictObject({
    question: z.string().max(LONGEST.question).describe('What is asked.'),
    choices: z
      .union([z.strictObject({ nodes: namesOf({ several: true }) }), listed])
      .optional()
      .describe('{ nodes: GROUP }, or a list of nodes, amounts or ranges.'),
    answer: z.union(answerSchemas()).describe('Where in the run the answer stands.'),
    because: z
      .string()
      .max(LONGEST.because)
      .optional()
      .describe('One sentence of reason, told with the answer.'),
  });
}

function answerSchemas(): readonly z.ZodType[] {
  const milestone = z.strictObject(pattern);
  const after = { after: milestone.optional().describe('The milestone at which the answer is read.') };
  const amount = { ...after, tolerance: text.optional().describe('How far off a choice may be.') };
  const since = milestone
    .optional()
    .describe('The latest such milestone before, from which the time counts.');
  return [
    z.strictObject({ primary: databases.describe('Who is its primary then.'), ...after }),
    z.strictObject({ leader: ensemble.describe('Who leads it then.'), ...after }),
    z.strictObject({ 'node-of': milestone.describe('Whom the milestone is about.'), ...after }),
    z.strictObject({ 'time-of': milestone.describe('When the milestone comes.'), since, ...amount }),
    z.strictObject({ 'count-of': milestone.describe('How many of them come.'), ...amount }),
    z.strictObject({ metric: wordsOf(METRIC_DOCS, QUESTION_METRICS).describe('A number.'), ...amount }),
    z.strictObject({
      holds: z.union(expectationSchemas()).describe('Whether an expectation holds.'),
      ...after,
    }),
  ];
}

export function expectationSchemas(): readonly z.ZodType[] {
  const least = share.describe('At least this share.');
  const most = share.describe('At most this share.');
  const invariant = wordsOf(INVARIANT_DOCS, INVARIANT_NAMES);
  const clients = namesOf({ kinds: ['client', 'worker', 'batch-job'] }).describe(
    'The share of its requests that did not fail.',
  );
  const frontEnds = namesOf({ kinds: ['cache-client'] }).describe(
    'The share of its lookups in which a cache had the value.',
  );
  const role = (key: string) => ({
    is: nameOf({ membersOf: key }).describe('Who must be it, alone; or none.'),
    by: time('The moment at which it must be so.'),
  });
  return [
    z.strictObject({ invariant: invariant.describe('It is never violated.') }),
    z.strictObject({
      violated: invariant.describe('It is violated at least once.'),
      between: span.optional(),
    }),
    ...COUNTED_FACTS.map((fact) => z.strictObject({ [fact]: countOrBounds().describe(METRIC_DOCS[fact]) })),
    z.strictObject({ primary: databases.describe('A group of databases.'), ...role('primary') }),
    z.strictObject({ leader: ensemble.describe('A ZooKeeper ensemble.'), ...role('leader') }),
    z.strictObject({
      ...pattern,
      within: duration.optional().describe('How long after `after` at most.'),
      after: z.strictObject(pattern).optional().describe('The milestone that `within` counts from.'),
    }),
    z.strictObject({ never: z.strictObject(pattern).describe('No such milestone comes.') }),
    z.strictObject({ availability: clients, 'at-least': least, 'at-most': most.optional() }),
    z.strictObject({ availability: clients, 'at-most': most }),
    z.strictObject({
      'hit-rate': frontEnds,
      'at-least': least,
      'at-most': most.optional(),
      between: span.optional(),
    }),
    z.strictObject({ 'hit-rate': frontEnds, 'at-most': most, between: span.optional() }),
    z.strictObject({
      downtime: z
        .strictObject({
          of: z.enum(['writes', 'reads']).describe('Which requests.'),
          'at-most': duration.describe('The longest stretch without a success.'),
        })
        .describe('How long requests of a kind failed, over all clients.'),
    }),
  ];
}

/** A count, or bounds of it. */
function countOrBounds() {
  const count = z.int().min(0);
  return z.union([
    count,
    z.strictObject({ 'at-least': count, 'at-most': count.optional() }),
    z.strictObject({ 'at-most': count }),
  ]);
}
