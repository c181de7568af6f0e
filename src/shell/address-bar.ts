import type { Scenario } from '../scenario/scenario.ts';
import { type Address, type ScenarioAddress, isStep, readAddress, writeAddress } from './address.ts';
import { builtInScenarios, FIRST_SCENARIO } from './built-in-scenarios.ts';
import { readEdited, writeEdits } from './scenario-reader.ts';
import type { Drafts } from './drafts.ts';
import type { Session, Source } from './session.ts';
import type { Notice } from './stores.ts';

/** The browser's address and history, so that tests can bring their own. */
export interface AddressHistory {
  hash(): string;
  push(hash: string): void;
  replace(hash: string): void;
  /** Calls back when the user goes back or forward. */
  onMove(listener: () => void): void;
}

/** Opens what somebody shared, or says why not and leaves everything as it was. */
export type ShowShared = (session: Session, code: string) => Promise<void>;

export interface AddressWords {
  /** Of a draft that is not there. */
  readonly gone: Notice;
  /** Of a scenario that does not come with the app. */
  readonly unknown: string;
}

/** Browsers limit how often an address may change; what rests this long is written. */
const REST_MS = 250;
/** A choice or an edit is written almost at once: whoever reloads right after it finds it again. */
const CHOICE_REST_MS = 30;

/** Keeps the address bar and the session alike, in both directions. */
export class AddressBar {
  private written: Address = readAddress('');
  private timer: ReturnType<typeof setTimeout> | undefined;
  /** Whether the timer is for a choice. */
  private chosen = false;
  /** The edits of the scenario that was written last, which are looked up only when it is another one. */
  private edits: { scenario: Scenario | undefined; value: unknown } = {
    scenario: undefined,
    value: undefined,
  };
  /** While an address is being followed, none is written. */
  private following = false;

  constructor(
    private readonly session: Session,
    private readonly history: AddressHistory,
    private readonly drafts: Drafts,
    private readonly showShared: ShowShared,
    private readonly words: AddressWords,
  ) {}

  /** Shows what the address says; from then on they follow each other. */
  async open(): Promise<void> {
    await this.follow();
    const { place, run, cursor, selection, layout } = this.session.stores;
    for (const store of [cursor, layout]) store.subscribe(() => this.changed(REST_MS));
    for (const store of [place, run, selection]) store.subscribe(() => this.changed(CHOICE_REST_MS));
    this.history.onMove(() => void this.follow());
    this.changed(CHOICE_REST_MS);
  }

  private async follow(): Promise<void> {
    this.following = true;
    const address = readAddress(this.history.hash());
    try {
      if (address.page === 'scenario') await this.show(address);
      else this.session.goTo(address.page);
    } finally {
      this.written = address;
      this.following = false;
    }
  }

  private async show(address: ScenarioAddress): Promise<void> {
    if (this.isOpen(address)) {
      this.session.goTo('scenario');
      await this.readEdits(address);
    } else await this.openAnew(address);
    this.session.restore(address);
  }

  private isOpen({ scenario, draft, share }: ScenarioAddress): boolean {
    const open = this.session.stores.run.getState();
    if (share !== undefined || open.scenario === undefined) return false;
    return scenario === undefined ? open.draft === draft : open.slug === scenario && !open.typed;
  }

  /** Another version of the scenario that is open. */
  private async readEdits({ scenario: slug, edits }: ScenarioAddress): Promise<void> {
    if (JSON.stringify(edits) === JSON.stringify(this.edits.value)) return;
    const { original } = this.session.stores.run.getState();
    const found = builtInScenarios().find((scenario) => scenario.slug === slug);
    if (slug === undefined) return;
    if (original === undefined || found === undefined) return;
    const edited = edits === undefined ? undefined : await readEdited(await found.text(), edits, found.slug);
    if (edited?.ok === false) this.session.reject(found.slug, edited);
    else {
      const scenario = edited?.value.scenario ?? original;
      await this.session.edits.adopt(scenario);
      this.edits = { scenario, value: edits };
    }
  }

  private async openAnew(address: ScenarioAddress): Promise<void> {
    if (address.share !== undefined) await this.showShared(this.session, address.share);
    else if (address.scenario === undefined && address.draft !== undefined)
      await this.openDraft(address.draft);
    else await this.openBuiltIn(address);
  }

  private async openDraft(id: string): Promise<void> {
    const draft = await this.drafts.read(id);
    if (draft === undefined) this.session.notify(this.words.gone);
    else await this.session.openDraft(draft);
  }

  private async openBuiltIn(address: ScenarioAddress): Promise<void> {
    const all = builtInScenarios();
    const found =
      all.find(({ slug }) => slug === address.scenario) ?? all.find(({ slug }) => slug === FIRST_SCENARIO);
    if (found === undefined) return;
    const edits = found.slug === address.scenario ? address.edits : undefined;
    const [original, edited] = await Promise.all([
      found.load(),
      edits === undefined ? undefined : found.text().then((text) => readEdited(text, edits, found.slug)),
    ]);
    await this.openEdited(
      original,
      { slug: found.slug, file: undefined, draft: address.draft },
      edits,
      edited,
    );
    const { scenario } = address;
    if (scenario !== undefined && scenario !== found.slug) this.session.report(scenario, this.words.unknown);
  }

  /** Opens a scenario with its edits, or without them, and tells why, if they make no sense. */
  private async openEdited(
    original: Scenario,
    source: Source,
    edits: unknown,
    edited: Awaited<ReturnType<typeof readEdited>> | undefined,
  ): Promise<void> {
    const scenario = edited?.ok === true ? edited.value.scenario : original;
    this.edits = { scenario, value: edited?.ok === true ? edits : undefined };
    await this.session.openScenario(original, source, scenario);
    if (edited?.ok === false) this.session.reject(source.slug ?? '', edited);
  }

  private changed(rest: number): void {
    if (this.following || this.session.stores.cursor.getState().mode === 'playing') return;
    // Where one looks never delays what was chosen; it is written with it.
    if (this.timer !== undefined && this.chosen && rest > CHOICE_REST_MS) return;
    clearTimeout(this.timer);
    this.chosen = rest === CHOICE_REST_MS;
    this.timer = setTimeout(() => {
      this.timer = undefined;
      void this.write();
    }, rest);
  }

  private async write(): Promise<void> {
    const { page } = this.session.stores.place.getState();
    const address = page === 'scenario' ? await this.scenarioAddress() : { page };
    if (address === undefined || this.following) return;
    const hash = writeAddress(address);
    if (hash === this.history.hash()) return;
    if (isStep(this.written, address)) this.history.push(hash);
    else this.history.replace(hash);
    this.written = address;
  }

  /** Undefined while nothing is open, or when it changed meanwhile: that is written next. */
  private async scenarioAddress(): Promise<ScenarioAddress | undefined> {
    const { run, cursor, selection, layout } = this.session.stores;
    const { slug, draft, typed, original, scenario } = run.getState();
    if (scenario === undefined || original === undefined) return undefined;
    if (this.edits.scenario !== scenario) {
      this.edits = {
        scenario,
        value: scenario === original ? undefined : await writeEdits(original, scenario),
      };
      if (run.getState().scenario !== scenario) return undefined;
    }
    const { node, message, panel } = selection.getState();
    return {
      page: 'scenario',
      scenario: typed ? undefined : slug,
      draft,
      share: undefined,
      editing: layout.getState().editing,
      edits: typed ? undefined : this.edits.value,
      time: cursor.getState().time,
      node,
      message,
      panel,
      window: layout.getState().window,
    };
  }
}
