import type { AddressHistory } from '../shell/address-bar.ts';

export const browserHistory: AddressHistory = {
  hash: () => window.location.hash,
  push: (hash) => window.history.pushState(null, '', hash),
  replace: (hash) => window.history.replaceState(null, '', hash),
  onMove: (listener) => window.addEventListener('popstate', listener),
  storage: () => window.sessionStorage,
};
