/** A broken promise of the code itself, never of the user or of the simulated world. Stays on in production. */
class AssertionError extends Error {
  override readonly name = 'AssertionError';
}

/** Throws an AssertionError with `message` unless `condition` holds. */
export function assert(condition: boolean, message: string): asserts condition {
  if (!condition) throw new AssertionError(message);
}

/** The value, or an AssertionError that says what was missing. */
export function defined<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new AssertionError(`${what} is missing`);
  return value;
}

/** Makes the compiler prove that a union is handled in full. */
export function assertUnreachable(value: never): never {
  throw new AssertionError(`unexpected ${JSON.stringify(value)}`);
}
