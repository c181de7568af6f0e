/** The options of a node, read by the table of its kind into base units. */
import { parseDuration, parseRate, parseShare, parseSize } from '../lib/quantities.ts';
import { alternativeOf, type OptionSpec, type OptionTable } from '../lib/options.ts';
import { formatDuration } from '../lib/quantities.ts';
import { LONGEST } from './limits.ts';
import type { Located, LocatedRecord } from './positions.ts';
import { createReport, reject, rejectMissing, type Position } from './problem.ts';
import { readFlag, readInteger, readQuantity, readRecord, readText, readWord } from './reading.ts';
import { readName, readNodes, type Context } from './references.ts';
import type { OptionValue } from './scenario.ts';

export type Options = Readonly<Record<string, OptionValue>>;

/** Whose options they are, for sentences and for the choices of the format. */
interface Owner {
  readonly context: Context;
  readonly kind: string;
}

/** Reads the options of a node of `kind`; `common` are the keys that every node has. */
export function readOptions(
  context: Context,
  record: LocatedRecord,
  at: Position,
  kind: string,
  table: OptionTable,
  common: readonly string[],
): Options {
  readRecord(context.report, record, `kind ${kind}`, [...common, ...Object.keys(table)]);
  return readFields({ context, kind }, record, at, `kind ${kind}`, table);
}

/** The value that a table fills in: `{}` of a record takes the defaults of its fields. */
export function defaultOf(spec: OptionTable[string]): OptionValue {
  if (!('default' in spec) || spec.optional === true) return undefined;
  switch (spec.type) {
    case 'duration':
      return quantityOf(parseDuration(spec.default));
    case 'rate':
      return quantityOf(parseRate(spec.default));
    case 'share':
      return quantityOf(parseShare(spec.default));
    case 'size':
      return quantityOf(parseSize(spec.default));
    case 'record':
      return Object.fromEntries(Object.entries(spec.fields).map(([key, field]) => [key, defaultOf(field)]));
    case 'either':
      return defaultOf({ ...alternativeOf(spec, undefined), default: spec.default } as OptionSpec);
    case 'integer':
    case 'choice':
    case 'flag':
    case 'text':
      return spec.default;
  }
}

function readFields(
  owner: Owner,
  record: LocatedRecord,
  at: Position,
  what: string,
  table: OptionTable,
): Options {
  const fields: [string, OptionValue][] = [];
  for (const [key, spec] of Object.entries(table)) {
    const entry = record.entries.get(key);
    if (entry !== undefined) fields.push([key, readOption(owner, entry.value, key, spec)]);
    else if (spec.optional === true || 'default' in spec) fields.push([key, defaultOf(spec)]);
    else rejectLack(owner.context, record, at, `${what} needs ${key}`, key, spec);
  }
  return Object.fromEntries(fields);
}

/** Whoever needs a name of some kind can have the first of that kind. */
function rejectLack(
  { report, names }: Context,
  record: LocatedRecord,
  at: Position,
  message: string,
  key: string,
  spec: OptionSpec,
): void {
  const [only = spec] = spec.type === 'either' ? spec.of : [];
  const reference = only.type === 'list' ? only.of : only;
  const wanted = (reference.type === 'reference' ? reference.kinds : undefined) ?? [];
  const named = names.declarations.find(
    ({ kind, record: own }) => own !== record && wanted.includes(kind?.kind ?? ''),
  );
  if (named === undefined) reject(report, at, message);
  else {
    const value = only.type === 'list' ? `[${named.name}]` : named.name;
    rejectMissing(report, at, message, `${key}: ${value}`, record);
  }
}

/** Reads the value of one option by its place in the table. */
export function readOption(owner: Owner, value: Located, key: string, spec: OptionSpec): OptionValue {
  const { report } = owner.context;
  switch (spec.type) {
    case 'duration':
      return readDurationOption(owner, value, key, spec.minimum ?? 0);
    case 'rate':
      return readQuantity(report, value, key, parseRate);
    case 'share':
      return readQuantity(report, value, key, parseShare);
    case 'size':
      return readQuantity(report, value, key, parseSize);
    case 'integer':
      return readInteger(report, value, key, spec.minimum, spec.maximum);
    case 'choice':
      return readChoice(owner, value, key, spec.values);
    case 'flag':
      return readFlag(report, value, key);
    case 'text':
      return readText(report, value, key, LONGEST.option);
    case 'reference':
      return readName(owner.context, value, referenceRule(key, spec.kinds));
    case 'list':
      return readListOption(owner, value, key, spec.of);
    case 'record':
      return readRecordOption(owner, value, key, spec.fields);
    case 'either':
      return readEither(owner, value, key, spec.of);
  }
}

function readDurationOption(owner: Owner, value: Located, key: string, minimum: number): number | undefined {
  const { report } = owner.context;
  const duration = readQuantity(report, value, key, parseDuration);
  if (duration === undefined || duration >= minimum) return duration;
  return reject(
    report,
    value,
    `${key} must be at least ${formatDuration(minimum)}, not ${formatDuration(duration)}`,
  );
}

function readChoice(
  owner: Owner,
  value: Located,
  key: string,
  values: readonly string[],
): string | undefined {
  return readWord(owner.context.report, value, key, values);
}

/** A list of names may also be one name; ranges become their names, groups stay groups (later instances count). */
function readListOption(
  owner: Owner,
  value: Located,
  key: string,
  of: OptionSpec,
): readonly OptionValue[] | undefined {
  const { context } = owner;
  if (value.type !== 'list') {
    if (of.type === 'reference' && value.type === 'scalar')
      return readNameOrRange(owner, value, key, of.kinds);
    return reject(context.report, value, `${key} is a list`);
  }
  if (value.items.length === 0) return reject(context.report, value, `${key} is empty`);
  if (of.type !== 'reference') return value.items.map((item) => readOption(owner, item, key, of));
  return [...new Set(value.items.flatMap((item) => readNameOrRange(owner, item, key, of.kinds)))];
}

function readNameOrRange(owner: Owner, value: Located, key: string, kinds: readonly string[] | undefined) {
  const rule = referenceRule(key, kinds);
  if (value.type === 'scalar' && value.text.includes('[')) return readNodes(owner.context, value, rule) ?? [];
  const name = readName(owner.context, value, rule);
  return name === undefined ? [] : [name];
}

function readRecordOption(
  owner: Owner,
  value: Located,
  key: string,
  fields: OptionTable,
): Options | undefined {
  const { report } = owner.context;
  const record = readRecord(report, value, key, Object.keys(fields));
  return record === undefined ? undefined : readFields(owner, record, record, key, fields);
}

/** The first alternative that reads without a problem; the problems of the first of its shape where none does. */
function readEither(
  owner: Owner,
  value: Located,
  key: string,
  alternatives: readonly OptionSpec[],
): OptionValue {
  const fitting = alternatives.filter((spec) => shapeOf(spec) === value.type);
  for (const spec of fitting) {
    const report = createReport();
    const option = readOption({ ...owner, context: { ...owner.context, report } }, value, key, spec);
    if (report.problems.length === 0) return option;
  }
  const [first] = fitting.length > 0 ? fitting : alternatives;
  return first === undefined ? undefined : readOption(owner, value, key, first);
}

function shapeOf(spec: OptionSpec): Located['type'] {
  return spec.type === 'list' || spec.type === 'record' ? spec.type : 'scalar';
}

function referenceRule(what: string, kinds: readonly string[] | undefined) {
  return kinds === undefined ? { what } : { what, kinds };
}

function quantityOf(parsed: { readonly ok: true; readonly value: number } | { readonly ok: false }): number {
  if (!parsed.ok) throw new Error('an option table holds a default that is not a quantity');
  return parsed.value;
}
