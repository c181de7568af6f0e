/**
 * The format as a zod schema and as JSON Schema, both from the option tables of the kinds. They describe the shape
 * of a file for editors and forms; the parser, which knows names, times and positions, has the last word.
 */
import { z } from 'zod';
import { formatDuration, QUANTITY_PATTERNS } from '../lib/quantities.ts';
import type { OptionSpec, OptionTable } from '../lib/options.ts';
import { FAULT_DOCS, INVARIANT_DOCS, METRIC_DOCS, MILESTONE_DOCS } from './format-docs.ts';
import { DEFAULTS, LEVELS, MAX_SEED } from './header.ts';
import { INVARIANT_NAMES } from './invariants.ts';
import { LONGEST, MOST } from './limits.ts';
import type { KindTable } from './kind-table.ts';
import { MILESTONE_TYPES } from './milestones.ts';
import { MAX_NODES } from './names.ts';
import { COUNTED_FACTS, NODE_FAULTS, QUESTION_METRICS, type FaultAction } from './scenario.ts';
import { canLast } from '../kernel/fault.ts';

const duration = quantity('duration', 'A duration: 500us, 2ms, 1.5s, 3m, 1h.');
const rate = quantity('rate', 'A rate: 90/s.');
const share = quantity('share', 'A share: 20%.');
const factor = quantity('factor', 'A factor: 10x.');
const size = quantity('size', 'A size: 512B, 4KiB, 1MiB.');

const text = z.union([z.string(), z.number(), z.boolean()]);
const newName = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/u);
const name = z
  .string()
  .regex(/^[a-z][a-z0-9-]*(\[[0-9]+\.\.[0-9]+\])?$/u)
  .describe('The name of a node, a group or (in the network) a zone, or a range such as api-[1..50].');

/** Which names may stand somewhere, for editors: the keyword `x-names` of the JSON Schema. */
export interface NameRule {
  /** Of nodes of these kinds; of any kind, if absent. */
  readonly kinds?: readonly string[];
  /** Zones, too. */
  readonly zones?: boolean;
  /** Groups alone. */
  readonly groups?: boolean;
  /** Groups that autoscaling may change. */
  readonly scalable?: boolean;
  /** The members of the group that stands under this key of the same record, or `none`. */
  readonly membersOf?: string;
  /** Where the question asks for a node; or `none`. */
  readonly choice?: boolean;
}

function nameOf(rule: NameRule) {
  return name.meta({ 'x-names': rule });
}

function namesOf(rule: NameRule) {
  return z
    .union([nameOf(rule), z.array(nameOf(rule)).min(1)])
    .describe('A name, a range, or a list of them.');
}

const names = namesOf({});
const endNames = namesOf({ zones: true });
const ensemble = nameOf({ kinds: ['zookeeper'] });
const databases = nameOf({ kinds: ['database'] });
const target = z
  .union([names, z.strictObject({ leader: ensemble }), z.strictObject({ primary: databases })])
  .describe('Nodes, or whoever leads a group when it happens: { leader: zk }, { primary: db }.');
const ends = z.tuple([endNames, endNames]).describe('The two ends; a group or zone stands for its nodes.');
const direction = z.strictObject({ from: endNames, to: endNames }).describe('One way.');
const sets = z.array(endNames).min(2).describe('Sets of nodes; every pair across the sets.');
const span = z.tuple([time(''), time('')]).describe('From and to, ends included.');

const pattern = {
  milestone: wordsOf(MILESTONE_DOCS, MILESTONE_TYPES).describe('The type of the milestone.'),
  of: names.optional().describe('The node that it is about or that saw it.'),
  between: span.optional(),
};

/** A moment of the run: none after its end. */
function time(doc: string) {
  return duration.meta({ 'x-time': true }).describe(doc);
}

/** One of these words; editors show what each says (the keyword of VS Code). */
function wordsOf<const Word extends string>(docs: Readonly<Record<Word, string>>, all: readonly Word[]) {
  return z.enum(all).meta({ enumDescriptions: all.map((word) => docs[word]) });
}

/** The shape of a scenario file whose nodes are of these kinds. */
export function scenarioSchema(kinds: readonly KindTable[]) {
  return z
    .strictObject({
      ensemble: z.literal(1).describe('The version of the format.'),
      title: z.string().max(LONGEST.title).describe('What the scenario is called.'),
      summary: z
        .string()
        .max(LONGEST.summary)
        .default(DEFAULTS.summary)
        .describe('What it is about, in one sentence or two.'),
      chapter: z
        .string()
        .max(LONGEST.chapter)
        .default(DEFAULTS.chapter)
        .describe('The shelf of the library that it stands on.'),
      level: z.enum(LEVELS).default(DEFAULTS.level).describe('How much it takes for granted.'),
      seed: z
        .int()
        .min(0)
        .max(MAX_SEED)
        .default(DEFAULTS.seed)
        .describe('All that is random in the run follows from it.'),
      duration: duration.describe('How long the run is.').default('60s'),
      nodes: z.record(newName, nodeSchema(kinds)).describe('The system: nodes and groups by name.'),
      zones: z
        .record(newName, names.or(z.array(nameOf({}))))
        .optional()
        .describe('Places such as data centres, with the nodes in each.'),
      network: networkSchema().optional().describe('How long messages take.'),
      faults: z
        .array(z.union(faultSchemas()))
        .max(MOST.faults)
        .optional()
        .describe('What befalls the system, and when.'),
      story: z.array(storyStep()).max(MOST.steps).optional().describe('What is told while the run goes by.'),
      expect: z
        .array(z.union(expectationSchemas()))
        .max(MOST.expectations)
        .optional()
        .describe('What must hold.'),
    })
    .describe('An Ensemble scenario');
}

/** JSON Schema (draft 2020-12) of a scenario file, with descriptions and defaults, for editors. */
export function scenarioJsonSchema(kinds: readonly KindTable[]): Readonly<Record<string, unknown>> {
  return z.toJSONSchema(scenarioSchema(kinds), { target: 'draft-2020-12', io: 'input' });
}

function nodeSchema(kinds: readonly KindTable[]) {
  return z.union(kinds.map(({ kind, summary, options }) => nodeOfKind(kind, summary, options)));
}

function nodeOfKind(kind: string, summary: string, options: OptionTable) {
  return z
    .strictObject({
      kind: z.literal(kind).describe(summary),
      count: z
        .int()
        .min(1)
        .max(MAX_NODES)
        .optional()
        .describe('Makes a group of instances NAME-1 to NAME-n.'),
      zone: newName.optional().meta({ 'x-zone': true }).describe('Where it stands.'),
      start: time('When it starts, instead of the usual time of its kind.').optional(),
      ...fieldsOf(options),
    })
    .describe(summary);
}

function fieldsOf(table: OptionTable): Record<string, z.ZodType> {
  return Object.fromEntries(Object.entries(table).map(([key, spec]) => [key, fieldOf(spec)]));
}

function fieldOf(spec: OptionTable[string]): z.ZodType {
  const live = spec.live === true ? { 'x-live': true } : {};
  const schema = optionSchema(spec).meta({ description: spec.doc, ...live });
  if ('default' in spec && spec.type !== 'record') return schema.default(spec.default).describe(spec.doc);
  return spec.optional === true || 'default' in spec ? schema.optional().describe(spec.doc) : schema;
}

function optionSchema(spec: OptionSpec): z.ZodType {
  switch (spec.type) {
    case 'duration':
      return (spec.minimum ?? 0) > 1
        ? duration.meta({ 'x-minimum': formatDuration(spec.minimum ?? 0) })
        : duration;
    case 'rate':
      return rate;
    case 'share':
      return share;
    case 'size':
      return size;
    case 'integer':
      return z.int().min(spec.minimum).max(spec.maximum);
    case 'choice':
      return z.enum(spec.values);
    case 'flag':
      return z.boolean();
    case 'text':
      return z.string().max(LONGEST.option);
    case 'reference':
      return nameOf(spec.kinds === undefined ? {} : { kinds: spec.kinds });
    case 'list': {
      const items = z.array(optionSchema(spec.of)).min(1);
      return spec.of.type === 'reference' ? z.union([optionSchema(spec.of), items]) : items;
    }
    case 'record':
      return z.strictObject(fieldsOf(spec.fields));
    case 'either':
      return z.union(spec.of.map((one) => optionSchema(one).describe(one.doc)));
  }
}

function networkSchema() {
  const latency = duration.describe('How long a message takes, on average.');
  const jitter = duration.describe('How much more or less that is, drawn evenly for each message.');
  const quality = { latency: latency.default('500us'), jitter: jitter.default('100us') };
  const ofLink = { latency: latency.optional(), jitter: jitter.optional() };
  return z.strictObject({
    default: z.strictObject(quality).optional().describe('Every link that `links` does not name.'),
    links: z
      .array(z.strictObject({ between: ends, ...ofLink }))
      .max(MOST.links)
      .optional()
      .describe('Both directions; later entries override earlier ones.'),
  });
}

function faultSchemas(): readonly z.ZodType[] {
  const slowed = { node: target, by: factor.describe('How many times as long: 10x.') };
  const scaled = {
    group: nameOf({ scalable: true }).describe('A group with a count.'),
    count: z.int().min(1).max(MAX_NODES).default(1).describe('How many instances.'),
  };
  const path = z.string().describe('The path of a znode, such as /config/limit.');
  const through = ensemble.describe('The ZooKeeper ensemble.');
  const nodeFaults = NODE_FAULTS.map((verb) => [verb, target] as const);
  const forms: Readonly<Record<string, z.ZodType>> = {
    ...Object.fromEntries(nodeFaults),
    slow: z.strictObject(slowed),
    'slow-disk': z.union([target, z.strictObject({ ...slowed, by: slowed.by.optional() })]),
    cut: z.union([ends, direction]),
    partition: sets,
    degrade: z.strictObject({
      between: ends,
      latency: duration.optional().describe('How long a message takes, on average.'),
      jitter: duration.optional().describe('How much more or less that is, drawn evenly for each message.'),
      loss: share.optional().describe('The share of packets that arrive only after a retransmission.'),
    }),
    add: z.strictObject(scaled),
    remove: z.strictObject({
      ...scaled,
      abrupt: z.boolean().default(false).describe('Without serving what it has first.'),
    }),
    set: z.looseObject({ node: names.describe('Nodes of one kind.') }).meta({ 'x-live-options': true }),
    zookeeper: z.union([
      z.strictObject({ through, set: path, data: text }),
      z.strictObject({ through, create: path, data: text.optional() }),
      z.strictObject({ through, delete: path }),
    ]),
    heal: z.union([z.literal('all'), direction, z.strictObject({ between: ends }), sets]),
  };
  return Object.entries(forms).map(([verb, form]) => {
    const lasts = canLast(verb) ? { for: duration.optional().describe('How long it lasts.') } : {};
    const doc = FAULT_DOCS[verb as FaultAction['verb']];
    return z.strictObject({ at: time('When it happens.'), [verb]: form.describe(doc), ...lasts });
  });
}

function storyStep() {
  return z.strictObject({
    at: time('When it is told.').optional(),
    on: z.strictObject(pattern).optional().describe('The milestone that the step waits for.'),
    title: z.string().max(LONGEST.title).optional().describe('A heading.'),
    say: z.string().max(LONGEST.say).optional().describe('Markdown.'),
    ask: questionSchema().optional().describe('A question whose answer is read from the run.'),
  });
}

function questionSchema() {
  const choice = z.union([nameOf({ choice: true }), text, span]);
  const reasoned = z.strictObject({ choice, say: z.string().optional().describe('A reason for it.') });
  const listed = z
    .array(z.union([choice, reasoned]))
    .min(2)
    .max(9);
  return z.strictObject({
    question: z.string().max(LONGEST.question).describe('What is asked.'),
    choices: z
      .union([z.strictObject({ nodes: names }), listed])
      .optional()
      .describe('{ nodes: GROUP }, or a list of nodes, amounts or ranges.'),
    answer: z.union(answerSchemas()).describe('Where in the run the answer stands.'),
    because: z.string().max(LONGEST.because).optional().describe('One sentence of reason, told with the answer.'),
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

function expectationSchemas(): readonly z.ZodType[] {
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

function quantity(kind: keyof typeof QUANTITY_PATTERNS, description: string) {
  return z.string().regex(new RegExp(QUANTITY_PATTERNS[kind], 'u')).describe(description);
}
