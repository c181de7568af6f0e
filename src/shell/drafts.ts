/** What users write, kept in the browser: one record a draft, so that no tab's save can lose what another tab saved. */
import { compareText } from '../lib/compare.ts';
import { isRecord } from '../lib/plain-data.ts';
import { failure, type Result, success } from '../lib/result.ts';
import type { SimTime } from '../lib/units.ts';
import { utf8Length } from '../lib/utf8.ts';
import { contentHash } from '../scenario/content-hash.ts';
import { MAX_FILE_BYTES } from './scenario-reader.ts';

export interface Draft {
  readonly id: string;
  readonly title: string;
  /** The scenario file as it stands, which may have problems. */
  readonly text: string;
  /** The newest text without problems, which runs. */
  readonly sound: string;
  /** The built-in scenario that it came from. */
  readonly slug: string | undefined;
  /** The cursor. */
  readonly time: SimTime;
  /** Milliseconds since 1970. */
  readonly savedAt: number;
  /** It never becomes surplus. */
  readonly pinned: boolean;
  /** The file that it was opened from, as it was then. */
  readonly file: FileMark | undefined;
}

/** By which a file is known again. */
export interface FileMark {
  readonly name: string;
  readonly hash: string;
}

/** Where drafts are kept, by id; any call may fail. Values come back as they were given, but others may have written them. */
export interface DraftStore {
  /** Whether it outlives the page. */
  readonly lasting: boolean;
  all(): Promise<readonly unknown[]>;
  get(id: string): Promise<unknown>;
  /** Writes what `written` makes of what is there; of undefined nothing. Nothing else is written in between. */
  set(id: string, written: (stored: unknown) => unknown): Promise<void>;
  /** Deletes what is there if `still` holds of it, and says whether; nothing is written in between. */
  delete(id: string, still: (value: unknown) => boolean): Promise<boolean>;
}

/**
 * `too-large`: the draft is over the limit of a scenario file. `full`: the browser gives no more room. `elsewhere`: the draft
 * was changed since this page saw it, by another tab or by a later version of the app.
 */
export type Unsaved = 'too-large' | 'full' | 'elsewhere';

export interface Saved {
  /** Whether it outlives the page. */
  readonly lasting: boolean;
  /** Whether there was no such draft. */
  readonly isNew: boolean;
}

/** A draft on its way into a page to come, with the marks of what may be replaced by it. */
export interface Noted {
  readonly draft: Draft;
  readonly basis: readonly string[];
}

export const MAX_DRAFTS = 50;
const MAX_TOTAL_BYTES = 20 * 1024 * 1024;
const SEEN = 8;
/** Of a stored record; one of another version is left as it is. */
const VERSION = 1;

export class Drafts {
  /** Marks of the texts that this page read or wrote of each draft, the last few. */
  private readonly seen = new Map<string, readonly string[]>();

  constructor(private readonly store: DraftStore) {}

  /** The newest first. */
  async list(): Promise<readonly Draft[]> {
    const drafts = (await this.store.all()).flatMap((value) => readDraft(value) ?? []);
    return drafts.sort((one, other) => other.savedAt - one.savedAt || compareText(one.id, other.id));
  }

  /** A draft to go on with. */
  async read(id: string): Promise<Draft | undefined> {
    const draft = readDraft(await this.store.get(id));
    if (draft !== undefined) this.see(draft);
    return draft;
  }

  /**
   * Saves a draft, unless it was changed elsewhere since this page saw it: two tabs never overwrite each other. One that was
   * deleted elsewhere comes back: nothing that is being written gets lost.
   */
  async save(draft: Draft, basis = this.seen.get(draft.id) ?? []): Promise<Result<Saved, Unsaved>> {
    if (utf8Length(draft.text) > MAX_FILE_BYTES) return failure('too-large');
    const found: { elsewhere: boolean; isNew: boolean } = { elsewhere: false, isNew: true };
    try {
      await this.store.set(draft.id, (stored) => {
        const there = readDraft(stored);
        found.isNew = stored === undefined;
        const expected =
          there !== undefined && (basis.includes(markOf(there.text)) || there.text === draft.text);
        found.elsewhere = !found.isNew && !expected;
        const { pinned, file } = there ?? draft;
        return found.elsewhere ? undefined : { version: VERSION, ...draft, pinned, file };
      });
    } catch (error) {
      if (isFull(error)) return failure('full');
      throw error;
    }
    if (found.elsewhere) return failure('elsewhere');
    this.see(draft);
    return success({ lasting: this.store.lasting, isNew: found.isNew });
  }

  /** What a page to come needs to save a draft that this one cannot save any more. */
  noted(draft: Draft): Noted {
    return { draft, basis: this.seen.get(draft.id) ?? [] };
  }

  /** Saves what a page before noted, beside what was written since; whether it needs to be noted no longer. */
  async recover(noted: unknown, newId: () => string): Promise<boolean> {
    const { draft: said, basis } = (noted ?? {}) as Readonly<Partial<Record<keyof Noted, unknown>>>;
    const draft = readDraft({ version: VERSION, ...(typeof said === 'object' ? said : {}) });
    if (draft === undefined) return true;
    const saved = await this.save(draft, Array.isArray(basis) ? basis.map(String) : []);
    if (saved.ok) return saved.value.lasting;
    if (saved.error === 'elsewhere') return (await this.save({ ...draft, id: newId() })).ok;
    return saved.error === 'too-large';
  }

  private see({ id, text }: Draft): void {
    this.seen.set(id, [...(this.seen.get(id) ?? []), markOf(text)].slice(-SEEN));
  }

  async delete(id: string): Promise<void> {
    await this.store.delete(id, () => true);
  }

  /** What is beyond the limits, the oldest that is not pinned first. It goes with `drop`, once the user was told. */
  async surplus(): Promise<readonly Draft[]> {
    const drafts = await this.list();
    let bytes = drafts.reduce((sum, draft) => sum + bytesOf(draft), 0);
    let count = drafts.length;
    return drafts.toReversed().filter((draft) => {
      if (draft.pinned || (count <= MAX_DRAFTS && bytes <= MAX_TOTAL_BYTES)) return false;
      count -= 1;
      bytes -= bytesOf(draft);
      return true;
    });
  }

  /** Deletes drafts as they were listed, and says which; what was saved anew since, here or in another tab, stays. */
  async drop(drafts: readonly Draft[]): Promise<readonly Draft[]> {
    const dropped: Draft[] = [];
    for (const draft of drafts) {
      const asListed = (value: unknown) => readDraft(value)?.savedAt === draft.savedAt;
      if (await this.store.delete(draft.id, asListed)) dropped.push(draft);
    }
    return dropped;
  }
}

/**
 * A store that goes on in memory when the one below is missing or breaks, and says so once, when there is something to keep.
 * What this page saved stays readable; a store that is merely full is not broken.
 */
export class DegradingStore implements DraftStore {
  private readonly memory = new MemoryStore();
  /** What the store below had no room for. */
  private readonly unstored = new Set<string>();
  private broken = false;
  private said = false;

  constructor(
    private readonly below: DraftStore,
    private readonly onBroken: () => void,
  ) {}

  get lasting(): boolean {
    return !this.broken;
  }

  all(): Promise<readonly unknown[]> {
    return this.attempt((store) => store.all());
  }

  get(id: string): Promise<unknown> {
    return this.unstored.has(id) ? this.memory.get(id) : this.attempt((store) => store.get(id));
  }

  async set(id: string, written: (stored: unknown) => unknown): Promise<void> {
    let value: unknown;
    this.unstored.add(id);
    try {
      await this.attempt((store) => store.set(id, (stored) => (value = written(stored))));
      this.unstored.delete(id);
    } finally {
      await this.memory.set(id, () => value);
    }
    if (this.broken && !this.said) this.onBroken();
    this.said = this.broken;
  }

  async delete(id: string, still: (value: unknown) => boolean): Promise<boolean> {
    const gone = await this.attempt((store) => store.delete(id, still));
    await this.memory.delete(id, () => gone);
    return gone;
  }

  private async attempt<T>(act: (store: DraftStore) => Promise<T>): Promise<T> {
    if (this.broken) return act(this.memory);
    try {
      return await act(this.below);
    } catch (error) {
      if (isFull(error)) throw error;
      this.broken = true;
      return act(this.memory);
    }
  }
}

/** Is there as long as the page. */
export class MemoryStore implements DraftStore {
  readonly lasting: boolean = true;
  private readonly values = new Map<string, unknown>();

  all(): Promise<readonly unknown[]> {
    return Promise.resolve([...this.values.values()]);
  }

  get(id: string): Promise<unknown> {
    return Promise.resolve(this.values.get(id));
  }

  set(id: string, written: (stored: unknown) => unknown): Promise<void> {
    const value = written(this.values.get(id));
    if (value !== undefined) this.values.set(id, value);
    return Promise.resolve();
  }

  delete(id: string, still: (value: unknown) => boolean): Promise<boolean> {
    return Promise.resolve(still(this.values.get(id)) && this.values.delete(id));
  }
}

function readDraft(value: unknown): Draft | undefined {
  if (!isRecord(value)) return undefined;
  const { version, id, title, text, sound, slug, time, savedAt, pinned, file } = value;
  const valid =
    version === VERSION &&
    typeof id === 'string' &&
    typeof title === 'string' &&
    typeof text === 'string' &&
    typeof sound === 'string' &&
    (slug === undefined || typeof slug === 'string') &&
    typeof time === 'number' &&
    typeof savedAt === 'number' &&
    typeof pinned === 'boolean';
  return valid ? { id, title, text, sound, slug, time, savedAt, pinned, file: readMark(file) } : undefined;
}

function readMark(value: unknown): FileMark | undefined {
  if (!isRecord(value)) return undefined;
  const { name, hash } = value;
  return typeof name === 'string' && typeof hash === 'string' ? { name, hash } : undefined;
}

function markOf(text: string): string {
  return `${String(text.length)}-${contentHash(text)}`;
}

function bytesOf({ text, sound }: Draft): number {
  return utf8Length(text) + (sound === text ? 0 : utf8Length(sound));
}

function isFull(error: unknown): boolean {
  return error instanceof Error && error.name === 'QuotaExceededError';
}
