import type { Scenario } from '../scenario/scenario.ts';
import { type Address, type ScenarioAddress, isStep, readAddress, writeAddress } from './address.ts';
import { builtInScenarios, FIRST_SCENARIO } from './built-in-scenarios.ts';
import { readEdited, readScenario, writeEdits } from './scenario-reader.ts';
import type { Session, Source } from './session.ts';
import type { SourceFile } from './stores.ts';

/** The browser's address and history, so that tests can bring their own. */
export interface AddressHistory {
  hash(): string;
  push(hash: string): void;
  replace(hash: string): void;
  /** Calls back when the user goes back or forward. */
  onMove(listener: () => void): void;
  /** What the tab keeps over a reload. */
  storage(): Storage;
}

export interface AddressWords {
  /** Of a file that the tab does not have any more. */
  readonly gone: string;
  /** Of a scenario that does not come with the app. */
  readonly unknown: string;
}

/** Browsers limit how often an address may change; what rests this long is written. */
const REST_MS = 250;
/** A choice or an edit is written almost at once: whoever reloads right after it finds it again. */
const CHOICE_REST_MS = 30;
const FILE_KEY = 'ensemble-file';

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
    if (address.scenario !== undefined && this.isOpen(address)) {
      this.session.goTo('scenario');
      await this.readEdits(address);
    } else await this.openAnew(address);
    this.session.restore(address);
  }

  private isOpen({ scenario }: ScenarioAddress): boolean {
    return this.session.stores.run.getState().slug === scenario;
  }

  /** Another version of the scenario that is open. */
  private async readEdits({ scenario: slug, edits }: ScenarioAddress): Promise<void> {
    if (JSON.stringify(edits) === JSON.stringify(this.edits.value)) return;
    const { original } = this.session.stores.run.getState();
    const found = builtInScenarios().find((scenario) => scenario.slug === slug);
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
    const file = address.file === undefined ? undefined : this.keptFile(address.file);
    if (address.file !== undefined && file !== undefined) await this.openFile(file, address.edits);
    else await this.openBuiltIn(address);
    if (address.file !== undefined && file === undefined) this.session.report(address.file, this.words.gone);
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
    await this.openEdited(original, { slug: found.slug, file: undefined }, edits, edited);
    const { scenario } = address;
    if (scenario !== undefined && scenario !== found.slug) this.session.report(scenario, this.words.unknown);
  }

  private async openFile(file: SourceFile, edits: unknown): Promise<void> {
    const original = await readScenario(file.text, file.name);
    if (!original.ok) return;
    const edited = edits === undefined ? undefined : await readEdited(file.text, edits, file.name);
    await this.openEdited(original.value.scenario, { slug: undefined, file }, edits, edited);
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
    if (edited?.ok === false) this.session.reject(source.slug ?? source.file?.name ?? '', edited);
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
    const { slug, file, original, scenario } = run.getState();
    if (scenario === undefined || original === undefined) return undefined;
    if (this.edits.scenario !== scenario) {
      this.edits = {
        scenario,
        value: scenario === original ? undefined : await writeEdits(original, scenario),
      };
      if (run.getState().scenario !== scenario) return undefined;
    }
    this.keepFile(file);
    const { node, message, panel } = selection.getState();
    return {
      page: 'scenario',
      scenario: slug,
      file: file?.name,
      editing: layout.getState().editing,
      edits: this.edits.value,
      time: cursor.getState().time,
      node,
      message,
      panel,
      window: layout.getState().window,
    };
  }

  private keptFile(name: string): SourceFile | undefined {
    try {
      const kept = JSON.parse(
        this.history.storage().getItem(FILE_KEY) ?? 'null',
      ) as Partial<SourceFile> | null;
      return kept?.name === name && typeof kept.text === 'string' ? { name, text: kept.text } : undefined;
    } catch {
      return undefined;
    }
  }

  private keepFile(file: SourceFile | undefined): void {
    try {
      if (file !== undefined) this.history.storage().setItem(FILE_KEY, JSON.stringify(file));
    } catch {
      // Full or forbidden: after a reload the file has to be opened again.
    }
  }
}
