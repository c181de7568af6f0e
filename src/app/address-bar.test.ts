/** The address bar and what is open follow each other, whatever the address says. */
import { expect, test } from 'vitest';
import { createRunService } from '../analysis/run-service.ts';
import { showShared } from './show-shared.ts';
import { AddressBar, type AddressHistory } from '../shell/address-bar.ts';
import { builtInScenarios } from '../shell/built-in-scenarios.ts';
import { Drafts, MemoryStore } from '../shell/drafts.ts';
import { createInProcessPort } from '../shell/in-process-port.ts';
import { scenarioLanguage } from '../shell/scenario-reader.ts';
import { Session } from '../shell/session.ts';
import { writeShared } from '../shell/share/link.ts';
import { createStores } from '../shell/stores.ts';

const OPEN = '#scenario=leader-crash';
const EDITED = `${OPEN}&edits=${encodeURIComponent('{"seed":5}')}`;
const FOLLOWED = { timeout: 5000, interval: 5 };

/** A browser's history as far as the address bar knows it. */
class FakeHistory implements AddressHistory {
  readonly entries: string[];
  private moved: () => void = () => undefined;

  constructor(hash: string) {
    this.entries = [hash];
  }

  hash(): string {
    return this.entries.at(-1) ?? '';
  }

  push(hash: string): void {
    this.entries.push(hash);
  }

  replace(hash: string): void {
    this.entries.splice(-1, 1, hash);
  }

  onMove(listener: () => void): void {
    this.moved = listener;
  }

  /** The user follows a link within the page. */
  go(hash: string): void {
    this.push(hash);
    this.moved();
  }
}

async function opened(hash = EDITED, drafts = new Drafts(new MemoryStore())) {
  const stores = createStores();
  const frames = { request: () => 1, cancel: () => undefined, reducedMotion: () => false };
  const texts = { tooLarge: 'large', unreadable: 'unreadable' };
  const port = createInProcessPort(createRunService());
  const session = new Session(stores, port, scenarioLanguage, frames, texts, () => 0);
  const history = new FakeHistory(hash);
  const gone = { sentence: 'gone', hint: '' };
  const words = { gone, unknownFirst: 'unknown, first', unknownStays: 'unknown, stays' };
  await new AddressBar(session, history, drafts, showShared, words).open();
  return { session, history, stores, seed: () => stores.run.getState().scenario?.seed };
}

test('of addresses that come faster than they open, the last one is shown', async () => {
  const { history, stores, seed } = await opened();
  expect(seed()).toBe(5);
  history.go(OPEN);
  history.go(EDITED);
  history.go(`${OPEN}&edits=${encodeURIComponent('{"seed":6}')}`);
  history.go(`${EDITED}&t=2`);
  await expect.poll(() => stores.cursor.getState().time, FOLLOWED).toBe(2e6);
  // Whatever of the others was still under way has come by now.
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect([seed(), history.hash()]).toEqual([5, `${EDITED}&t=2`]);
});

test('an address that cannot be followed is told and taken back, and what is open stays as it is', async () => {
  const { history, stores, seed } = await opened(`${EDITED}&t=3&node=zk-1&edit=`);
  const before = history.hash();
  const code = '2nonsense';
  for (const hash of [`#share=${code}`, '#scenario=nowhere&t=9', '#draft=none&t=9', `${OPEN}&edits=7&t=9`]) {
    stores.file.setState({ notice: undefined, problems: [] });
    history.go(hash);
    await expect.poll(() => history.hash(), FOLLOWED).toBe(before);
    const { notice, problems } = stores.file.getState();
    expect([notice, ...problems].filter((said) => said !== undefined)).toHaveLength(1);
    expect(seed()).toBe(5);
    expect(stores.layout.getState().editing).toBe(true);
  }
});

test('a link opens at its moment and its node, and its letters leave the address', async () => {
  const source = { type: 'built-in', slug: 'leader-crash', hash: '1' } as const;
  const shared = { source, edits: { seed: 5 }, time: 2e6, node: 'zk-1', digest: undefined, model: '1' };
  const code = writeShared(shared);
  const { history, stores, seed } = await opened(code.ok ? `#share=${code.value}` : '');
  expect(seed()).toBe(5);
  expect(stores.selection.getState().node).toBe('zk-1');
  expect(history.entries).toHaveLength(1);
  expect(history.hash()).toMatch(/^#scenario=leader-crash.*&t=2&node=zk-1$/u);
});

test('an address goes on with a draft that keeps what it says, and never with one that keeps something else', async () => {
  const drafts = new Drafts(new MemoryStore());
  const text =
    (await builtInScenarios()
      .find(({ slug }) => slug === 'leader-crash')
      ?.text()) ?? '';
  const sound = text.replace('seed: 7', 'seed: 5');
  const rest = { time: 0, savedAt: 1, pinned: false, file: undefined };
  await drafts.save({ id: 'mine', title: 'Mine', text: sound, sound, slug: 'leader-crash', ...rest });
  const same = await opened(`${EDITED}&draft=mine`, drafts);
  expect(same.stores.run.getState().draft).toBe('mine');
  const other = await opened(`${OPEN}&draft=mine&edits=${encodeURIComponent('{"seed":6}')}`, drafts);
  expect(other.seed()).toBe(6);
  expect(other.stores.run.getState().draft).toBeUndefined();
});
