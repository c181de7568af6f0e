import { Autosave } from '../shell/autosave.ts';
import { draftDatabase } from '../shell/draft-database.ts';
import { DegradingStore, Drafts } from '../shell/drafts.ts';
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
  window.addEventListener('pagehide', () => void autosave.flush());
  return drafts;
}

function randomId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(ID_BYTES));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

async function shareWords() {
  return (await import('../words/share.ts')).shareWords;
}
