import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { defined } from '../../lib/assert.ts';
import { isList, type JsonObject, objectOf } from '../json.ts';
import { type Case, parseCase } from './case.ts';
import { compareCase } from './compare.ts';
import { alterations } from '../../testing/alterations.ts';

const DIRECTORY = 'src/kinds/load-balancer/conformance';
const NAMES = readdirSync(join(DIRECTORY, 'cases'));

function read(folder: string, name: string): JsonObject {
  return JSON.parse(readFileSync(join(DIRECTORY, folder, name), 'utf8')) as JsonObject;
}

function caseNamed(name: string): Case {
  const parsed = parseCase(read('cases', name));
  if (!parsed.ok) throw new Error(parsed.error);
  return parsed.value.file;
}

/** The pointers at which a recording and a result differ. */
function pointers(name: string, result: JsonObject, golden = read('golden', name)): readonly string[] {
  return compareCase(caseNamed(name), golden, result).map(({ pointer }) => pointer);
}

function withExact(golden: JsonObject, change: JsonObject): JsonObject {
  return { ...golden, exact: { ...objectOf(golden.exact), ...change } };
}

/** What is not compared: the result codes of checks. */
function withoutCodes(exact: JsonObject): JsonObject {
  if (exact.checks === undefined) return exact;
  const checks = Object.entries(objectOf(exact.checks)).map(([server, list]) => [
    server,
    (isList(list) ? list : []).map((check) => {
      const { code: _code, ...rest } = objectOf(check);
      return rest;
    }),
  ]);
  return { ...exact, checks: Object.fromEntries(checks) as JsonObject };
}

describe('comparison of load balancers', () => {
  it('agrees with what the goldens themselves say', () => {
    for (const name of NAMES) expect([name, pointers(name, read('golden', name))]).toEqual([name, []]);
  });

  it.each([
    'hc-all-down.json', 'lf-slowstart.json', 'lf-agent-down.json', 'f-refused-no-redispatch.json', 'ngx-all-down.json',
    'rr-leave-rejoin.json',
  ])('finds every single alteration of what the model did in %s', (name) => {
    const golden = read('golden', name);
    const exact = withoutCodes(objectOf(golden.exact));
    const altered = alterations(exact);
    expect(altered.length).toBeGreaterThan(20);
    for (const one of altered) {
      expect(pointers(name, { ...golden, exact: one }), JSON.stringify(one)).not.toEqual([]);
    }
  }); // prettier-ignore

  it('finds what the model logged and the real balancer did not', () => {
    const name = 'hc-flap-never-down.json';
    const golden = read('golden', name);
    const event = { s2: ['Server is DOWN'] };
    expect(pointers(name, withExact(golden, { events: event }))).toEqual(['/exact/events/s2']);
    expect(pointers(name, withExact(golden, { backend_events: ['x'] }))).toEqual(['/exact/backend_events']);
    const unstable = { ...golden, unstable: ['exact.events.s2'] };
    expect(pointers(name, withExact(golden, { events: event }), unstable)).toEqual([]);
  });

  it('names the place in an outcome, and leaves out the keys that were unstable there', () => {
    const name = 'f-500-retry.json';
    const golden = read('golden', name);
    const outcomes = objectOf(golden.exact).outcomes as readonly JsonObject[];
    const first = defined(outcomes[0], 'outcome');
    const other = withExact(golden, { outcomes: [{ ...first, term: 'SH--' }, ...outcomes.slice(1)] });
    expect(pointers(name, other)).toEqual(['/exact/outcomes/0/term']);
    const loose = { ...first, unstable_keys: ['term'] };
    const loosened = withExact(golden, { outcomes: [loose, ...outcomes.slice(1)] });
    expect(pointers(name, other, loosened)).toEqual([]);
    const order = withExact(golden, { order: ['?', 's3', 's2', 's3', 's2', 's3'] });
    expect(pointers(name, withExact(golden, { order: ['s9', 's3', 's2', 's3', 's2', 's3'] }), order)).toEqual(
      [],
    );
  });

  it.each([
    ['checks_ms', 200, 400, 15 + 2 * 4],
    ['events_ms', 200, 1000, 15 + 5 * 4],
    ['status_ms', 200, 90, 15],
  ])('lets %s be late by 15 ms and 4 ms a period, both ways', (kind, inter, median, slack) => {
    const name = 'hc-http-crash-recover.json';
    expect(caseNamed(name).balancer.check?.inter_ms).toBe(inter);
    const at = (ms: number): JsonObject => ({ exact: {}, timing: { [kind]: { s1: [[ms, ms, ms]] } } });
    const differs = (ms: number): boolean => pointers(name, at(ms), at(median)).length > 0;
    const edges = [median - slack - 1, median - slack, median + slack, median + slack + 1];
    expect(edges.map(differs)).toEqual([true, false, false, true]);
  });

  it('allows twice the spread of the recorded runs, and 25 ms to the latency of a request', () => {
    const name = 'hc-http-crash-recover.json';
    const golden = { exact: {}, timing: { status_ms: { s1: [[80, 90, 110]] }, latency_ms: [[10, 10, 10]] } };
    const result = (status: number, latency: number): JsonObject => ({
      exact: {},
      timing: { status_ms: { s1: [[status, status, status]] }, latency_ms: [[latency, latency, latency]] },
    });
    expect(pointers(name, result(150, 35), golden)).toEqual([]);
    expect(pointers(name, result(151, 36), golden)).toEqual([
      '/timing/status_ms/s1/0',
      '/timing/latency_ms/0',
    ]);
    expect(pointers(name, { exact: {}, timing: {} }, golden)).toEqual(['/timing/latency_ms']);
  });

  it('compares shares within four standard deviations', () => {
    const name = 'random-2.json';
    const golden = read('golden', name);
    const counts = (s1: number, s2: number, s3: number): JsonObject => ({
      ...golden,
      statistical: {
        requests: 600,
        counts_min_med_max: { s1: [s1, s1, s1], s2: [s2, s2, s2], s3: [s3, s3, s3] },
      },
    });
    expect(pointers(name, counts(150, 150, 300))).toEqual([]);
    expect(pointers(name, counts(200, 200, 200))).toEqual(['/statistical/s1', '/statistical/s3']);
  });
});
