/** The composition root: builds what the screen stands on and shows it. */
import './trusted-types.ts';
import '@fontsource-variable/inter';
import '@fontsource-variable/jetbrains-mono';
import '../ui/tokens.css';
import '../ui/base.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { defined } from '../lib/assert.ts';
import { missing } from '../lib/missing-part.ts';
import { readAddress } from '../shell/address.ts';
import { AddressBar } from '../shell/address-bar.ts';
import { rememberProgress } from '../shell/progress.ts';
import type { Session } from '../shell/session.ts';
import { rememberTheme } from '../shell/theme-memory.ts';
import { SessionContext } from '../views/session.ts';
import { words } from '../words/index.ts';
import { App } from './App.tsx';
import { browserHistory } from './browser-history.ts';
import { createSession } from './create-session.ts';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import { keepDrafts, recoverDrafts } from './keep-drafts.ts';
import { keepOffline } from './keep-offline.ts';
import './language.ts';
import { MissingParts } from './missing-parts.ts';

const session = createSession();
rememberTheme(session.stores, () => window.localStorage);
rememberProgress(session.stores, () => window.localStorage);

// A link shows its page at once, not the first one before it; what may be gone by now is looked for from there.
const address = readAddress(browserHistory.hash());
const sure = address.page !== 'scenario' || (address.scenario !== undefined && address.share === undefined);
if (sure) session.stores.place.setState({ page: address.page });

async function showShared(shown: Session, code: string): Promise<void> {
  const parts = await import('./show-shared.ts').catch(missing('share'));
  await parts.showShared(shown, code);
}

const missingParts = new MissingParts(session);
missingParts.start();

const drafts = keepDrafts(session);

async function open(): Promise<void> {
  await recoverDrafts(drafts);
  await new AddressBar(session, browserHistory, drafts, showShared, words.file).open();
}

createRoot(defined(document.getElementById('root') ?? undefined, 'the element #root')).render(
  <StrictMode>
    <ErrorBoundary>
      <SessionContext value={session}>
        <App drafts={drafts} missingParts={missingParts} />
      </SessionContext>
    </ErrorBoundary>
  </StrictMode>,
);

void open();
keepOffline(session);
