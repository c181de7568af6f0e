/** What is typed to find instances: every word must match, and `session < 1 s` those whose session ends so soon. */
import type { SimTime } from '../../lib/units.ts';

export interface Findable {
  readonly name: string;
  /** All else that it may be found by: its kind, zone, standing and role. */
  readonly words: readonly string[];
  /** How long its session lasts, if that is known. */
  readonly left: SimTime | undefined;
}

const SESSION = /session\s*<\s*(\d+(?:\.\d+)?)\s*s?\b/iu;

export function instanceFilter(text: string): (one: Findable) => boolean {
  const session = SESSION.exec(text);
  const most = session?.[1] === undefined ? undefined : Number(session[1]) * 1e6;
  const wanted = text
    .replace(SESSION, ' ')
    .toLowerCase()
    .split(/[\s,]+/u)
    .filter(Boolean);
  return ({ name, words, left }) =>
    (most === undefined || (left !== undefined && left < most)) &&
    wanted.every((part) => name.includes(part) || words.some((word) => word.toLowerCase().includes(part)));
}
