import fc from 'fast-check';
import { expect, test } from 'vitest';
import { success } from '../../lib/result.ts';
import { seal } from './envelope.ts';
import { readShared } from './link.ts';
import type { SharedRun } from './shared-run.ts';
import { DICTIONARIES, PRESENT } from './versions.ts';

const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });
const name = fc.stringMatching(/^[a-z][a-z0-9-]{0,39}$/u);
const faults = fc.array(fc.record({ at: fc.nat(60).map((n) => `${n}s`), crash: name }));
const options = fc.dictionary(name, fc.oneof(fc.nat(), name), { noNullPrototype: true });

const shared: fc.Arbitrary<SharedRun> = fc.record({
  source: fc.oneof(
    fc.record({
      type: fc.constant('built-in' as const),
      slug: name,
      hash: name.map((text) => text.replaceAll('-', '').slice(0, 16)),
    }),
    fc.record({ type: fc.constant('text' as const), name, text: fc.string({ unit: 'grapheme' }) }),
  ),
  // Version 1 could not tell no edits from an empty list of them.
  edits: maybe(
    fc
      .record({ seed: fc.nat(), faults, options }, { requiredKeys: [] })
      .filter((edits) => Object.keys(edits).length > 0),
  ),
  time: fc.integer({ min: 0, max: 3_600_000_000 }),
  node: maybe(name),
  digest: maybe(fc.stringMatching(/^[0-9a-f]{16}$/u)),
  model: fc.nat().map(String),
});

/** As version 1 wrote it. */
function writtenAsFirst({ source, edits, time, node, digest, model }: SharedRun): string {
  const from =
    source.type === 'built-in'
      ? { scenario: source.slug, hash: source.hash }
      : { name: source.name, text: source.text };
  const body = JSON.stringify({ ...from, ...edits, seconds: time / 1e6, node, digest, model });
  const code = seal('1', body, DICTIONARIES['1']);
  if (!code.ok) throw new Error(code.error);
  return code.value;
}

test('whatever version 1 wrote says the same today', () => {
  fc.assert(
    fc.property(shared, (run) => {
      expect(readShared(writtenAsFirst(run))).toEqual(success(run));
    }),
  );
});

const SENT: SharedRun = {
  source: { type: 'built-in', slug: 'who-is-the-primary', hash: 'abc123' },
  edits: {
    seed: 7,
    faults: [{ at: '12s', crash: 'db-1' }],
    options: { 'db.election.sessionTimeout': '4s' },
  },
  time: 20_034_518,
  node: 'zk-3',
  digest: '9f0c41d7be2a6583',
  model: '3',
};

test('links that were sent open for ever', () => {
  const first =
    '1AACky9qefSWNSw6DMAxE7-I1QYRPoZyju6qLkJgmKiQoDqpaxN3rqCtr_N7YB5BGr6ILMMLbBuFIJItii25V8QMFWEWWmZq0rBvOhGhg7AuY1b4kgvF' +
    '-gEpsyJoY6_j3zSQknI8CwpZc8OwdvCtxQZ1zSUjE8-ZWDHuutwRnvq6DN2zXVVk1bSeHAnwwyML3JfJ_455IuXCdK91K009Yq0s3ZLayuTBq4PwB';
  const second =
    '2AAA9FP_CsiPg-KrEXJOcXFQfmBPnAWBBh1Sb4q08TICxC3eysYmpoQXEyeDogDjZMs0g2cQwxTwp1SjRzNQCJAz1AQA';
  expect(readShared(first)).toEqual(success(SENT));
  expect(readShared(second)).toEqual(
    success({ ...SENT, source: { ...SENT.source, hash: 'zam4lm' }, model: '4' }),
  );
});

test('there is a dictionary and a way to the present for every version', () => {
  expect(Object.keys(DICTIONARIES)).toEqual(
    Array.from({ length: Number(PRESENT) }, (_, index) => String(index + 1)),
  );
});
