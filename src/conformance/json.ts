/** Plain JSON, as cases, recordings and results are written. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;

export interface JsonObject {
  readonly [key: string]: Json;
}

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}

/** The value if it is an object, else an empty one. */
export function objectOf(value: Json | undefined): JsonObject {
  return isObject(value) ? value : {};
}

/** The text that Python's `json.dumps(value, sort_keys=True)` makes: recordings are sorted by it. */
export function canonicalText(value: Json): string {
  if (isList(value)) return `[${value.map(canonicalText).join(', ')}]`;
  if (!isObject(value)) return asciiText(JSON.stringify(value));
  const fields = Object.keys(value)
    .sort()
    .map((key) => `${asciiText(JSON.stringify(key))}: ${canonicalText(value[key] ?? null)}`);
  return `{${fields.join(', ')}}`;
}

function asciiText(text: string): string {
  return text.replaceAll(
    /[\u007f-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
