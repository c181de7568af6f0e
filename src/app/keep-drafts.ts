import { missing } from '../lib/missing-part.ts';
import { isRecord } from '../lib/plain-data.ts';
import { Autosave, type Told } from '../shell/autosave.ts';
import { draftDatabase } from '../shell/draft-database.ts';
import { DegradingStore, type Draft, Drafts, type Noted } from '../shell/drafts.ts';
import { isolated, shownName } from '../shell/file-name.ts';
import { forgetKept, keepData, keptData } from '../shell/kept.ts';
import type { Session } from '../shell/session.ts';
import type { Notice } from '../shell/stores.ts';

/** So many random bytes tell one's own drafts apart. */
const ID_BYTES = 6;

/** Keeps in this browser what the user changes. */
export function keepDrafts(session: Session): Drafts {
  const onBroken = async (): Promise<void> => session.notify((await draftWords()).notKept);
  const drafts = new Drafts(new DegradingStore(draftDatabase(), () => void onBroken()));
  const notice = (told: Told) => noticeOf(told, session, drafts);
  const autosave = new Autosave(session, drafts, { nowMs: () => Date.now(), newId: randomId, notice });
  autosave.start();
  // What could not be saved, since a part of the app was missing.
  window.addEventListener('online', () => void autosave.flush());
  const leave = async (): Promise<void> => {
    const unsaved = autosave.unsaved();
    note(unsaved);
    await autosave.flush();
    // The page is still there, and may be changed further.
    const left = autosave.unsaved().map(({ draft }) => draft.id);
    forget(unsaved.map(({ draft }) => draft.id).filter((id) => !left.includes(id)));
  };
  window.addEventListener('pagehide', () => void leave());
  // The last that a page on a phone hears before it is gone.
  document.addEventListener('visibilitychange', () => {
    if (document.hidden) void leave();
  });
  return drafts;
}

async function noticeOf(told: Told, session: Session, drafts: Drafts): Promise<Notice> {
  const words = await draftWords();
  switch (told.type) {
    case 'surplus': {
      const { sentence, hint, drop } = words.surplus;
      const count = told.drafts.length;
      const act = () => void dropSurplus(told.drafts, session, drafts);
      return {
        sentence: sentence(count),
        hint: hint(titlesOf(told.drafts)),
        action: { label: drop(count), act },
      };
    }
    case 'changed-before': {
      const { sentence, hint, open } = words.changedBefore;
      const act = () => void openDraft(told.draft.id, session, drafts);
      return { sentence, hint: hint(shownTitle(told.draft)), action: { label: open, act } };
    }
    default:
      return words.unsaved[told.type];
  }
}

/** Deletes what there is too much of; it can be taken back. */
async function dropSurplus(surplus: readonly Draft[], session: Session, drafts: Drafts): Promise<void> {
  const { sentence, hint, undo } = (await draftWords()).surplus.dropped;
  const dropped = await drafts.drop(surplus);
  const restore = async (): Promise<void> => {
    for (const draft of dropped) await drafts.save(draft);
  };
  const action = { label: undo, act: () => void restore() };
  session.notify({ sentence: sentence(dropped.length), hint: hint(titlesOf(dropped)), action });
}

async function openDraft(id: string, session: Session, drafts: Drafts): Promise<void> {
  const draft = await drafts.read(id);
  if (draft !== undefined) await session.openDraft(draft);
}

/** So many titles make a sentence. */
const NAMED = 5;

function titlesOf(drafts: readonly Draft[]): string {
  const titles = drafts.slice(0, NAMED).map(shownTitle);
  return [...titles, ...(drafts.length > NAMED ? ['…'] : [])].join(', ');
}

function shownTitle({ title }: Draft): string {
  return isolated(shownName(title));
}

/** A page that goes away cannot wait for the database: what it has not saved is noted where writing takes no time. */
const NOTE = 'ensemble-unsaved';
const browserStorage = () => window.localStorage;

function note(unsaved: readonly Noted[]): void {
  if (unsaved.length === 0) return;
  const ids = unsaved.map(({ draft }) => draft.id);
  write([...notes().filter(({ draft }) => !ids.includes(draft?.id ?? '')), ...unsaved]);
}

function forget(ids: readonly string[]): void {
  if (ids.length > 0) write(notes().filter(({ draft }) => !ids.includes(draft?.id ?? '')));
}

function write(noted: readonly unknown[]): void {
  if (noted.length === 0) forgetKept(browserStorage, NOTE);
  else keepData(browserStorage, NOTE, noted);
}

interface NotedBefore {
  readonly draft?: { readonly id?: string };
}

/** As they were written, by whatever version of the app. */
function notes(): readonly NotedBefore[] {
  const noted = keptData(browserStorage, NOTE);
  return Array.isArray(noted) ? (noted as readonly unknown[]).filter(isRecord) : [];
}

/** Saves what the page before noted on its way out; what cannot be saved now stays noted. */
export async function recoverDrafts(drafts: Drafts): Promise<void> {
  const left: unknown[] = [];
  for (const noted of notes()) if (!(await drafts.recover(noted, randomId))) left.push(noted);
  write(left);
}

function randomId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(ID_BYTES));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

async function draftWords() {
  return (await import('../words/share.ts').catch(missing('share'))).shareWords.drafts;
}
