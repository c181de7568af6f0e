/** The composition root: builds what the screen stands on and shows it. */
import './trusted-types.ts';
import '@fontsource-variable/inter';
import '@fontsource-variable/jetbrains-mono';
import '../ui/tokens.css';
import '../ui/base.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { defined } from '../lib/assert.ts';
import { AddressBar } from '../shell/address-bar.ts';
import { scenarioLanguage } from '../shell/scenario-reader.ts';
import { Session } from '../shell/session.ts';
import { createStores } from '../shell/stores.ts';
import { rememberTheme } from '../shell/theme-memory.ts';
import { SessionContext } from '../views/session.ts';
import { words } from '../words/index.ts';
import { App } from './App.tsx';
import { browserFrames } from './browser-frames.ts';
import { browserHistory } from './browser-history.ts';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import { keepDrafts } from './keep-drafts.ts';
import './language.ts';
import { openPort } from './open-port.ts';

const stores = createStores();
rememberTheme(stores, () => window.localStorage);
const { tooLarge, unreadable } = words.file;
const session = new Session(
  stores,
  openPort(),
  scenarioLanguage,
  browserFrames,
  { tooLarge, unreadable },
  () => performance.now(),
);

async function showShared(shown: Session, code: string): Promise<void> {
  await (await import('./show-shared.ts')).showShared(shown, code);
}

createRoot(defined(document.getElementById('root') ?? undefined, 'the element #root')).render(
  <StrictMode>
    <ErrorBoundary>
      <SessionContext value={session}>
        <App />
      </SessionContext>
    </ErrorBoundary>
  </StrictMode>,
);

const drafts = keepDrafts(session);
void new AddressBar(session, browserHistory, drafts, showShared, words.file).open();
