import { contentHash } from '../scenario/content-hash.ts';
import type { SimTime } from '../lib/units.ts';
import type { Draft, Drafts, FileMark, Noted, Unsaved } from './drafts.ts';
import { newestWins } from './newest-wins.ts';
import type { Session } from './session.ts';
import type { Notice, RunState } from './stores.ts';

/** What has to be said of drafts. */
export type Told =
  | { readonly type: Unsaved }
  /** There are more drafts than are kept; these would go first. */
  | { readonly type: 'surplus'; readonly drafts: readonly Draft[] }
  /** The file that was opened was opened before, and changed since. */
  | { readonly type: 'changed-before'; readonly draft: Draft };

/** The browser's clock and chance, so that tests can bring their own. */
export interface AutosaveSurroundings {
  /** Milliseconds since 1970. */
  nowMs(): number;
  newId(): string;
  notice(told: Told): Promise<Notice>;
}

/** Changes are saved so long after the first of them: a crash of the tab loses no more than that. */
const REST_MS = 250;

/** What was changed of a draft, and not saved yet. */
interface Pending {
  readonly state: RunState;
  /** The cursor when it was changed. */
  readonly time: SimTime;
}

/** Keeps in the browser what the user changes or opens from a file: a reload or a closed tab loses nothing. */
export class Autosave {
  private timer: ReturnType<typeof setTimeout> | undefined;
  /** By the id of the draft: what is open, and what was open just before. */
  private readonly pending = new Map<string, Pending>();
  /** The files that drafts of this page were opened from. */
  private readonly marks = new Map<string, FileMark>();
  /** Why saving failed, as long as it does: it is told once. */
  private failed: Unsaved | undefined;
  private readonly saveAll = newestWins(() => this.savePending());

  constructor(
    private readonly session: Session,
    private readonly drafts: Drafts,
    private readonly surroundings: AutosaveSurroundings,
  ) {}

  start(): void {
    this.session.stores.run.subscribe((state, before) => {
      const opened = state.original !== before.original;
      if (!opened) this.follow(state);
      if (opened && state.file !== undefined && state.draft === undefined) void this.openedFile(state);
      else if (!opened && changes(state, before)) this.changed(state);
    });
  }

  /** What has not been saved yet, for a page that is going away and cannot wait. */
  unsaved(): readonly Noted[] {
    return [...this.pending].flatMap(([id, { state, time }]) =>
      state.writing === undefined ? [] : [this.drafts.noted(this.draftOf(id, state, state.writing, time))],
    );
  }

  /** Saves at once what has not been saved yet. */
  async flush(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    await this.saveAll(undefined);
  }

  /** What is pending is the newest of its draft, its text with it once that is known. */
  private follow(state: RunState): void {
    const { draft: id } = state;
    const pending = id === undefined ? undefined : this.pending.get(id);
    if (id !== undefined && pending !== undefined) this.pending.set(id, { ...pending, state });
  }

  private changed(state: RunState): string {
    const id = state.draft ?? this.surroundings.newId();
    this.pending.set(id, { state, time: this.session.stores.cursor.getState().time });
    this.session.stores.run.setState({ draft: id, saved: false });
    this.timer ??= setTimeout(() => void this.flush(), REST_MS);
    // A page that goes away cannot wait for the text.
    void this.session.text.current();
    return id;
  }

  /** The same file again goes on with the draft that it has; if that says something else by now, with a new one. */
  private async openedFile(state: RunState): Promise<void> {
    const { run } = this.session.stores;
    const { file } = state;
    if (file === undefined) return;
    await this.flush();
    const mark = { name: file.name, hash: contentHash(file.text) };
    const known = (await this.drafts.list()).filter((draft) => isOf(draft, mark));
    const now = run.getState();
    if (now.original !== state.original) return;
    const same = known.find(({ text }) => text === file.text);
    if (same !== undefined && now.draft === undefined) {
      run.setState({ draft: same.id, saved: true });
      await this.drafts.read(same.id);
      return;
    }
    this.marks.set(now.draft ?? this.changed(now), mark);
    const [draft] = known;
    if (draft !== undefined && same === undefined) await this.tell({ type: 'changed-before', draft });
  }

  private async savePending(): Promise<undefined> {
    for (const id of [...this.pending.keys()]) await this.save(id);
    return undefined;
  }

  private async save(id: string): Promise<void> {
    const { run, cursor } = this.session.stores;
    if (run.getState().draft === id) await this.session.text.current();
    const pending = this.pending.get(id);
    if (pending === undefined) return;
    const { state } = pending;
    const time = run.getState().draft === id ? cursor.getState().time : pending.time;
    const saved = await this.drafts.save(this.draftOf(id, state, await this.session.text.of(state), time));
    if (!saved.ok) await this.failedToSave(id, saved.error);
    else {
      this.failed = undefined;
      const { lasting, isNew } = saved.value;
      // Whatever was changed meanwhile is saved next; what ends with the page is noted when that goes.
      const newest = isSame(this.pending.get(id)?.state, state);
      if (newest && lasting) this.pending.delete(id);
      if (newest && run.getState().draft === id) run.setState({ saved: lasting });
      if (isNew) await this.tellSurplus(id);
    }
  }

  private async failedToSave(id: string, reason: Unsaved): Promise<void> {
    if (reason === 'elsewhere') await this.part(id);
    if (reason !== this.failed || reason === 'elsewhere') await this.tell({ type: reason });
    this.failed = reason;
  }

  /** Goes on with a draft of its own, beside what was written elsewhere. */
  private async part(id: string): Promise<void> {
    const { run } = this.session.stores;
    const other = this.surroundings.newId();
    const pending = this.pending.get(id);
    if (pending === undefined) return;
    this.pending.delete(id);
    this.pending.set(other, pending);
    if (run.getState().draft === id) run.setState({ draft: other });
    await this.save(other);
  }

  private async tellSurplus(id: string): Promise<void> {
    const drafts = (await this.drafts.surplus()).filter((draft) => draft.id !== id);
    if (drafts.length > 0) await this.tell({ type: 'surplus', drafts });
  }

  private async tell(told: Told): Promise<void> {
    this.session.notify(await this.surroundings.notice(told));
  }

  private draftOf(
    id: string,
    state: RunState,
    { text, sound }: Pick<Draft, 'text' | 'sound'>,
    time: SimTime,
  ): Draft {
    const title = state.scenario?.title ?? '';
    const file = this.marks.get(id);
    return {
      id,
      title,
      text,
      sound,
      slug: state.slug,
      time,
      savedAt: this.surroundings.nowMs(),
      pinned: false,
      file,
    };
  }
}

/** Whether there is something new to keep: not while a built-in scenario is as it came, nor when a draft was just read. */
function changes(state: RunState, before: RunState): boolean {
  if (state.saved && !before.saved) return false;
  const asItCame = state.scenario === state.original && !state.typed && state.file === undefined;
  if (asItCame && state.draft === undefined) return false;
  const typed = state.typed || (before.typed && state.draft === before.draft);
  return state.scenario !== before.scenario || (typed && textOf(state) !== textOf(before));
}

function isSame(one: RunState | undefined, other: RunState): boolean {
  if (one === undefined || one.scenario !== other.scenario) return false;
  return !one.typed || textOf(one) === textOf(other);
}

function isOf({ file }: Draft, mark: FileMark): boolean {
  return file?.name === mark.name && file.hash === mark.hash;
}

function textOf({ writing }: RunState): string | undefined {
  return writing?.text;
}
