/** The section `expect`: what must hold. Each form is told by its first word. */
import { parseShare } from '../lib/quantities.ts';
import { INVARIANT_NAMES } from './invariants.ts';
import { MOST } from './limits.ts';
import { PATTERN_KEYS, patternOf, readPattern } from './patterns.ts';
import type { Located, LocatedEntry, LocatedRecord } from './positions.ts';
import { reject, rejectUnknown } from './problem.ts';
import { inline, readInteger, readList, readMapping, readQuantity } from './reading.ts';
import { readDuration, readRecord, readSpan, readTime, readWord, requireEntry } from './reading.ts';
import { readName, readNodes, type Context } from './references.ts';
import type { CountedFact, Expectation } from './scenario.ts';

type Check<E extends Expectation = Expectation> = E extends Expectation ? Omit<E, 'text'> : never;

interface Form {
  /** The keys of the record that may stand there, the form's own first. */
  readonly keys: readonly string[];
  readonly read: (context: Context, record: LocatedRecord, entry: LocatedEntry) => Check | undefined;
}

const FORMS: Readonly<Record<string, Form>> = {
  invariant: { keys: ['invariant'], read: readInvariant },
  violated: { keys: ['violated', 'between'], read: readViolated },
  'lost-writes': { keys: ['lost-writes'], read: counted('lost-writes') },
  'duplicated-writes': { keys: ['duplicated-writes'], read: counted('duplicated-writes') },
  'stale-reads': { keys: ['stale-reads'], read: counted('stale-reads') },
  primary: { keys: ['primary', 'is', 'by'], read: readRole },
  leader: { keys: ['leader', 'is', 'by'], read: readRole },
  milestone: { keys: [...PATTERN_KEYS, 'within', 'after'], read: readMilestone },
  never: { keys: ['never'], read: readNever },
  availability: { keys: ['availability', 'at-least', 'at-most'], read: readAvailability },
  'hit-rate': { keys: ['hit-rate', 'at-least', 'at-most', 'between'], read: readHitRate },
  downtime: { keys: ['downtime'], read: readDowntime },
};

export function readExpectations(context: Context, section: Located | undefined): readonly Expectation[] {
  const list =
    section === undefined ? undefined : readList(context.report, section, 'expect', MOST.expectations);
  return (list?.items ?? []).flatMap((item) => readExpectation(context, item) ?? []);
}

/** One expectation; its form is told by its first key. */
export function readExpectation(context: Context, item: Located): Expectation | undefined {
  const { report } = context;
  const record = readMapping(report, item, 'an expectation');
  if (record === undefined) return undefined;
  const entries = [...record.entries.values()];
  const entry = entries.find(({ key }) => Object.hasOwn(FORMS, key));
  const form = entry === undefined ? undefined : FORMS[entry.key];
  if (entry === undefined || form === undefined) {
    const [first] = entries;
    const forms = Object.keys(FORMS);
    if (first === undefined)
      return reject(report, item, 'an expectation says what must hold, such as { lost-writes: 0 }');
    return rejectUnknown(report, first.at, first.key, 'an expectation', forms);
  }
  readRecord(report, item, `expectation ${entry.key}`, form.keys);
  const check = form.read(context, record, entry);
  return check === undefined ? undefined : { text: inline(item), ...check };
}

function readInvariant(
  { report }: Context,
  _record: LocatedRecord,
  { value }: LocatedEntry,
): Check | undefined {
  const name = readWord(report, value, 'invariant', INVARIANT_NAMES);
  return name === undefined ? undefined : { check: 'invariant', name };
}

function readViolated(
  { report, end }: Context,
  record: LocatedRecord,
  { value }: LocatedEntry,
): Check | undefined {
  const name = readWord(report, value, 'violated', INVARIANT_NAMES);
  const entry = record.entries.get('between');
  const between = entry === undefined ? undefined : readSpan(report, entry.value, 'between', end);
  if (name === undefined) return undefined;
  return between === undefined ? { check: 'violated', name } : { check: 'violated', name, between };
}

/** `{ lost-writes: 0 }`: exactly so many; `{ lost-writes: { at-least: 1, at-most: 20 } }`: one bound is enough. */
function counted(of: CountedFact): Form['read'] {
  return ({ report }, _record, { value }) => {
    const count = (at: Located, what: string): number | undefined =>
      readInteger(report, at, what, 0, Number.MAX_SAFE_INTEGER);
    if (value.type !== 'record') {
      const exactly = count(value, of);
      return exactly === undefined ? undefined : { check: 'count', of, atLeast: exactly, atMost: exactly };
    }
    const record = readRecord(report, value, of, ['at-least', 'at-most']);
    const [least, most] = [record?.entries.get('at-least'), record?.entries.get('at-most')];
    if (least === undefined && most === undefined)
      return reject(report, value, `${of} needs at-least or at-most`);
    const atLeast = least === undefined ? undefined : count(least.value, 'at-least');
    const atMost = most === undefined ? undefined : count(most.value, 'at-most');
    if (atLeast === undefined && atMost === undefined) return undefined;
    return {
      check: 'count',
      of,
      ...(atLeast === undefined ? {} : { atLeast }),
      ...(atMost === undefined ? {} : { atMost }),
    };
  };
}

/** `{ primary: db, is: db-2, by: 25s }`, likewise for a leader; `is: none` holds when there is none. */
function readRole(
  context: Context,
  record: LocatedRecord,
  { key, value, at }: LocatedEntry,
): Check | undefined {
  const { report, end } = context;
  const role = key === 'primary' ? 'primary' : 'leader';
  const kinds = role === 'primary' ? ['database'] : ['zookeeper'];
  const group = readName(context, value, { what: key, kinds });
  const isEntry = requireKey(context, record, at, 'is', key);
  const byEntry = requireKey(context, record, at, 'by', key);
  const by = byEntry === undefined ? undefined : readTime(report, byEntry.value, 'by', end);
  if (group === undefined || isEntry === undefined || by === undefined) return undefined;
  const { value: isValue } = isEntry;
  if (isValue.type === 'scalar' && isValue.text === 'none')
    return { check: 'role', role, group, is: undefined, by };
  const is = readName(context, isValue, { what: 'is' });
  if (is === undefined) return undefined;
  const declaration = context.names.byName.get(group);
  if (declaration?.members.includes(is) === true) return { check: 'role', role, group, is, by };
  return reject(
    report,
    isValue,
    `${is} is not one of ${group} (${declaration?.members.join(', ').slice(0, 80) ?? ''})`,
  );
}

function readMilestone(context: Context, record: LocatedRecord): Check | undefined {
  const { report } = context;
  const pattern = patternOf(context, record, 'an expectation');
  const withinEntry = record.entries.get('within');
  const afterEntry = record.entries.get('after');
  const within = withinEntry === undefined ? undefined : readDuration(report, withinEntry.value, 'within');
  const after = afterEntry === undefined ? undefined : readPattern(context, afterEntry.value, 'after');
  if (withinEntry !== undefined && afterEntry === undefined) {
    return reject(report, withinEntry.at, 'within needs after: the milestone that it counts from');
  }
  if (pattern === undefined) return undefined;
  return {
    check: 'milestone',
    pattern,
    ...(within === undefined ? {} : { within }),
    ...(after === undefined ? {} : { after }),
  };
}

function readNever(context: Context, _record: LocatedRecord, { value }: LocatedEntry): Check | undefined {
  const pattern = readPattern(context, value, 'never');
  return pattern === undefined ? undefined : { check: 'never', pattern };
}

function readAvailability(
  context: Context,
  record: LocatedRecord,
  { value, at }: LocatedEntry,
): Check | undefined {
  const clients = readNodes(context, value, {
    what: 'availability',
    kinds: ['client', 'worker', 'batch-job'],
  });
  const bounds = readBounds(context, record, at, 'availability');
  return clients === undefined || bounds === undefined
    ? undefined
    : { check: 'availability', clients, ...bounds };
}

/** `{ hit-rate: front, between: [5s, 9s], at-least: 90% }`. */
function readHitRate(
  context: Context,
  record: LocatedRecord,
  { value, at }: LocatedEntry,
): Check | undefined {
  const { report, end } = context;
  const clients = readNodes(context, value, { what: 'hit-rate', kinds: ['cache-client'] });
  const bounds = readBounds(context, record, at, 'hit-rate');
  const entry = record.entries.get('between');
  const between = entry === undefined ? undefined : readSpan(report, entry.value, 'between', end);
  if (clients === undefined || bounds === undefined) return undefined;
  return { check: 'hit-rate', clients, ...(between === undefined ? {} : { between }), ...bounds };
}

/** `at-least`, `at-most` or both, as shares. */
function readBounds(
  context: Context,
  record: LocatedRecord,
  at: LocatedEntry['at'],
  what: string,
): { readonly atLeast?: number; readonly atMost?: number } | undefined {
  const most = record.entries.get('at-most');
  const least =
    most === undefined ? requireKey(context, record, at, 'at-least', what) : record.entries.get('at-least');
  const share = ({ key, value }: LocatedEntry): number | undefined =>
    readQuantity(context.report, value, key, parseShare);
  const atLeast = least === undefined ? undefined : share(least);
  const atMost = most === undefined ? undefined : share(most);
  if (atLeast === undefined && atMost === undefined) return undefined;
  return { ...(atLeast === undefined ? {} : { atLeast }), ...(atMost === undefined ? {} : { atMost }) };
}

function readDowntime(
  { report }: Context,
  _record: LocatedRecord,
  { value }: LocatedEntry,
): Check | undefined {
  const record = readRecord(report, value, 'downtime', ['of', 'at-most']);
  if (record === undefined) return undefined;
  const ofEntry = requireEntry(report, record, 'of', 'downtime');
  const mostEntry = requireEntry(report, record, 'at-most', 'downtime');
  const of =
    ofEntry === undefined ? undefined : readWord(report, ofEntry.value, 'downtime', ['writes', 'reads']);
  const atMost = mostEntry === undefined ? undefined : readDuration(report, mostEntry.value, 'at-most');
  return of === undefined || atMost === undefined ? undefined : { check: 'downtime', of, atMost };
}

/** Like requireEntry, but placed at the key that asks for it. */
function requireKey(
  { report }: Context,
  record: LocatedRecord,
  at: LocatedEntry['at'],
  key: string,
  what: string,
): LocatedEntry | undefined {
  return record.entries.get(key) ?? reject(report, at, `expectation ${what} needs ${key}`);
}
