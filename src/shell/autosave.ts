import type { Draft, Drafts, Unsaved } from './drafts.ts';
import type { Session } from './session.ts';
import type { Notice, RunState, Writing } from './stores.ts';

/** The browser's clock and chance, so that tests can bring their own. */
export interface AutosaveSurroundings {
  /** Milliseconds since 1970. */
  nowMs(): number;
  newId(): string;
  /** What to say when a draft cannot be saved. */
  notice(reason: Unsaved): Promise<Notice>;
}

/** What rests so long is saved: a crash of the tab loses no more than that. */
const REST_MS = 250;

/** Keeps in the browser what the user changes or opens from a file: a reload or a closed tab loses nothing. */
export class Autosave {
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly session: Session,
    private readonly drafts: Drafts,
    private readonly surroundings: AutosaveSurroundings,
  ) {}

  start(): void {
    this.session.stores.run.subscribe((state, before) => {
      if (changes(state, before)) this.changed(state);
    });
  }

  /** What has not been saved yet, for a page that is going away and cannot wait. */
  unsaved(): Draft | undefined {
    const { draft: id, scenario, writing } = this.session.stores.run.getState();
    if (this.timer === undefined || id === undefined || scenario === undefined || writing === undefined)
      return undefined;
    return this.draftOf(id, writing);
  }

  /** Saves at once what has not been saved yet. */
  async flush(): Promise<void> {
    if (this.timer === undefined) return;
    clearTimeout(this.timer);
    this.timer = undefined;
    await this.save();
  }

  private changed({ draft }: RunState): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.flush(), REST_MS);
    const id = draft ?? this.surroundings.newId();
    this.session.stores.run.setState({ draft: id, saved: false });
  }

  private async save(): Promise<void> {
    const { run } = this.session.stores;
    const before = run.getState();
    const text = await this.session.text.current();
    const { draft: id, writing } = run.getState();
    if (id === undefined || id !== before.draft) return;
    const saved = await this.drafts.save(this.draftOf(id, writing ?? { text, sound: text }));
    if (!saved.ok) this.session.notify(await this.surroundings.notice(saved.error));
    // Whatever was changed meanwhile is saved next.
    else if (this.timer === undefined && run.getState().draft === id) run.setState({ saved: true });
  }

  private draftOf(id: string, { text, sound }: Writing): Draft {
    const { run, cursor } = this.session.stores;
    const { scenario, slug } = run.getState();
    const title = scenario?.title ?? '';
    const { time } = cursor.getState();
    return { id, title, text, sound, slug, time, savedAt: this.surroundings.nowMs(), pinned: false };
  }
}

/** Whether there is something new to keep: not while the same is opened, which is kept elsewhere already. */
function changes(state: RunState, before: RunState): boolean {
  const opened = state.original !== before.original;
  if (opened) return state.file !== undefined && state.draft === undefined;
  const asItCame = state.scenario === state.original && !state.typed;
  if (asItCame && state.draft === undefined) return false;
  return state.scenario !== before.scenario || (state.typed && textOf(state) !== textOf(before));
}

function textOf({ writing }: RunState): string | undefined {
  return writing?.text;
}
