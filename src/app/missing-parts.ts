import { createStore, type StoreApi } from 'zustand';
import { MissingPart } from '../lib/missing-part.ts';
import type { Page } from '../shell/place.ts';
import type { Session } from '../shell/session.ts';
import type { Notice } from '../shell/stores.ts';
import { noteLostStyles } from '../ui/lost-styles.ts';
import { words } from '../words/index.ts';

/**
 * Parts of the app that could not be loaded: says so, and has them tried again when the network is back or the user
 * chooses something else. Browsers of today fetch a failed import anew (Chromium keeps no failure).
 */
export class MissingParts {
  readonly attempt: StoreApi<number> = createStore(() => 0);
  private told: Notice | undefined;
  private before: Page | undefined;

  constructor(private readonly session: Session) {}

  start(): void {
    const { place, selection } = this.session.stores;
    place.subscribe(({ page }, { page: before }) => {
      if (page !== before) this.before = before;
      this.tryAgain();
    });
    selection.subscribe(() => this.tryAgain());
    window.addEventListener('online', () => this.tryAgain());
    window.addEventListener('unhandledrejection', ({ reason }) => {
      if (reason instanceof MissingPart) this.tell(reason);
    });
    noteLostStyles();
  }

  /** Instead of a page that could not be loaded, the one before it. */
  readonly goBack = (): void => {
    if (this.before !== undefined) this.session.goTo(this.before);
  };

  private tell({ part }: MissingPart): void {
    const { sentence, hint, parts } = words.missing;
    this.told = { sentence: sentence(parts[part]), hint };
    this.session.notify(this.told);
  }

  private tryAgain(): void {
    if (this.told === undefined) return;
    if (this.session.stores.file.getState().notice === this.told) this.session.dismissProblems();
    this.told = undefined;
    this.attempt.setState((count) => count + 1, true);
    this.session.answers.askAgain();
  }
}
