/**
 * The versions of a link's body. A link that was sent opens for ever: what a version wrote never changes, neither its
 * dictionary nor its fields; a new form is a new version, and a step here that makes it of the one before.
 */
import { isRecord } from '../../lib/plain-data.ts';
import { DICTIONARY_2 } from './dictionary.ts';

export const PRESENT = '2';

export const DICTIONARIES = { 1: '', 2: DICTIONARY_2 } as const;

/** By the version that each starts from; none trusts what it is given. */
const MIGRATIONS: readonly { readonly from: string; readonly migrate: (body: unknown) => unknown }[] = [
  { from: '1', migrate: toSecond },
];

/** A body of a known version as the present version has it. */
export function migrated(version: string, body: unknown): unknown {
  const first = MIGRATIONS.findIndex(({ from }) => from === version);
  const steps = first < 0 ? [] : MIGRATIONS.slice(first);
  return steps.reduce((value, { migrate }) => migrate(value), body);
}

/** Version 1 had long names, the time in seconds, and what was edited side by side. */
function toSecond(body: unknown): unknown {
  if (!isRecord(body)) return body;
  const { scenario, hash, name, text, seed, faults, options, seconds, node, digest, model } = body;
  const edits = withoutAbsent({ seed, faults, options });
  return withoutAbsent({
    s: scenario,
    h: hash,
    f: name,
    x: text,
    e: Object.keys(edits).length === 0 ? undefined : edits,
    t: typeof seconds === 'number' ? Math.round(seconds * 1e6) : seconds,
    n: node,
    d: digest,
    m: model,
  });
}

function withoutAbsent(record: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined));
}
