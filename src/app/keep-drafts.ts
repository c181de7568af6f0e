import { Autosave } from '../shell/autosave.ts';
import { draftDatabase } from '../shell/draft-database.ts';
import { DegradingStore, type Draft, Drafts } from '../shell/drafts.ts';
import type { Session } from '../shell/session.ts';

/** So many random bytes tell one's own drafts apart. */
const ID_BYTES = 6;

/** Keeps in this browser what the user changes. */
export function keepDrafts(session: Session): Drafts {
  const onBroken = async (): Promise<void> => {
    const { notKept } = (await shareWords()).drafts;
    session.notify(notKept);
  };
  const drafts = new Drafts(new DegradingStore(draftDatabase(), () => void onBroken()));
  const autosave = new Autosave(session, drafts, {
    nowMs: () => Date.now(),
    newId: randomId,
    notice: async (reason) => (await shareWords()).drafts.unsaved[reason],
  });
  autosave.start();
  window.addEventListener('pagehide', () => {
    const unsaved = autosave.unsaved();
    if (unsaved !== undefined) note(unsaved);
    void autosave.flush();
  });
  return drafts;
}

/** A page that goes away cannot wait for the database: what it has not saved is noted where writing takes no time. */
const NOTE = 'ensemble-unsaved';

function note(draft: Draft): void {
  try {
    window.localStorage.setItem(NOTE, JSON.stringify(draft));
  } catch {
    // Full or forbidden: the database may have it in time.
  }
}

/** Saves what the page before noted on its way out. */
export async function recoverDraft(drafts: Drafts): Promise<void> {
  try {
    const noted = window.localStorage.getItem(NOTE);
    if (noted === null) return;
    window.localStorage.removeItem(NOTE);
    await drafts.save(JSON.parse(noted) as Draft);
  } catch {
    // Forbidden, or not what was noted: there is nothing to recover.
  }
}

function randomId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(ID_BYTES));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

async function shareWords() {
  return (await import('../words/share.ts')).shareWords;
}
