import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { createRunService } from '../analysis/run-service.ts';
import { kinds } from '../kinds/index.ts';
import { defined } from '../lib/assert.ts';
import { addItem } from '../scenario/add-item.ts';
import { parseScenario } from '../scenario/parse.ts';
import { expectable } from './expectable.ts';
import { createInProcessPort } from './in-process-port.ts';

test.each([['who-is-the-primary', [1_000_000, 15_000_000, 20_032_971, 60_000_000]]] as const)(
  'what can be expected of %s holds in its run',
  async (slug, times) => {
    const text = readFileSync(`scenarios/${slug}.yaml`, 'utf8');
    const port = createInProcessPort(createRunService());
    const parsed = parseScenario(text, kinds);
    if (!parsed.ok) throw new Error(parsed.error[0]?.message);
    const summary = defined(await port.run(parsed.value.scenario), 'the run');
    const wanted = new Set<string>();
    for (const time of times) {
      const picture = await port.ask('picture', time, undefined);
      const { now, throughout } = expectable({ ...summary, expectations: [] }, picture, time);
      for (const one of [...now, ...throughout]) wanted.add(one);
    }
    let grown = text;
    for (const one of wanted) {
      const added = addItem(grown, 'expect', one, kinds);
      if (!added.ok) throw new Error(`${one}: ${added.error[0]?.message ?? ''}`);
      grown = added.value.text;
    }
    expect(grown.startsWith(text.slice(0, text.indexOf('expect:')))).toBe(true);
    const again = parseScenario(grown, kinds);
    const judged = again.ok ? await port.run(again.value.scenario) : undefined;
    const before = parsed.value.scenario.expect.length;
    expect(judged?.expectations.slice(before).filter(({ holds }) => holds !== true)).toEqual([]);
    expect(judged?.expectations).toHaveLength(before + wanted.size);
    expect(wanted.size).toBeGreaterThan(6);
    const more = expectable(defined(judged, 'the run'), await port.ask('picture', 15e6, undefined), 15e6);
    expect(more).toEqual({ now: [], throughout: [] });
  },
);

test('a milestone is expected after the fault before it, and a fault at its own time', async () => {
  const port = createInProcessPort(createRunService());
  const parsed = parseScenario(readFileSync('scenarios/who-is-the-primary.yaml', 'utf8'), kinds);
  if (!parsed.ok) throw new Error(parsed.error[0]?.message);
  const summary = defined(await port.run(parsed.value.scenario), 'the run');
  const at = async (time: number) =>
    expectable(summary, await port.ask('picture', time, undefined), time).now.filter((one) =>
      one.includes('milestone:'),
    );
  const crash = '{ milestone: node-crashed, of: db-1, between: [11s, 13s] }';
  expect(await at(12_000_000)).toEqual([crash]);
  const [expired] = summary.milestones.filter(({ type }) => type === 'session-expired');
  expect(await at(defined(expired, 'the expiry').time)).toEqual([
    expect.stringMatching(/within: \d+s, after: \{ milestone: node-crashed, of: db-1 \} \}$/u),
  ]);
});
