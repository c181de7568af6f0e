import type { AddressHistory } from '../shell/address-bar.ts';

/** No hash at all: the page's own address. */
const addressOf = (hash: string): string =>
  hash === '' ? `${window.location.pathname}${window.location.search}` : hash;

export const browserHistory: AddressHistory = {
  hash: () => window.location.hash,
  push: (hash) => window.history.pushState(null, '', addressOf(hash)),
  replace: (hash) => window.history.replaceState(null, '', addressOf(hash)),
  onMove: (listener) => window.addEventListener('popstate', listener),
};
