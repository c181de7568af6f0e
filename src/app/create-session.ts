import type { MissingPart } from '../lib/missing-part.ts';
import { scenarioLanguage } from '../shell/scenario-reader.ts';
import { Session } from '../shell/session.ts';
import { createStores } from '../shell/stores.ts';
import { words } from '../words/index.ts';
import { browserFrames } from './browser-frames.ts';
import { openPort } from './open-port.ts';

/** The user's session. */
export function createSession(): Session {
  return newSession();
}

/** A session that plays a picture; where a part of it is missing, there is none. */
export function createPlayer(): Session {
  return newSession(() => undefined);
}

/** With a worker of its own. */
function newSession(onMissing?: (error: MissingPart) => void): Session {
  const { tooLarge, unreadable } = words.file;
  return new Session(
    createStores(),
    openPort(),
    scenarioLanguage,
    browserFrames,
    { tooLarge, unreadable },
    () => performance.now(),
    onMissing,
  );
}
