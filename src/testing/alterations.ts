import { isList, isObject, type Json } from '../conformance/json.ts';

/** Every version of a value that differs from it in one leaf, or lacks one field or item. */
export function alterations(value: Json): readonly Json[] {
  if (isList(value)) {
    const shorter = value.map((_, gone) => value.filter((__, index) => index !== gone));
    const inner = value.flatMap((item, at) =>
      alterations(item).map((other) => value.map((same, index) => (index === at ? other : same))),
    );
    return [...shorter, ...inner];
  }
  if (isObject(value)) {
    return Object.entries(value).flatMap(([key, field]) => {
      const { [key]: _gone, ...rest } = value;
      return [rest, ...alterations(field).map((other) => ({ ...value, [key]: other }))];
    });
  }
  return [typeof value === 'number' ? value + 1 : typeof value === 'boolean' ? !value : 'altered'];
}
