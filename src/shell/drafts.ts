/** What users write, kept in the browser: one record a draft, so that no tab's save can lose what another tab saved. */
import { compareText } from '../lib/compare.ts';
import { failure, type Result, success } from '../lib/result.ts';
import type { SimTime } from '../lib/units.ts';
import { utf8Length } from '../lib/utf8.ts';
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
}

/** Where drafts are kept, by id; any call may fail. Values come back as they were given, but others may have written them. */
export interface DraftStore {
  all(): Promise<readonly unknown[]>;
  get(id: string): Promise<unknown>;
  set(id: string, value: unknown): Promise<void>;
  /** Deletes what is there if `still` holds of it; nothing is written in between. */
  delete(id: string, still: (value: unknown) => boolean): Promise<void>;
}

/** `too-large`: the draft is over the limit of a scenario file. `full`: the browser gives no more room. */
export type Unsaved = 'too-large' | 'full';

export const MAX_DRAFTS = 50;
const MAX_TOTAL_BYTES = 20 * 1024 * 1024;
/** Of a stored record; one of another version is left as it is. */
const VERSION = 1;

export class Drafts {
  constructor(private readonly store: DraftStore) {}

  /** The newest first. */
  async list(): Promise<readonly Draft[]> {
    const drafts = (await this.store.all()).flatMap((value) => readDraft(value) ?? []);
    return drafts.sort((one, other) => other.savedAt - one.savedAt || compareText(one.id, other.id));
  }

  async read(id: string): Promise<Draft | undefined> {
    return readDraft(await this.store.get(id));
  }

  /** The last save of a draft wins, also over its deletion in another tab: nothing that is being written gets lost. */
  async save(draft: Draft): Promise<Result<undefined, Unsaved>> {
    if (utf8Length(draft.text) > MAX_FILE_BYTES) return failure('too-large');
    try {
      await this.store.set(draft.id, { version: VERSION, ...draft });
      return success(undefined);
    } catch (error) {
      if (isFull(error)) return failure('full');
      throw error;
    }
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

  /** Deletes drafts as they were listed; what was saved anew since, here or in another tab, stays. */
  async drop(drafts: readonly Draft[]): Promise<void> {
    for (const { id, savedAt } of drafts) {
      await this.store.delete(id, (value) => readDraft(value)?.savedAt === savedAt);
    }
  }
}

/**
 * A store that goes on in memory, and says so once, when the one below is missing or breaks. What this page saved stays readable;
 * a store that is merely full is not broken.
 */
export class DegradingStore implements DraftStore {
  private readonly memory = new MemoryStore();
  private broken = false;

  constructor(
    private readonly below: DraftStore,
    private readonly onBroken: () => void,
  ) {}

  all(): Promise<readonly unknown[]> {
    return this.attempt((store) => store.all());
  }

  get(id: string): Promise<unknown> {
    return this.attempt((store) => store.get(id));
  }

  async set(id: string, value: unknown): Promise<void> {
    await this.memory.set(id, value);
    await this.attempt((store) => store.set(id, value));
  }

  async delete(id: string, still: (value: unknown) => boolean): Promise<void> {
    await this.memory.delete(id, still);
    await this.attempt((store) => store.delete(id, still));
  }

  private async attempt<T>(act: (store: DraftStore) => Promise<T>): Promise<T> {
    if (this.broken) return act(this.memory);
    try {
      return await act(this.below);
    } catch (error) {
      if (isFull(error)) throw error;
      this.breaks();
      return act(this.memory);
    }
  }

  private breaks(): void {
    if (this.broken) return;
    this.broken = true;
    this.onBroken();
  }
}

/** Lasts as long as the page. */
export class MemoryStore implements DraftStore {
  private readonly values = new Map<string, unknown>();

  all(): Promise<readonly unknown[]> {
    return Promise.resolve([...this.values.values()]);
  }

  get(id: string): Promise<unknown> {
    return Promise.resolve(this.values.get(id));
  }

  set(id: string, value: unknown): Promise<void> {
    this.values.set(id, value);
    return Promise.resolve();
  }

  delete(id: string, still: (value: unknown) => boolean): Promise<void> {
    if (still(this.values.get(id))) this.values.delete(id);
    return Promise.resolve();
  }
}

function readDraft(value: unknown): Draft | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { version, id, title, text, sound, slug, time, savedAt, pinned } = value as Readonly<
    Record<string, unknown>
  >;
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
  return valid ? { id, title, text, sound, slug, time, savedAt, pinned } : undefined;
}

function bytesOf({ text, sound }: Draft): number {
  return utf8Length(text) + (sound === text ? 0 : utf8Length(sound));
}

function isFull(error: unknown): boolean {
  return error instanceof Error && error.name === 'QuotaExceededError';
}
