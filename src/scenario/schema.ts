/**
 * The format as a zod schema and as JSON Schema, both from the option tables of the kinds. They describe the shape
 * of a file for editors and forms; the parser, which knows names, times and positions, has the last word.
 */
import { z } from 'zod';
import { QUANTITY_PATTERNS } from '../lib/quantities.ts';
import type { OptionSpec, OptionTable } from '../lib/options.ts';
import { DEFAULTS, LEVELS, MAX_SEED } from './header.ts';
import { INVARIANT_NAMES } from './invariants.ts';
import { LONGEST, MOST } from './limits.ts';
import type { KindTable } from './kind-table.ts';
import { MILESTONE_TYPES } from './milestones.ts';
import { MAX_NODES } from './names.ts';
import { COUNTED_FACTS, NODE_FAULTS } from './scenario.ts';
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
const names = z.union([name, z.array(name).min(1)]).describe('A name, a range, or a list of them.');
const target = z
  .union([names, z.strictObject({ leader: name }), z.strictObject({ primary: name })])
  .describe('Nodes, or whoever leads a group when it happens: { leader: zk }, { primary: db }.');
const ends = z.tuple([names, names]).describe('The two ends; a group or zone stands for its nodes.');
const direction = z.strictObject({ from: names, to: names }).describe('One way.');
const sets = z.array(names).min(2).describe('Sets of nodes; every pair across the sets.');
const span = z.tuple([duration, duration]).describe('From and to, ends included.');

const pattern = {
  milestone: z.enum(MILESTONE_TYPES),
  of: names.optional().describe('The node that it is about or that saw it.'),
  between: span.optional(),
};

/** The shape of a scenario file whose nodes are of these kinds. */
export function scenarioSchema(kinds: readonly KindTable[]) {
  return z
    .strictObject({
      ensemble: z.literal(1).describe('The version of the format.'),
      title: z.string().max(LONGEST.title),
      summary: z.string().max(LONGEST.summary).default(DEFAULTS.summary),
      chapter: z
        .string()
        .max(LONGEST.chapter)
        .default(DEFAULTS.chapter)
        .describe('The shelf of the library that it stands on.'),
      level: z.enum(LEVELS).default(DEFAULTS.level),
      seed: z.int().min(0).max(MAX_SEED).default(DEFAULTS.seed),
      duration: duration.default('60s'),
      nodes: z.record(newName, nodeSchema(kinds)).describe('The system: nodes and groups by name.'),
      zones: z.record(newName, names.or(z.array(name))).optional(),
      network: networkSchema().optional(),
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
      kind: z.literal(kind),
      count: z
        .int()
        .min(1)
        .max(MAX_NODES)
        .optional()
        .describe('Makes a group of instances NAME-1 to NAME-n.'),
      zone: newName.optional(),
      start: duration.optional().describe('When it starts, instead of the usual time of its kind.'),
      ...fieldsOf(options),
    })
    .describe(summary);
}

function fieldsOf(table: OptionTable): Record<string, z.ZodType> {
  return Object.fromEntries(Object.entries(table).map(([key, spec]) => [key, fieldOf(spec)]));
}

function fieldOf(spec: OptionTable[string]): z.ZodType {
  const schema = optionSchema(spec).describe(spec.doc);
  if ('default' in spec && spec.type !== 'record') return schema.default(spec.default).describe(spec.doc);
  return spec.optional === true || 'default' in spec ? schema.optional().describe(spec.doc) : schema;
}

function optionSchema(spec: OptionSpec): z.ZodType {
  switch (spec.type) {
    case 'duration':
      return duration;
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
      return name;
    case 'list': {
      const items = z.array(optionSchema(spec.of)).min(1);
      return spec.of.type === 'reference' ? z.union([name, items]) : items;
    }
    case 'record':
      return z.strictObject(fieldsOf(spec.fields));
    case 'either':
      return z.union(spec.of.map(optionSchema));
  }
}

function networkSchema() {
  const quality = { latency: duration.default('500us'), jitter: duration.default('100us') };
  const ofLink = { latency: duration.optional(), jitter: duration.optional() };
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
  const slowed = { node: target, by: factor };
  const scaled = { group: name, count: z.int().min(1).max(MAX_NODES).optional() };
  const forms: Readonly<Record<string, z.ZodType>> = {
    ...Object.fromEntries(NODE_FAULTS.map((verb) => [verb, target])),
    slow: z.strictObject(slowed),
    'slow-disk': z.union([target, z.strictObject({ ...slowed, by: factor.optional() })]),
    cut: z.union([ends, direction]),
    partition: sets,
    degrade: z.strictObject({
      between: ends,
      latency: duration.optional(),
      jitter: duration.optional(),
      loss: share.optional().describe('The share of packets that arrive only after a retransmission.'),
    }),
    add: z.strictObject(scaled),
    remove: z.strictObject({ ...scaled, abrupt: z.boolean().optional() }),
    set: z.looseObject({ node: names }).describe('Options of running nodes: { node: users, rate: 500/s }.'),
    zookeeper: z
      .union([
        z.strictObject({ through: name, set: z.string(), data: text }),
        z.strictObject({ through: name, create: z.string(), data: text.optional() }),
        z.strictObject({ through: name, delete: z.string() }),
      ])
      .describe('An operator changes a znode: { through: zk, set: /config/limit, data: "5" }.'),
    heal: z.union([z.literal('all'), direction, z.strictObject({ between: ends }), sets]),
  };
  return Object.entries(forms).map(([verb, form]) => {
    const lasts = canLast(verb) ? { for: duration.optional() } : {};
    return z.strictObject({ at: duration, [verb]: form, ...lasts });
  });
}

function storyStep() {
  return z.strictObject({
    at: duration.optional(),
    on: z.strictObject(pattern).optional().describe('The milestone that the step waits for.'),
    title: z.string().max(LONGEST.title).optional(),
    say: z.string().max(LONGEST.say).optional().describe('Markdown.'),
    ask: z
      .strictObject({
        question: z.string().max(LONGEST.question),
        choices: z.unknown().optional().describe('{ nodes: GROUP }, or a list of nodes, amounts or ranges.'),
        answer: z.record(z.string(), z.unknown()).describe('Where in the run the answer stands.'),
        because: z
          .string()
          .max(LONGEST.because)
          .optional()
          .describe('One sentence of reason, told with the answer.'),
      })
      .optional(),
  });
}

function expectationSchemas(): readonly z.ZodType[] {
  return [
    z.strictObject({ invariant: z.enum(INVARIANT_NAMES) }),
    z.strictObject({ violated: z.enum(INVARIANT_NAMES), between: span.optional() }),
    ...COUNTED_FACTS.map((fact) => z.strictObject({ [fact]: countOrBounds() })),
    z.strictObject({ primary: name, is: name, by: duration }),
    z.strictObject({ leader: name, is: name, by: duration }),
    z.strictObject({ ...pattern, within: duration.optional(), after: z.strictObject(pattern).optional() }),
    z.strictObject({ never: z.strictObject(pattern) }),
    z.strictObject({ availability: names, 'at-least': share, 'at-most': share.optional() }),
    z.strictObject({ availability: names, 'at-most': share }),
    z.strictObject({
      'hit-rate': names,
      'at-least': share,
      'at-most': share.optional(),
      between: span.optional(),
    }),
    z.strictObject({ 'hit-rate': names, 'at-most': share, between: span.optional() }),
    z.strictObject({ downtime: z.strictObject({ of: z.enum(['writes', 'reads']), 'at-most': duration }) }),
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
