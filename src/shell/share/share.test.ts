import { beforeAll, expect, test } from 'vitest';
import { addFault, removeFault, withSeed } from '../../scenario/edit.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import { scenarioOf } from '../../testing/driver.ts';
import { builtInScenarios } from '../built-in-scenarios.ts';
import { contentHash } from '../../scenario/content-hash.ts';
import { writeShared } from './link.ts';
import { openShared, type OpenedShare, shareCode, type Shareable } from './share.ts';

const SLUG = 'who-is-the-primary';
const found = builtInScenarios().find(({ slug }) => slug === SLUG);
let text = '';
let original: Scenario;
let open: Shareable;

beforeAll(async () => {
  if (found === undefined) throw new Error(`no ${SLUG}`);
  text = await found.text();
  original = scenarioOf(text);
  open = {
    slug: SLUG,
    file: undefined,
    original,
    scenario: original,
    time: 20_034_518,
    node: 'zk-3',
    digest: '9f0c41d7be2a6583',
    model: '4',
  };
});

async function sent(from: Shareable): Promise<OpenedShare> {
  const code = await shareCode(from);
  if (!code.ok) throw new Error(code.error);
  const opened = await openShared(code.value);
  if (!opened.ok) throw new Error(JSON.stringify(opened.error));
  return opened.value;
}

test('a built-in scenario is sent by its name, with the edits that were made', async () => {
  const edited = addFault(withSeed(original, 7), { at: 5e6, verb: 'crash', target: { nodes: ['zk-1'] } });
  const { shared, source, ...opened } = await sent({ ...open, scenario: edited });
  expect(source).toEqual({ slug: SLUG, file: undefined });
  expect(opened).toEqual({ original, scenario: edited, hash: contentHash(text) });
  expect(shared).toMatchObject({ time: 20_034_518, node: 'zk-3', digest: '9f0c41d7be2a6583', model: '4' });
  expect((await sent(open)).shared.edits).toBeUndefined();
});

test('instances that were to be added and then were not leave no trace', async () => {
  const add = { at: 5e6, verb: 'add', group: 'api', count: 2 } as const;
  const added = addFault(original, add);
  expect((await sent({ ...open, scenario: added })).scenario).toEqual(added);
  expect((await sent({ ...open, scenario: removeFault(added, added.faults.indexOf(add)) })).scenario).toEqual(
    original,
  );
});

test('what edits cannot say is sent as a whole file', async () => {
  const changed = text.replace('count: 3, database', 'count: 4, database');
  const scenario = scenarioOf(changed);
  const file = { name: 'mine.yaml', text: changed };
  const { source, ...opened } = await sent({ ...open, scenario, file });
  expect(source).toEqual({ slug: undefined, file });
  expect(opened).toMatchObject({ original: scenario, scenario, hash: undefined });
  expect(await shareCode({ ...open, scenario })).toEqual({ ok: false, error: 'no-text' });
});

test('a file is sent with the edits made to it since', async () => {
  const scenario = withSeed(original, 7);
  const file = { name: 'mine.yaml', text };
  const opened = await sent({ ...open, slug: undefined, file, scenario });
  expect(opened.shared.edits).toEqual({ seed: 7 });
  expect(opened.scenario).toEqual(scenario);
});

test('links that name or carry no scenario end in what is wrong with them', async () => {
  const base = { edits: undefined, time: 0, node: undefined, digest: undefined, model: '4' };
  const errorOf = async (shared: Parameters<typeof writeShared>[0]) => {
    const code = writeShared(shared);
    const opened = await openShared(code.ok ? code.value : '');
    return opened.ok ? undefined : opened.error;
  };
  const builtIn = { type: 'built-in', slug: SLUG, hash: '1' } as const;
  expect(await errorOf({ ...base, source: { ...builtIn, slug: 'no-such' } })).toEqual({
    type: 'unknown',
    slug: 'no-such',
  });
  expect(
    await errorOf({ ...base, source: builtIn, edits: { faults: [{ at: '5s', crash: 'nobody' }] } }),
  ).toMatchObject({
    type: 'problems',
    name: SLUG,
  });
  expect(await errorOf({ ...base, source: { type: 'text', name: 'a', text: '[' } })).toMatchObject({
    type: 'problems',
  });
  expect(await openShared('nonsense')).toEqual({ ok: false, error: { type: 'damaged', damage: 'cut-off' } });
});
