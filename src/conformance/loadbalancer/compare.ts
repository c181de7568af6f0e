import { type Difference, differencesOf, type Note } from '../difference.ts';
import { canonicalText, isList, type Json, type JsonObject, objectOf } from '../json.ts';
import type { Case } from './case.ts';
import { compareShares } from './compare-shares.ts';
import { compareTimes } from './compare-times.ts';

/** Compares one element of a recorded list with the model's. */
type CompareElement = (pointer: string, recorded: Json, model: Json | undefined, note: Note) => void;

/** The parts of `exact`, and how their elements are compared. */
const PARTS: Readonly<Record<string, CompareElement>> = {
  status: compareValue,
  weights: compareValue,
  events: compareValue,
  backend_events: compareValue,
  order: compareValue,
  counts: compareValue,
  all_plain_200: compareValue,
  checks: compareCheck,
  lb_log: compareLogLine,
  outcomes: compareOutcome,
};

/** Where a recording does not have one of these, nothing was logged. */
const EMPTY: Readonly<Record<string, Json>> = { checks: {}, events: {}, backend_events: [], lb_log: [] };

/** The result code of a check is not compared. */
const CHECK_FIELDS = ['kind', 'ok', 'reason', 'status'];

/**
 * Compares what the model did with what the real balancer did, by the rules of the recordings (section 4), and a
 * little more strictly: log lines that no recording has are differences, and nginx's error log is compared, too.
 */
export function compareCase(file: Case, golden: JsonObject, result: JsonObject): readonly Difference[] {
  return differencesOf((note) => {
    const unstable = unstableNames(golden);
    const [recorded, model] = [objectOf(golden.exact), objectOf(result.exact)];
    for (const [part, compareElement] of Object.entries(PARTS)) {
      const wanted = recorded[part] ?? EMPTY[part];
      const got = model[part] ?? EMPTY[part];
      if (wanted !== undefined) comparePart([part], wanted, got, { compareElement, unstable, note });
    }
    compareTimes(file, golden, result, note);
    if (golden.statistical !== undefined) compareShares(file, golden.statistical, result.statistical, note);
  });
}

/** Dotted names of what was not the same in all recorded runs. */
function unstableNames({ unstable }: JsonObject): readonly string[] {
  const names = (isList(unstable) ? unstable : []).filter((name) => typeof name === 'string');
  return names.map((name) => name.replace(/^exact\./, ''));
}

interface Rules {
  readonly compareElement: CompareElement;
  readonly unstable: readonly string[];
  readonly note: Note;
}

/** A part is a list, or an object of lists or values by server. */
function comparePart(path: readonly string[], recorded: Json, model: Json | undefined, rules: Rules): void {
  const { compareElement, unstable, note } = rules;
  if (unstable.includes(path.join('.'))) return;
  const pointer = `/exact/${path.join('/')}`;
  if (isList(recorded)) {
    if (!isList(model) || model.length !== recorded.length) note(pointer, recorded, model);
    else {
      for (const [index, one] of recorded.entries())
        compareElement(`${pointer}/${index}`, one, model[index], note);
    }
  } else if (typeof recorded === 'object' && recorded !== null) {
    const others = objectOf(model);
    for (const key of new Set([...Object.keys(recorded), ...Object.keys(others)])) {
      const one = recorded[key];
      if (one !== undefined) comparePart([...path, key], one, others[key], rules);
      else if (!unstable.includes([...path, key].join('.')))
        note(`${pointer}/${key}`, undefined, others[key]);
    }
  } else {
    compareElement(pointer, recorded, model, note);
  }
}

/** A question mark stands for anything. */
function compareValue(pointer: string, recorded: Json, model: Json | undefined, note: Note): void {
  if (recorded === '?') return;
  const same = model !== undefined && canonicalText(recorded) === canonicalText(model);
  if (!same) note(pointer, recorded, model);
}

function compareCheck(pointer: string, recorded: Json, model: Json | undefined, note: Note): void {
  compareFields(pointer, objectOf(recorded), objectOf(model), CHECK_FIELDS, note);
}

/** The only line of nginx's error log that names no server; in any other the recorder could not read it. */
const NAMES_NO_SERVER = 'no live upstreams while connecting to upstream';

function compareLogLine(pointer: string, recorded: Json, model: Json | undefined, note: Note): void {
  const line = objectOf(recorded);
  const unread = line.server === null && line.text !== NAMES_NO_SERVER;
  const keys = Object.keys(line).filter((key) => key !== 'server' || !unread);
  compareFields(pointer, line, objectOf(model), keys, note);
}

function compareOutcome(pointer: string, recorded: Json, model: Json | undefined, note: Note): void {
  const { unstable_keys, ...outcome } = objectOf(recorded);
  const loose = isList(unstable_keys) ? unstable_keys : [];
  const keys = Object.keys(outcome).filter((key) => !loose.includes(key));
  compareFields(pointer, outcome, objectOf(model), keys, note);
}

function compareFields(
  pointer: string,
  recorded: JsonObject,
  model: JsonObject,
  keys: readonly string[],
  note: Note,
): void {
  for (const key of keys) compareValue(`${pointer}/${key}`, recorded[key] ?? null, model[key], note);
}
