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
      for (const one of expectable(summary, picture, time)) wanted.add(one);
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
  },
);
