import fc from 'fast-check';
import { expect, test } from 'vitest';
import { afterFailure, afterPass, fullHealth, initialHealth } from './counter.ts';

const thresholds = fc.record({ rise: fc.integer({ min: 1, max: 9 }), fall: fc.integer({ min: 1, max: 9 }) });

test('exactly fall failures in a row take a server down, exactly rise passes bring it back', () => {
  fc.assert(
    fc.property(thresholds, fc.array(fc.boolean(), { maxLength: 60 }), (check, results) => {
      let health = fullHealth(check);
      let up = true;
      let streak = 0;
      for (const passed of results) {
        streak = passed === up ? 0 : streak + 1;
        if (streak === (up ? check.fall : check.rise)) {
          up = !up;
          streak = 0;
        }
        health = passed ? afterPass(health, check) : afterFailure(health, check);
        expect(health >= check.rise).toBe(up);
      }
    }),
  );
});

test('the first check decides, unless the initial state says otherwise', () => {
  const check = { rise: 2, fall: 3 };
  expect(afterFailure(initialHealth(check), check)).toBe(0);
  expect(afterPass(initialHealth(check), check)).toBe(fullHealth(check));
  expect(afterPass(initialHealth(check, 'down'), check)).toBe(fullHealth(check));
  expect(afterPass(initialHealth(check, 'fully-down'), check)).toBe(1);
  expect(afterFailure(initialHealth(check, 'fully-up'), check)).toBe(3);
});
