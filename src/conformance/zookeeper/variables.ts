/** Values that steps stored (`as`), and their use (`$v`). */
export class Variables {
  private values: readonly (readonly [string, string])[] = [];

  /** Stores a value; longer names are replaced first, so that `$ab` is not taken for `$a`. */
  set(name: string, value: string): void {
    this.values = [...this.values.filter(([other]) => other !== name), [name, value] as const].sort(
      ([a], [b]) => b.length - a.length,
    );
  }

  /** The text with every `$v` replaced. */
  fill(text: string): string {
    return this.values.reduce((filled, [name, value]) => filled.replaceAll(`$${name}`, () => value), text);
  }

  /** An operation or step with every `$v` of its paths and data replaced. */
  fillIn<T extends object>(step: T): T {
    const filled = Object.entries(step).map(([key, value]: [string, unknown]) => [
      key,
      this.filled(key, value),
    ]);
    return Object.fromEntries(filled) as T;
  }

  private filled(key: string, value: unknown): unknown {
    if (typeof value === 'string' && (key === 'path' || key === 'data')) return this.fill(value);
    if (key === 'ops' && Array.isArray(value)) return value.map((one: object) => this.fillIn(one));
    return value;
  }
}
