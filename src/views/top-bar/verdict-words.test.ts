import { expect, test } from 'vitest';
import { summarise } from '../../analysis/summary.ts';
import { Driver } from '../../testing/driver.ts';
import { shortVerdicts } from './verdict-words.ts';

const SYSTEM = `duration: 20s
nodes:
  users: { kind: client, target: api, rate: 20/s }
  api: { kind: api-server }
expect: [{ downtime: { of: reads, at-most: 10s } }]
`;

test('where there was no outage none is measured', () => {
  const verdictOf = (faults: string) => shortVerdicts(summarise(new Driver(SYSTEM + faults).run), false)[0];
  expect(verdictOf('')).toMatchObject({
    value: 'none',
    label: 'Longest outage of reads: none, holds',
  });
  expect(verdictOf('faults: [{ at: 8s, crash: api, for: 3s }]')?.value).toMatch(/^3\.0.s$/u);
});

test('what was expected to go wrong is told as expected, not as well', () => {
  const summary = summarise(new Driver(SYSTEM).run);
  const [verdict] = summary.expectations;
  if (verdict === undefined) throw new Error('an expectation');
  const lost = (count: number) =>
    shortVerdicts(
      {
        ...summary,
        expectations: [{ ...verdict, holds: true, subject: { check: 'count', of: 'lost-writes', count } }],
      },
      false,
    )[0];
  expect(lost(235)).toMatchObject({
    state: 'expected',
    name: 'as expected: 235 acknowledged writes lost in all',
  });
  expect(lost(0)).toMatchObject({ state: 'holds', name: '0 acknowledged writes lost in all' });
});

test('what a scenario expects not to happen is not called forbidden where it does', () => {
  const text = `${SYSTEM.replace(/expect.*\n/u, '')}expect: [{ never: { milestone: node-crashed } }]\n`;
  const verdictOf = (faults: string) => shortVerdicts(summarise(new Driver(text + faults).run), false)[0];
  expect(verdictOf('faults: [{ at: 8s, crash: api }]')).toMatchObject({
    value: 'there was one',
    label: 'None expected: node crashed: there was one, api crashed at 8.000 s, go to it',
  });
  expect(verdictOf('')?.label).toBe('None expected: node crashed: holds');
});
