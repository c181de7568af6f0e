/** The JSON Schema of the format, walked along a path: what may stand there, given what is written around it. */
import { QUANTITY_PATTERNS } from '../lib/quantities.ts';
import type { PlainRecord } from '../lib/plain-data.ts';
import type { NameRule } from './schema-parts.ts';
import { isMark, keysOf, valueAt } from './text-place.ts';
import { declarationOf } from './written-names.ts';

/** The part of JSON Schema that the format uses; an alternative of a union, or a union. */
export interface Shape {
  readonly type?: 'object' | 'array' | 'string' | 'number' | 'integer' | 'boolean';
  readonly description?: string;
  readonly default?: string | number | boolean;
  readonly anyOf?: readonly Shape[];
  readonly properties?: Readonly<Record<string, Shape>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: Shape | false;
  readonly items?: Shape | false;
  readonly prefixItems?: readonly Shape[];
  readonly const?: string | number;
  readonly enum?: readonly string[];
  /** Of what is free to be anything, what others wrote. */
  readonly examples?: readonly string[];
  readonly enumDescriptions?: readonly string[];
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly 'x-names'?: NameRule;
  readonly 'x-time'?: boolean;
  readonly 'x-zone'?: boolean;
  readonly 'x-minimum'?: string;
  readonly 'x-live'?: boolean;
  readonly 'x-live-options'?: boolean;
}

export type Path = readonly (string | number)[];

/** Every alternative of a union, unions within it included. */
export function alternativesOf(shape: Shape): readonly Shape[] {
  return shape.anyOf === undefined ? [shape] : shape.anyOf.flatMap(alternativesOf);
}

/** What may stand at a path of the file. */
export function shapesAt(root: Shape, content: PlainRecord, path: Path): readonly Shape[] {
  return path.length === 0 ? alternativesOf(root) : declaredAt(root, content, path).flatMap(alternativesOf);
}

/** The same with its unions whole: they carry the descriptions and the defaults. */
export function declaredAt(root: Shape, content: PlainRecord, path: Path): readonly Shape[] {
  const last = path.at(-1);
  const around = path.slice(0, -1);
  if (last === undefined) return [root];
  if (typeof last === 'number') return itemsOf(shapesAt(root, content, around), last);
  return recordsAt(root, content, around).flatMap((shape) => propertyOf(shape, last) ?? []);
}

/** The records that may stand at a path, given what is written of it. */
export function recordsAt(root: Shape, content: PlainRecord, path: Path): readonly Shape[] {
  const value = valueAt(content, path);
  return fittingRecords(shapesAt(root, content, path), value).map((shape) =>
    shape['x-live-options'] === true ? withLiveOptions(root, content, shape, value) : shape,
  );
}

/** `{ node: users, rate: 500/s }` takes the options that a node's kind lets change while it runs. */
function withLiveOptions(root: Shape, content: PlainRecord, shape: Shape, value: unknown): Shape {
  const named = valueAt(value, ['node']);
  const node = declarationOf(content, String(Array.isArray(named) ? named[0] : named));
  const options = node === undefined ? [] : recordsAt(root, content, ['nodes', node]);
  const live = Object.entries(options[0]?.properties ?? {}).filter(([, option]) => option['x-live'] === true);
  return { ...shape, properties: { ...shape.properties, ...Object.fromEntries(live) } };
}

/** Of alternatives, the records that know most of the keys that are there, and whose constants are those. */
function fittingRecords(shapes: readonly Shape[], value: unknown): readonly Shape[] {
  const records = shapes.filter(({ type }) => type === 'object');
  const keys = keysOf(value);
  const scores = records.map((shape) => score(shape, value, keys));
  const most = Math.max(...scores);
  return records.filter((_, index) => scores[index] === most);
}

/** The alternatives are told apart by a word, such as `kind`, that is not written yet. */
export function isUndecided(records: readonly Shape[], value: unknown): boolean {
  const [first] = records;
  const constant = Object.entries(first?.properties ?? {}).find(([, shape]) => shape.const !== undefined);
  if (constant === undefined || records.length < 2) return false;
  const [key] = constant;
  const values = records.map((shape) => shape.properties?.[key]?.const);
  const written = valueAt(value, [key]);
  return values.every((one) => one !== undefined && one !== written);
}

export function propertyOf(shape: Shape, key: string): Shape | undefined {
  const { properties = {}, additionalProperties } = shape;
  if (Object.hasOwn(properties, key)) return properties[key];
  return additionalProperties === false ? undefined : additionalProperties;
}

export type QuantityKind = keyof typeof QUANTITY_PATTERNS;
const QUANTITY_KINDS = Object.keys(QUANTITY_PATTERNS) as readonly QuantityKind[];

/** Which quantity a shape takes. */
export function quantityOf({ pattern }: Shape): QuantityKind | undefined {
  return QUANTITY_KINDS.find((kind) => QUANTITY_PATTERNS[kind] === pattern);
}

function score(shape: Shape, value: unknown, keys: readonly string[]): number {
  const contradicts = Object.entries(shape.properties ?? {}).some(([key, property]) => {
    const written = valueAt(value, [key]);
    if (property.const === undefined || written === undefined || isMark(written)) return false;
    return written !== property.const;
  });
  return contradicts ? -1 : keys.filter((key) => propertyOf(shape, key) !== undefined).length;
}

function itemsOf(shapes: readonly Shape[], index: number): readonly Shape[] {
  return shapes
    .filter(({ type }) => type === 'array')
    .flatMap(({ prefixItems, items }) => prefixItems?.[index] ?? (items === false ? [] : (items ?? [])));
}

/** A list of alternatives holds the same twice where two forms share a part. */
export function distinct<T>(all: readonly T[], key: (one: T) => string): readonly T[] {
  const seen = new Map<string, T>();
  for (const one of all) if (!seen.has(key(one))) seen.set(key(one), one);
  return [...seen.values()];
}
