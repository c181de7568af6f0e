import { hashText } from '../lib/hash.ts';

/** By which a link tells whether a scenario's file is still the one that it was made of; not proof against malice. */
export function contentHash(text: string): string {
  return hashText(text.replaceAll('\r\n', '\n')).toString(36);
}
