import { deflateSync } from 'fflate';
import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { hashText } from '../../lib/hash.ts';
import { failure, success } from '../../lib/result.ts';
import { contentHash } from '../../scenario/content-hash.ts';
import { DICTIONARY_2 } from './dictionary.ts';
import { MAX_CODE_LENGTH, seal } from './envelope.ts';
import { readShared, writeShared } from './link.ts';
import type { SharedRun } from './shared-run.ts';

const PREFIX = 'https://ensemble.example/#share=';
const FILE = readFileSync(new URL('../../../scenarios/who-is-the-primary.yaml', import.meta.url), 'utf8');

const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });
const name = fc.stringMatching(/^[a-z][a-z0-9-]{0,39}$/u);
const json = fc.jsonValue({ maxDepth: 4 }).map((value): unknown => JSON.parse(JSON.stringify(value)));
const record = fc.dictionary(name, json, { noNullPrototype: true });
const text = fc.oneof(fc.string({ unit: 'grapheme' }), fc.constant(FILE));

const shared: fc.Arbitrary<SharedRun> = fc.record({
  source: fc.oneof(
    fc.record({ type: fc.constant('built-in' as const), slug: name, hash: text.map(contentHash) }),
    fc.record({ type: fc.constant('text' as const), name: fc.string({ maxLength: 40 }), text }),
  ),
  edits: maybe(
    fc.record({ seed: fc.nat(), faults: fc.array(record), options: record }, { requiredKeys: [] }),
  ),
  time: fc.integer({ min: 0, max: 3_600_000_000 }),
  node: maybe(name),
  digest: maybe(fc.stringMatching(/^[0-9a-f]{16}$/u)),
  model: fc.nat().map(String),
});

function coded(run: SharedRun): string {
  const code = writeShared(run);
  if (!code.ok) throw new Error(code.error);
  return code.value;
}

/** A body as a hostile program would pack it: whole, with a right checksum. */
function sealed(body: string, version = '2'): string {
  const code = seal(version, body, version === '2' ? DICTIONARY_2 : '');
  if (!code.ok) throw new Error(code.error);
  return code.value;
}

const MANY_FAULTS: SharedRun = {
  source: { type: 'built-in', slug: 'who-is-the-primary', hash: contentHash(FILE) },
  edits: {
    seed: 1_904_338_572,
    faults: [
      { at: '12s', crash: 'db-1' },
      { at: '14.2s', pause: 'api-2', for: '3.75s' },
      { at: '16.117s', crash: { leader: 'zk' } },
      { at: '20.034518s', cut: ['api-3', 'db-2'] },
      { at: '22.9s', heal: ['api-3', 'db-2'] },
      { at: '24.5s', restart: 'zk-1' },
      { at: '27.63s', isolate: 'zk-2', for: '4.2s' },
      { at: '30s', restart: 'db-1' },
      { at: '33.3s', slow: { node: 'api-1', by: '10x' } },
      {
        at: '38.81s',
        partition: [
          ['zk-1', 'db-2'],
          ['zk-2', 'zk-3', 'api-1'],
        ],
      },
      { at: '44.4s', heal: 'all' },
      { at: '47.25s', unplug: 'db-3' },
    ],
  },
  time: 20_034_518,
  node: 'zk-3',
  digest: '9f0c41d7be2a6583',
  model: '4',
};

test('the production scenario with ten added faults is a link of less than 300 characters', () => {
  expect((PREFIX + coded(MANY_FAULTS)).length).toBeLessThan(300);
});

test('what is shared most often, a scenario as it comes with a cursor, is a link of less than 120 characters', () => {
  expect((PREFIX + coded({ ...MANY_FAULTS, edits: undefined })).length).toBeLessThan(120);
});

test('a whole file is a link that a chat takes', () => {
  const linkOf = (text: string) => {
    const own: SharedRun = {
      ...MANY_FAULTS,
      source: { type: 'text', name: 'mine.yaml', text },
      edits: undefined,
    };
    return PREFIX + coded(own);
  };
  const [system = '', afterStory = ''] = FILE.split(/^story:.*\n(?: .*\n|\n)*/mu);
  expect(linkOf(system + afterStory).length).toBeLessThan(1000);
  // With a story of 400 words; where messages are shortest they have 2,000 characters.
  expect(linkOf(FILE).length).toBeLessThan(2000);
});

test('any run that was shared reads back as the same', () => {
  fc.assert(
    fc.property(shared, (run) => {
      expect(readShared(coded(run))).toEqual(success(run));
    }),
  );
});

test('the dictionary of a version never changes', () => {
  expect(hashText(DICTIONARY_2)).toBe(2_791_637_801);
});

test('a link that was cut anywhere says that it is cut off', () => {
  const code = coded(MANY_FAULTS);
  for (let length = 0; length < code.length; length++) {
    expect(readShared(code.slice(0, length))).toEqual(failure('cut-off'));
  }
});

test('what stands behind a link does it no harm', () => {
  for (const tail of ['.', ')', '\n', ' and more', 'A', '____']) {
    expect(readShared(coded(MANY_FAULTS) + tail)).toEqual(success(MANY_FAULTS));
  }
});

test('a link with another letter anywhere is garbled, or says the same', () => {
  const code = coded(MANY_FAULTS);
  const letter = fc.stringMatching(/^[\w-]$/u);
  fc.assert(
    fc.property(fc.nat(code.length - 1), letter, (at, other) => {
      const read = readShared(code.slice(0, at) + other + code.slice(at + 1));
      if (read.ok) expect(read.value).toEqual(MANY_FAULTS);
      else expect(['garbled', 'cut-off']).toContain(read.error);
    }),
  );
});

test('a whole link of a version to come is told from a broken one', () => {
  expect(readShared(sealed('{}', '3'))).toEqual(failure('newer'));
  expect(readShared(`3${coded(MANY_FAULTS).slice(1)}`)).toEqual(failure('garbled'));
});

test('a bomb is stopped while it unpacks', () => {
  const started = performance.now();
  expect(readShared(sealed(' '.repeat(5_000_000)))).toEqual(failure('too-large'));
  expect(
    readShared(sealed(JSON.stringify({ s: 'a', h: '1', t: 0, m: '4', e: { faults: 'x'.repeat(3e6) } }))),
  ).toEqual(failure('too-large'));
  expect(performance.now() - started).toBeLessThan(5000);
});

test('what nests too deep, and what is too long, is refused', () => {
  expect(readShared(sealed('['.repeat(1e6)))).toEqual(failure('too-deep'));
  expect(readShared('2'.repeat(MAX_CODE_LENGTH + 1))).toEqual(failure('too-long'));
});

test('a run that no link can carry is not written', () => {
  // Nothing repeats, so nothing packs.
  let state = 1;
  const noise = Array.from({ length: 100_000 }, () =>
    String.fromCharCode(33 + ((state = hashText(String(state))) % 90)),
  );
  expect(writeShared({ ...MANY_FAULTS, source: { type: 'text', name: '', text: noise.join('') } })).toEqual(
    failure('too-long'),
  );
  const faults = Array.from({ length: 1001 }, () => ({ at: '5s', crash: 'db-1' }));
  expect(writeShared({ ...MANY_FAULTS, edits: { faults } })).toEqual(failure('too-long'));
});

test('whole links with other contents than a run are senseless', () => {
  const good = { s: 'a', h: '1', t: 0, m: '4' };
  expect(readShared(sealed(JSON.stringify(good))).ok).toBe(true);
  const bad = [
    null, 7, [], 'x', {}, { ...good, t: -1 }, { ...good, t: 0.5 }, { ...good, t: 1e12 }, { ...good, s: 'A/../b' },
    { ...good, n: '<b>' }, { ...good, d: 'xyz' }, { ...good, m: 4 }, { ...good, e: [] }, { ...good, e: { faults: {} } },
    { ...good, e: { options: [] } },
    { ...good, e: { faults: Array.from({ length: 1001 }, () => 0) } },
    { ...good, e: { options: Object.fromEntries(Array.from({ length: 1001 }, (_, n) => [n, 0])) } }, { f: 'a', x: 7, t: 0, m: '4' }, { f: 'a', x: 'é'.repeat(600_000), t: 0, m: '4' },
  ]; // prettier-ignore
  for (const body of bad) expect(readShared(sealed(JSON.stringify(body)))).toEqual(failure('senseless'));
  for (const body of ['', '{', 'undefined']) expect(readShared(sealed(body))).toEqual(failure('senseless'));
});

test('any text, any body and any packing ends in an answer', () => {
  const packing = fc.oneof(
    fc.uint8Array({ maxLength: 400 }),
    fc.uint8Array({ maxLength: 400 }).map((bytes) => deflateSync(bytes)),
  );
  fc.assert(
    fc.property(
      fc.oneof(fc.string(), fc.base64String()),
      json,
      packing,
      fc.constantFrom('1', '2'),
      (any, body, bytes, version) => {
        for (const code of [
          any,
          `${version}${any}`,
          sealed(JSON.stringify(body), version),
          withChecksum(bytes, version),
        ]) {
          const read = readShared(code);
          expect(read.ok || typeof read.error === 'string').toBe(true);
        }
      },
    ),
    { numRuns: 300 },
  );
});

/** Letters with a right length and checksum around any bytes. */
function withChecksum(bytes: Uint8Array, version: string): string {
  const content = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
  const sum = hashText(version + content);
  const header = [
    0,
    bytes.length >> 8,
    bytes.length & 255,
    sum >>> 24,
    (sum >>> 16) & 255,
    (sum >>> 8) & 255,
    sum & 255,
  ];
  return version + Buffer.from(String.fromCharCode(...header) + content, 'latin1').toString('base64url');
}
