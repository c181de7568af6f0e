import { utf8Length } from '../../lib/utf8.ts';
import type { Operation } from './protocol.ts';

/** jute.maxbuffer: a server closes the connection on which a larger packet comes. */
export const FRAME_MAX = 0xfffff;

/** The bytes of a packet besides its texts, roughly those of a create with one access control entry. */
const FIXED = 52;

/** How many bytes a request takes on the wire. */
export function requestSize(operation: Operation): number {
  if (operation.op === 'multi') {
    return operation.operations.reduce((size, one) => size + requestSize(one), FIXED);
  }
  const path = 'path' in operation ? utf8Length(operation.path) : 0;
  const data = 'data' in operation ? utf8Length(operation.data ?? '') : 0;
  return FIXED + path + data;
}
