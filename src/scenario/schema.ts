/**
 * The format as a zod schema and as JSON Schema, both from the option tables of the kinds. They describe the shape
 * of a file for editors and forms; the parser, which knows names, times and positions, has the last word.
 */
import { z } from 'zod';
import { CHAPTERS } from './chapters.ts';
import { formatDuration } from '../lib/quantities.ts';
import type { OptionSpec, OptionTable } from '../lib/options.ts';
import { FAULT_DOCS } from './format-docs.ts';
import { DEFAULTS, LEVELS, MAX_SEED } from './header.ts';
import { LONGEST, MOST } from './limits.ts';
import type { KindTable } from './kind-table.ts';
import { MAX_NODES } from './names.ts';
import { NODE_FAULTS, type FaultAction } from './scenario.ts';
import { canLast } from '../kernel/fault.ts';
import {
  direction, duration, ends, ensemble, factor, nameOf, names, newName, rate, sets, share, size, target, text,
  time,
} from './schema-parts.ts'; // prettier-ignore
import { expectationSchemas, storyStep } from './schema-story.ts';

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
        .meta({ examples: CHAPTERS })
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
      ...fieldsOf(options),
      count: z
        .int()
        .min(1)
        .max(MAX_NODES)
        .optional()
        .describe('Makes a group of instances NAME-1 to NAME-n.'),
      zone: newName.optional().meta({ 'x-zone': true }).describe('Where it stands.'),
      start: time('When it starts, instead of the usual time of its kind.').optional(),
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
