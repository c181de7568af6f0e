import { type Difference, differencesOf, type Note } from '../difference.ts';
import { canonicalText, isList, isObject, type Json, type JsonObject, objectOf } from '../json.ts';

/** How the entries that are stable among a client's log are told from the others. */
const LOG_FILTERS: Readonly<Record<string, (entry: Json) => boolean>> = {
  log: () => true,
  events: (entry) => has(entry, 'event'),
  eventsSorted: (entry) => has(entry, 'event'),
  states: (entry) => has(entry, 'state'),
  replies: (entry) => has(entry, 'reply'),
};

/** Measured times may leave the recorded range by a quarter and by this, in milliseconds. */
const SLACK_MS = 250;
/** The client library sleeps up to this before a reconnection, in milliseconds. */
const RECONNECTION_MS = 1000;

/**
 * Compares what a run of the model gave with what real runs gave (`golden`). Only what the golden has is compared,
 * and what it calls unstable is left out; measures are compared as ranges.
 */
export function compare(golden: JsonObject, result: JsonObject): readonly Difference[] {
  return differencesOf((note) => {
    const unstable = isList(golden.unstable) ? golden.unstable : [];
    for (const key of ['initial', 'steps', 'zxidEpochs', 'zxidGaps']) {
      const recorded = golden[key];
      if (recorded !== undefined) compareValues(`/${key}`, recorded, result[key] ?? null, unstable, note);
    }
    compareLogs(objectOf(golden.logs), objectOf(result.logs), note);
    compareMeasures(objectOf(golden.measures), objectOf(result.measuresMs), note);
  });
}

function compareValues(
  pointer: string,
  recorded: Json,
  model: Json,
  unstable: readonly Json[],
  note: Note,
): void {
  if (isObject(recorded) && isObject(model)) {
    for (const [key, value] of Object.entries(recorded)) {
      const other = model[key];
      if (other === undefined) note(`${pointer}/${key}`, value, undefined);
      else compareValues(`${pointer}/${key}`, value, other, unstable, note);
    }
    for (const [key, value] of Object.entries(model)) {
      const known = recorded[key] !== undefined || unstable.includes(`${pointer}/${key}`);
      if (!known) note(`${pointer}/${key}`, undefined, value);
    }
  } else if (isList(recorded) && isList(model) && recorded.length === model.length) {
    for (const [index, value] of recorded.entries()) {
      compareValues(`${pointer}/${index}`, value, model[index] ?? null, unstable, note);
    }
  } else if (isList(recorded) || isObject(recorded) || recorded !== model) {
    note(pointer, recorded, model);
  }
}

function compareLogs(recorded: JsonObject, model: JsonObject, note: Note): void {
  for (const [client, log] of Object.entries(recorded)) {
    const entries = entriesOf(model[client]);
    for (const [key, wanted] of Object.entries(objectOf(log))) {
      const chosen = entries.filter(LOG_FILTERS[key] ?? (() => true));
      const got = key === 'eventsSorted' ? sorted(chosen) : chosen;
      if (canonicalText(got) !== canonicalText(wanted)) note(`/logs/${client}/${key}`, wanted, got);
    }
  }
  for (const [client, log] of Object.entries(model)) {
    const entries = entriesOf(log);
    if (entries.length > 0 && recorded[client] === undefined) note(`/logs/${client}`, undefined, entries);
  }
}

function compareMeasures(recorded: JsonObject, model: JsonObject, note: Note): void {
  for (const [name, measure] of Object.entries(recorded)) {
    const { missing, n, min, max, median, unitMs } = objectOf(measure);
    const ms = model[name] ?? null;
    if (ms === null) {
      if (missing === 0) note(`/measures/${name}`, median, null);
    } else if (n !== 0) {
      const [low, high] = [numberOf(min) * numberOf(unitMs), numberOf(max) * numberOf(unitMs)];
      const above = SLACK_MS + (endsInReconnection(name) ? RECONNECTION_MS : 0);
      const inside =
        numberOf(ms) >= Math.max(0, low * 0.75 - SLACK_MS) && numberOf(ms) <= high * 1.25 + above;
      if (!inside) note(`/measures/${name}`, `${Math.trunc(low)}..${Math.trunc(high)} ms`, ms);
    }
  }
}

function endsInReconnection(name: string): boolean {
  return name.endsWith('Connected') || name.endsWith('FirstWrite') || name === 'contToLost';
}

function sorted(entries: readonly Json[]): readonly Json[] {
  return entries
    .map((entry) => ({ entry, text: canonicalText(entry) }))
    .sort((a, b) => (a.text < b.text ? -1 : a.text > b.text ? 1 : 0))
    .map(({ entry }) => entry);
}

/** A client's log is a list, or a record with one. */
function entriesOf(log: Json | undefined): readonly Json[] {
  if (isList(log)) return log;
  const { log: entries } = objectOf(log);
  return isList(entries) ? entries : [];
}

function has(entry: Json, key: string): boolean {
  return isObject(entry) && entry[key] !== undefined;
}

function numberOf(value: Json | undefined): number {
  return typeof value === 'number' ? value : NaN;
}
