/** Reading states as they come over from a worker. */
import { isRecord } from '../lib/plain-data.ts';

export type Scalar = string | number | boolean | bigint | undefined | null;

export function isScalar(value: unknown): value is Scalar {
  return (
    value === null || (typeof value !== 'object' && typeof value !== 'function' && typeof value !== 'symbol')
  );
}

export function scalarText(value: Scalar): string {
  if (value === undefined || value === null) return '–';
  return value === '' ? '“”' : String(value);
}

/** Whether a state is what its kind's view expects, told by some of its fields: another version's may differ. */
export function hasFields<State>(value: unknown, fields: readonly (keyof State & string)[]): value is State {
  return isRecord(value) && fields.every((field) => field in value);
}
