import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isStep, readAddress, writeAddress, type Address, type ScenarioAddress } from './address.ts';
import type { Panel } from './stores.ts';

const name = fc.string({ minLength: 1 });
const time = fc.integer({ min: 0, max: 3_600_000_000 });
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });
const panel: fc.Arbitrary<Panel> = fc.oneof(
  fc.record({
    type: fc.constantFrom('why', 'effects', 'request'),
    id: fc.constantFrom('db-1#81', 'a>b@5.7'),
  }),
  fc.constant({ type: 'requests' as const }),
);

const scenarioAddresses: fc.Arbitrary<ScenarioAddress> = fc.record({
  page: fc.constant('scenario' as const),
  scenario: maybe(name),
  draft: maybe(name),
  share: maybe(name),
  editing: fc.boolean(),
  edits: maybe(fc.jsonValue()),
  time: maybe(time),
  node: maybe(name),
  message: maybe(name),
  panel: maybe(panel),
  window: maybe(
    fc
      .tuple(time, fc.integer({ min: 1, max: 60_000_000 }))
      .map(([from, length]) => ({ from, to: from + length })),
  ),
});

const addresses: fc.Arbitrary<Address> = fc.oneof(
  {
    weight: 20,
    arbitrary: scenarioAddresses.filter(({ scenario, draft, share }) =>
      [scenario, draft, share].some((one) => one !== undefined),
    ),
  },
  fc.record({
    page: fc.constantFrom(
      'library' as const,
      'glossary' as const,
      'comparison' as const,
      'guide' as const,
      'drill' as const,
    ),
  }),
);

test('an address that was written reads back as the same', () => {
  fc.assert(
    fc.property(addresses, (address) => {
      expect(readAddress(writeAddress(address))).toEqual(overJson(address));
    }),
  );
});

function overJson(address: Address): Address {
  if (address.page !== 'scenario') return address;
  const { edits } = address;
  return { ...address, edits: edits === undefined ? undefined : JSON.parse(JSON.stringify(edits)) };
}

test('any text is an address', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(() => readAddress(`#${text}`)).not.toThrow();
    }),
  );
});

test('looking around is no step in the history, choosing is', () => {
  const here = readAddress('#scenario=a&t=1');
  expect(isStep(here, readAddress('#scenario=a&t=5&window=1-2'))).toBe(false);
  expect(isStep(here, readAddress('#scenario=a&t=1&node=db-1'))).toBe(true);
  expect(isStep(here, readAddress('#scenario=a&t=1&edits={"seed":4}'))).toBe(true);
  expect(isStep(here, readAddress(''))).toBe(true);
  // An address that names a milestone led to the same place as one with its id.
  const named = readAddress('#scenario=a&t=1&panel=why:marked-down:api-2@14s');
  expect(isStep(named, readAddress('#scenario=a&t=1&panel=why:lb-1%2344'))).toBe(false);
  expect(isStep(named, readAddress('#scenario=a&t=1'))).toBe(true);
});
