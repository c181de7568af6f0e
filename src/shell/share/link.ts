/** The letters of a link and what they say. Versions and what became of them: `versions.ts`. */
import { readBoundedJson } from '../../lib/bounded-json.ts';
import { failure, type Result, success } from '../../lib/result.ts';
import { bodyOf, readBody } from './body.ts';
import type { Damage } from './damage.ts';
import { seal, unseal } from './envelope.ts';
import type { SharedRun } from './shared-run.ts';
import { DICTIONARIES, migrated, PRESENT } from './versions.ts';

/** Deeper than any value of the format. */
const MAX_DEPTH = 20;

/** The letters that stand for a run in a link. What would not be read is not written. */
export function writeShared(shared: SharedRun): Result<string, 'too-long'> {
  const body = bodyOf(shared);
  if (readBody(body) === undefined) return failure('too-long');
  return seal(PRESENT, JSON.stringify(body), DICTIONARIES[PRESENT]);
}

/** What a link says, whatever version wrote it. Any text may be given: it ends soon and never throws. */
export function readShared(code: string): Result<SharedRun, Damage> {
  const unsealed = unseal(code.trim(), DICTIONARIES);
  if (!unsealed.ok) return unsealed;
  const { version, body } = unsealed.value;
  const json = readBoundedJson(body, MAX_DEPTH);
  if (!json.ok) return failure(json.error === 'too-deep' ? 'too-deep' : 'senseless');
  const shared = readBody(migrated(version, json.value));
  return shared === undefined ? failure('senseless') : success(shared);
}
