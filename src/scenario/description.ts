/** What a key, a value or a name of a scenario means, as data: whoever shows it has the words. */
import { isRecord, type PlainRecord } from '../lib/plain-data.ts';
import {
  alternativesOf,
  declaredAt,
  distinct,
  propertyOf,
  quantityOf,
  recordsAt,
  shapesAt,
} from './shapes.ts';
import type { QuantityKind, Shape } from './shapes.ts';
import { placeAt, valueAt, type TextPlace } from './text-place.ts';
import { findName, type WrittenName } from './written-names.ts';

export type ValueType =
  QuantityKind | 'integer' | 'number' | 'flag' | 'choice' | 'text' | 'name' | 'list' | 'record';

export interface Description {
  readonly name: string;
  readonly doc?: string | undefined;
  readonly types?: readonly ValueType[];
  /** As it is written. */
  readonly default?: string | undefined;
  readonly minimum?: string | undefined;
  readonly maximum?: string | undefined;
  readonly values?: readonly string[];
  readonly isRequired?: boolean;
  /** It is what is taken where nothing is said. */
  readonly isDefault?: boolean;
  /** It may be set while a node runs. */
  readonly isLive?: boolean;
  /** Of a name: what it is. */
  readonly named?: WrittenName;
  /** Of a node: what its declaration says, `key: value` each. */
  readonly options?: readonly string[];
}

export interface Explanation extends Description {
  /** Where the word stands. */
  readonly from: number;
  readonly to: number;
}

/** What is at an offset of the text; undefined where the format has nothing to say of it. */
export function describeAt(text: string, offset: number, format: Shape): Explanation | undefined {
  const place = placeAt(text, offset);
  if (place === undefined || place.word === '') return undefined;
  const description = place.role === 'key' ? describeKey(place, format) : describeValue(place, format);
  return description === undefined ? undefined : { ...description, from: place.from, to: place.to };
}

/** Of a key with its shape; `owner` is the record that it is a key of. */
export function describeShape(name: string, shape: Shape, owner?: Shape): Description {
  const alternatives = alternativesOf(shape);
  const [limited = {}] = alternatives.filter(({ minimum, maximum }) => (minimum ?? maximum) !== undefined);
  const values = alternatives.flatMap((one) => one.enum ?? []);
  return {
    name,
    doc: shape.const === undefined ? shape.description : undefined,
    types: distinct(alternatives.map(typeOf), String),
    default: shape.default === undefined ? undefined : String(shape.default),
    minimum: shape['x-minimum'] ?? limitOf(limited.minimum),
    maximum: limitOf(limited.maximum),
    values,
    isRequired: owner !== undefined && isRequired([owner], name),
    isLive: shape['x-live'] === true,
  };
}

/** Whether whatever a record may be needs this key. */
export function isRequired(owners: readonly Shape[], name: string): boolean {
  return owners.length > 0 && owners.every(({ required = [] }) => required.includes(name));
}

export function describeName(named: WrittenName): Description {
  return { name: named.name, named };
}

function describeKey({ word, path, content, under }: TextPlace, format: Shape): Description | undefined {
  if (path.length === 1 && (path[0] === 'nodes' || path[0] === 'zones'))
    return describeNode({ ...content, [path[0]]: withKey(content[path[0]], word, under) }, word, format);
  const owners = recordsAt(format, content, path).filter((shape) => propertyOf(shape, word) !== undefined);
  const isOwn = (owner: Shape): boolean => {
    const constant = propertyOf(owner, word)?.const;
    return constant === undefined || constant === under;
  };
  const owner = owners.find(isOwn) ?? owners[0];
  const shape = owner === undefined ? undefined : propertyOf(owner, word);
  if (shape === undefined) return undefined;
  const description = { ...describeShape(word, shape, owner), isRequired: isRequired(owners, word) };
  return shape.const !== undefined && shape.const === under
    ? { ...description, doc: shape.description }
    : description;
}

function describeValue({ word, path, content }: TextPlace, format: Shape): Description | undefined {
  const shapes = shapesAt(format, content, path);
  const isName = shapes.some((shape) => shape['x-names'] !== undefined || shape['x-zone'] === true);
  const name = isName ? describeNode(content, word, format) : undefined;
  if (name !== undefined) return name;
  for (const shape of shapes) {
    if (shape.const === word) return { name: word, doc: shape.description };
    const doc = shape.enumDescriptions?.[shape.enum?.indexOf(word) ?? -1];
    if (doc !== undefined) return { name: word, doc };
  }
  return describeOption(content, path, format);
}

/** A value that says nothing by itself is explained by the key that it stands under. */
function describeOption(
  content: PlainRecord,
  path: TextPlace['path'],
  format: Shape,
): Description | undefined {
  const depth = path.findLastIndex((step) => typeof step === 'string') + 1;
  const key = path[depth - 1];
  if (typeof key !== 'string') return undefined;
  const [shape] = declaredAt(format, content, path.slice(0, depth));
  const [owner] = recordsAt(format, content, path.slice(0, depth - 1));
  return shape === undefined ? undefined : describeShape(key, shape, owner);
}

function describeNode(content: PlainRecord, name: string, format: Shape): Description | undefined {
  const named = findName(content, name);
  if (named === undefined) return undefined;
  if (named.is === 'zone') return { name, named };
  const path = ['nodes', named.of];
  const kinds = recordsAt(format, content, path);
  return {
    name,
    named,
    doc: kinds.length === 1 ? kinds[0]?.description : undefined,
    options: Object.entries(valueAt(content, path) ?? {}).flatMap(([key, value]) =>
      key === 'kind' || key === 'count' ? [] : `${key}: ${inline(value)}`,
    ),
  };
}

function withKey(record: unknown, key: string, value: unknown): PlainRecord {
  return { ...(isRecord(record) ? record : {}), [key]: value };
}

function typeOf(shape: Shape): ValueType {
  if (shape['x-names'] !== undefined) return 'name';
  if (shape.enum !== undefined || shape.const !== undefined) return 'choice';
  const types = { object: 'record', array: 'list', string: 'text', boolean: 'flag' } as const;
  if (shape.type === undefined || shape.type === 'integer' || shape.type === 'number')
    return shape.type ?? 'text';
  return quantityOf(shape) ?? types[shape.type];
}

function limitOf(limit: number | undefined): string | undefined {
  return limit === undefined || Math.abs(limit) === Number.MAX_SAFE_INTEGER ? undefined : String(limit);
}

function inline(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(inline).join(', ')}]`;
  if (!isRecord(value)) return String(value);
  const entries = Object.entries(value).map(([key, inner]) => `${key}: ${inline(inner)}`);
  return `{ ${entries.join(', ')} }`;
}
