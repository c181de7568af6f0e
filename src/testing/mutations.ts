/** Texts that nobody meant to write: files, edits and addresses with something in them changed. */
import fc from 'fast-check';

/** Places are parts of the whole, so that a mutation fits any text. */
export const place = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

const NUMBERS = [
  '0', '1', '2', '3', '7', '40', '999', '1000', '1001', '65536', '1000000', '3599', '3600', '3601', '20000', '100',
  '0.000001', '0.5', '99.999', '4294967295', '4294967296', '9007199254740991', '9007199254740993', '1e21', '1e309', '-1', '-0',
]; // prettier-ignore

const VALUES = [
  '', '~', 'null', 'true', 'no', '""', "''", '[]', '{}', '[[]]', '[{}]', '{ : }', '.inf', '-.inf', '.nan', '0x10', '0o17', '1_000',
  '0s', '1us', '1h', '59.999999m', '3601s', '0/s', '20000/s', '0.000001/s', '0%', '100%', '101%', '0.000001x', '1000000x', '0x',
  '4KiB', '1MiB', 'all', 'none', 'any', 'leader', '{ leader: zk }', '{ primary: db }', '[zk, db]', '"api-[1..3]"', '"api-[3..1]"',
  '"api-[1..999999]"', '{ discover: /services/api, through: zk }', '{ median: 1us, p99: 1h }', '{ mean: 1h, distribution: exponential }',
  '/', '//', '/a/../b', '/zookeeper', '__proto__', 'constructor', 'toString', 'hasOwnProperty', '{ __proto__: { a: 1 } }', '*a', '&a b',
  '!!js/function "x"', '!!binary AAAA', '<<', '? a', '- - -', '|', '>-', '%YAML 1.1', '---', '...', '#', '"\\u0000"', '"\\ud800"',
  '<script>alert(1)</script>', '<img src=x onerror=alert(1)>', '[a](javascript:alert(1))', 'data:text/html,<b>', '\u202eevil', '\u200b', '\ufeff',
  '\u0000', '\ud800', 'e\u0301', '💥',
]; // prettier-ignore

const character = fc.oneof(
  fc.constantFrom(...Array.from(':-[]{},"\'#&*!|>%@`\t \n\r\u0000\u0085\u2028\u202e\u200b\ufeff0az~?')),
  fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code)),
);

type Mutation = (text: string) => string;

function at(text: string, where: number): number {
  return Math.floor(where * (text.length + 1));
}

/** Replaces the match of `pattern` that stands at a part of all matches. */
function replaceMatch(text: string, pattern: RegExp, where: number, by: (match: string) => string): string {
  const matches = [...text.matchAll(pattern)];
  const match = matches[Math.floor(where * matches.length)];
  if (match === undefined) return text;
  return text.slice(0, match.index) + by(match[0]) + text.slice(match.index + match[0].length);
}

function withLines(text: string, where: number, change: (lines: string[], index: number) => void): string {
  const lines = text.split('\n');
  change(lines, Math.floor(where * lines.length));
  return lines.join('\n');
}

/** The `where`-th word of the text. */
function wordAt(text: string, where: number): string {
  const words = text.match(WORD) ?? [];
  return words[Math.floor(where * words.length)] ?? '';
}

const WORD = /[A-Za-z][\w-]*/gu;
const NUMBER = /\d+(?:\.\d+)?/gu;
const VALUE = /(?<=: )[^\n,{}[\]]+/gu;
const BLOCK = /(?<=: )(?:\{[^\n{}]*\}|\[[^\n[\]]*\])/gu;

/** Mistakes of the kind that leave a file that can be read, more often than not. */
const meaningMutation: fc.Arbitrary<Mutation> = fc.oneof(
  fc.tuple(place, fc.constantFrom(...NUMBERS)).map(
    ([where, by]): Mutation =>
      (text) =>
        replaceMatch(text, NUMBER, where, () => by),
  ),
  fc.tuple(place, place).map(
    ([where, from]): Mutation =>
      (text) =>
        replaceMatch(text, WORD, where, () => wordAt(text, from)),
  ),
  fc.tuple(place, fc.constantFrom(...VALUES)).map(
    ([where, by]): Mutation =>
      (text) =>
        replaceMatch(text, VALUE, where, () => by),
  ),
  place.map(
    (where): Mutation =>
      (text) =>
        withLines(text, where, (lines, index) => lines.splice(index, 1)),
  ),
);

const shapeMutation: fc.Arbitrary<Mutation> = fc.oneof(
  fc.tuple(place, character).map(([where, by]): Mutation => (text) => {
    const index = at(text, where);
    return text.slice(0, index) + by + text.slice(index + 1);
  }),
  fc.tuple(place, character).map(([where, by]): Mutation => (text) => {
    const index = at(text, where);
    return text.slice(0, index) + by + text.slice(index);
  }),
  fc.tuple(place, fc.constantFrom(...VALUES)).map(
    ([where, by]): Mutation =>
      (text) =>
        replaceMatch(text, BLOCK, where, () => by),
  ),
  fc.tuple(place, place).map(
    ([where, other]): Mutation =>
      (text) =>
        withLines(text, where, (lines, index) => {
          const second = Math.floor(other * lines.length);
          [lines[index], lines[second]] = [lines[second] ?? '', lines[index] ?? ''];
        }),
  ),
  fc.tuple(place, fc.constantFrom(1, 2, 30)).map(
    ([where, times]): Mutation =>
      (text) =>
        withLines(text, where, (lines, index) => {
          lines.splice(index, 0, ...Array.from({ length: times }, () => lines[index] ?? ''));
        }),
  ),
  place.map(
    (where): Mutation =>
      (text) =>
        text.slice(0, at(text, where)),
  ),
  fc
    .tuple(place, fc.constantFrom('[', '{ a: ', '- ', '  ', '"', '? ', 'a: '), fc.constantFrom(70, 400, 5000))
    .map(([where, opening, depth]): Mutation => (text) => {
      const index = at(text, where);
      return text.slice(0, index) + opening.repeat(depth) + text.slice(index);
    }),
  fc.tuple(place, fc.constantFrom('x', 'e\u0301', '\u0301', '💥', '\u200b', 'a b ')).map(
    ([where, by]): Mutation =>
      (text) =>
        replaceMatch(text, VALUE, where, () => by.repeat(10_000)),
  ),
);

/** Up to six mutations one after the other; half of the texts have one alone that may leave them readable. */
export const mutations: fc.Arbitrary<Mutation> = fc
  .oneof(
    meaningMutation.map((mutate) => [mutate]),
    fc.array(fc.oneof(meaningMutation, shapeMutation), { minLength: 1, maxLength: 6 }),
  )
  .map((list) => (text) => list.reduce((mutated, mutate) => mutate(mutated), text));

/** Stands for lists in lists, which no writer of JSON could write. */
const NEST = '<nest>';

const EXTREMES: fc.Arbitrary<unknown> = fc.oneof(
  fc.jsonValue({ maxDepth: 3 }),
  fc.constantFrom(...VALUES, ...NUMBERS, NEST),
  fc.constantFrom(null, true, -1, 0.5, 1e21, 4294967296, [], {}, [[]], JSON.parse('{"__proto__":{"a":1}}')),
);

/** Plain data with one of its values, or itself, replaced, or with a key more. */
function changed(value: unknown, key: string, by: unknown, path: readonly number[]): unknown {
  const [step, ...rest] = path;
  if (step === undefined || typeof value !== 'object' || value === null) return by;
  const keys = Object.keys(value);
  const chosen = keys[step % (keys.length + 1)] ?? key;
  const inner = changed((value as Readonly<Record<string, unknown>>)[chosen], key, by, rest);
  if (Array.isArray(value)) return value.toSpliced(step % (value.length + 1), 1, inner);
  return { ...value, [chosen]: inner };
}

/** Edits of which some values are others, as JSON. */
export function editMutations(original: unknown): fc.Arbitrary<string> {
  const key = fc.oneof(
    fc.constantFrom('seed', 'faults', 'options', 'users.rate', 'a.b.c', '', '.', '__proto__'),
    fc.string(),
  );
  const change = fc.tuple(key, EXTREMES, fc.array(fc.nat(9), { maxLength: 4 }));
  const depth = fc.constantFrom(100, 10_000, 100_000);
  return fc.tuple(fc.array(change, { minLength: 1, maxLength: 3 }), depth).map(([list, levels]) => {
    const json = JSON.stringify(
      list.reduce((value, [name, by, path]) => changed(value, name, by, path), original),
    );
    return json.replace(JSON.stringify(NEST), () => '['.repeat(levels) + ']'.repeat(levels));
  });
}
