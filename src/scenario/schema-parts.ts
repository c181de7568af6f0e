/** What the sections of the format share: quantities, names of nodes, milestones. */
import { z } from 'zod';
import { QUANTITY_PATTERNS } from '../lib/quantities.ts';
import { MILESTONE_DOCS } from './format-docs.ts';
import { MILESTONE_TYPES } from './milestones.ts';

// The page's security policy lets no text be run as code, which the library would do to be fast.
z.config({ jitless: true });

export const duration = quantity('duration', 'A duration: 500us, 2ms, 1.5s, 3m, 1h.');
export const rate = quantity('rate', 'A rate: 90/s.');
export const share = quantity('share', 'A share: 20%.');
export const factor = quantity('factor', 'A factor: 10x.');
export const size = quantity('size', 'A size: 512B, 4KiB, 1MiB.');

export const text = z.union([z.string(), z.number(), z.boolean()]);
export const newName = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/u);
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
  /** Alone, it must stand for several nodes, and for no more than there are digits to choose by. */
  readonly several?: boolean;
  /** Groups that autoscaling may change. */
  readonly scalable?: boolean;
  /** The members of the group that stands under this key of the same record, or `none`. */
  readonly membersOf?: string;
  /** Where the question asks for a node; or `none`. */
  readonly choice?: boolean;
}

export function nameOf(rule: NameRule) {
  return name.meta({ 'x-names': rule });
}

export function namesOf(rule: NameRule) {
  return z
    .union([nameOf(rule), z.array(nameOf(rule)).min(1)])
    .describe('A name, a range, or a list of them.');
}

export const names = namesOf({});
const endNames = namesOf({ zones: true });
export const ensemble = nameOf({ kinds: ['zookeeper'] });
export const databases = nameOf({ kinds: ['database'] });
export const target = z
  .union([names, z.strictObject({ leader: ensemble }), z.strictObject({ primary: databases })])
  .describe('Nodes, or whoever leads a group when it happens: { leader: zk }, { primary: db }.');
export const ends = z
  .tuple([endNames, endNames])
  .describe('The two ends; a group or zone stands for its nodes.');
export const direction = z.strictObject({ from: endNames, to: endNames }).describe('One way.');
export const sets = z.array(endNames).min(2).describe('Sets of nodes; every pair across the sets.');
export const span = z.tuple([time(''), time('')]).describe('From and to, ends included.');

export const pattern = {
  milestone: wordsOf(MILESTONE_DOCS, MILESTONE_TYPES).describe('The type of the milestone.'),
  of: names.optional().describe('The node that it is about or that saw it.'),
  between: span.optional(),
};

/** A moment of the run: none after its end. */
export function time(doc: string) {
  return duration.meta({ 'x-time': true }).describe(doc);
}

/** One of these words; editors show what each says (the keyword of VS Code). */
export function wordsOf<const Word extends string>(
  docs: Readonly<Record<Word, string>>,
  all: readonly Word[],
) {
  return z.enum(all).meta({ enumDescriptions: all.map((word) => docs[word]) });
}

function quantity(kind: keyof typeof QUANTITY_PATTERNS, description: string) {
  return z.string().regex(new RegExp(QUANTITY_PATTERNS[kind], 'u')).describe(description);
}
