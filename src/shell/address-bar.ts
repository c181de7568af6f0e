import type { Scenario } from '../scenario/scenario.ts';
import { type Address, type ScenarioAddress, isStep, readAddress, writeAddress } from './address.ts';
import { builtInScenario, FIRST_SCENARIO } from './built-in-scenarios.ts';
import { readEdited, readScenario, writeEdits } from './scenario-reader.ts';
import type { Drafts } from './drafts.ts';
import { newestWins } from './newest-wins.ts';
import type { Source } from './opened.ts';
import type { Session } from './session.ts';
import { saysTheSame } from './share/same-scenario.ts';
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
  /** Of a scenario that does not come with the app: what is shown instead. */
  readonly unknownFirst: string;
  readonly unknownStays: string;
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
  /** Goes where the address says, one at a time: of those that come meanwhile the newest is followed. */
  private readonly follow = newestWins((hash: string) => this.followOnce(hash));

  constructor(
    private readonly session: Session,
    private readonly history: AddressHistory,
    private readonly drafts: Drafts,
    private readonly showShared: ShowShared,
    private readonly words: AddressWords,
  ) {}

  /** Shows what the address says; from then on they follow each other. */
  async open(): Promise<void> {
    try {
      await this.follow(this.history.hash());
    } finally {
      this.startFollowing();
    }
  }

  private startFollowing(): void {
    const { place, run, cursor, selection, layout } = this.session.stores;
    for (const store of [cursor, layout]) store.subscribe(() => this.changed(REST_MS));
    for (const store of [place, run, selection]) store.subscribe(() => this.changed(CHOICE_REST_MS));
    this.history.onMove(() => void this.follow(this.history.hash()));
  }

  private async followOnce(hash: string): Promise<void> {
    this.following = true;
    const address = readAddress(hash);
    try {
      if (address.page === 'scenario') await this.show(address);
      else this.session.goTo(address.page);
    } finally {
      this.written = address;
      this.following = false;
    }
    await this.settle(hash);
  }

  /** What came of an address takes its place: one that was refused, or that opened something, is not gone back to. */
  private async settle(hash: string): Promise<void> {
    const address = await this.present();
    if (address === undefined || this.history.hash() !== hash) return;
    this.history.replace(writeAddress(address));
    this.written = address;
  }

  private async show(address: ScenarioAddress): Promise<void> {
    // A link says itself where to look.
    if (address.share !== undefined) await this.showShared(this.session, address.share);
    else if (await this.openNamed(address)) this.session.restore(address);
  }

  /** Whether it could be opened; if not, what is open stays as it is, and why was said. */
  private async openNamed(address: ScenarioAddress): Promise<boolean> {
    if (this.isOpen(address)) {
      this.session.goTo('scenario');
      return this.readEdits(address);
    }
    const { scenario, draft } = address;
    return scenario === undefined && draft !== undefined ? this.openDraft(draft) : this.openBuiltIn(address);
  }

  /** What names nothing means what is open. */
  private isOpen({ scenario, draft }: ScenarioAddress): boolean {
    const open = this.session.stores.run.getState();
    if (open.scenario === undefined) return false;
    if (scenario === undefined) return draft === undefined || open.draft === draft;
    return open.slug === scenario && !open.typed;
  }

  /** Another version of the scenario that is open. What is kept changes only by an address that names it. */
  private async readEdits({ scenario: slug, edits, draft }: ScenarioAddress): Promise<boolean> {
    const found = builtInScenario(slug);
    const { original } = this.session.stores.run.getState();
    if (original === undefined || found === undefined) return true;
    if (JSON.stringify(edits) === JSON.stringify(await this.presentEdits())) return true;
    const edited = edits === undefined ? undefined : await readEdited(await found.text(), edits, found.slug);
    if (edited?.ok === false) {
      this.session.reject(found.slug, edited);
      return false;
    }
    const scenario = edited?.value.scenario ?? original;
    this.session.keepAs(draft);
    await this.session.edits.adopt(scenario);
    this.edits = { scenario, value: edits };
    return true;
  }

  private async openDraft(id: string): Promise<boolean> {
    const draft = await this.drafts.read(id);
    if (draft === undefined) this.session.notify(this.words.gone);
    else await this.session.openDraft(draft);
    return draft !== undefined;
  }

  private async openBuiltIn(address: ScenarioAddress): Promise<boolean> {
    const { scenario: slug, edits } = address;
    const found = builtInScenario(slug);
    if (found === undefined) return this.openFirst(slug);
    const [original, edited] = await Promise.all([
      found.load(),
      edits === undefined ? undefined : found.text().then((text) => readEdited(text, edits, found.slug)),
    ]);
    const draft = await this.keptAs(address.draft, edited?.ok === true ? edited.value.scenario : original);
    await this.openEdited(original, { slug: found.slug, file: undefined, draft }, edits, edited);
    return true;
  }

  /** A draft to go on with; none if it keeps something else by now, which an address must not overwrite. */
  private async keptAs(id: string | undefined, scenario: Scenario): Promise<string | undefined> {
    const draft = id === undefined ? undefined : await this.drafts.read(id);
    if (draft === undefined) return undefined;
    const kept = await readScenario(draft.sound, '');
    return kept.ok && saysTheSame(kept.value.scenario, scenario) ? id : undefined;
  }

  /** Where no built-in scenario is named: the first one, unless something is open. */
  private async openFirst(unknown: string | undefined): Promise<boolean> {
    const something = this.session.stores.run.getState().scenario !== undefined;
    if (something) this.session.goTo('scenario');
    else await this.session.openBuiltIn(FIRST_SCENARIO);
    const { unknownStays, unknownFirst } = this.words;
    if (unknown !== undefined) this.session.report(unknown, something ? unknownStays : unknownFirst);
    return !something;
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
    const address = await this.present();
    if (address === undefined || this.following) return;
    const hash = writeAddress(address);
    if (hash === this.history.hash()) return;
    if (isStep(this.written, address)) this.history.push(hash);
    else this.history.replace(hash);
    this.written = address;
  }

  /** The address of what is shown. */
  private async present(): Promise<Address | undefined> {
    const { page } = this.session.stores.place.getState();
    return page === 'scenario' ? this.scenarioAddress() : { page };
  }

  /** Undefined while nothing is open, or when it changed meanwhile: that is written next. */
  private async scenarioAddress(): Promise<ScenarioAddress | undefined> {
    const { run, cursor, selection, layout } = this.session.stores;
    const { slug, draft, typed, scenario } = run.getState();
    const edits = await this.presentEdits();
    if (scenario === undefined || run.getState().scenario !== scenario) return undefined;
    const { node, message, panel } = selection.getState();
    return {
      page: 'scenario',
      scenario: typed ? undefined : slug,
      draft,
      share: undefined,
      editing: layout.getState().editing,
      edits,
      time: cursor.getState().time,
      node,
      message,
      panel,
      window: layout.getState().window,
    };
  }

  /** The edits of the built-in scenario that is open; what was typed, and a file, are kept as drafts instead. */
  private async presentEdits(): Promise<unknown> {
    const { slug, typed, original, scenario } = this.session.stores.run.getState();
    if (typed || slug === undefined || original === undefined || scenario === undefined) return undefined;
    if (this.edits.scenario !== scenario) {
      const value = scenario === original ? undefined : await writeEdits(original, scenario);
      this.edits = { scenario, value };
    }
    return this.edits.value;
  }
}
