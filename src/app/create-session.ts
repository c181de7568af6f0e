import { scenarioLanguage } from '../shell/scenario-reader.ts';
import { Session } from '../shell/session.ts';
import { createStores } from '../shell/stores.ts';
import { words } from '../words/index.ts';
import { browserFrames } from './browser-frames.ts';
import { openPort } from './open-port.ts';

/** A session of its own, with its own worker: the user's, or one that plays a picture. */
export function createSession(): Session {
  const { tooLarge, unreadable } = words.file;
  return new Session(
    createStores(),
    openPort(),
    scenarioLanguage,
    browserFrames,
    { tooLarge, unreadable },
    () => performance.now(),
  );
}
