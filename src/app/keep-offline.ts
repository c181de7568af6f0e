import type { Session } from '../shell/session.ts';
import { whenIdle } from '../ui/when-idle.ts';

/**
 * Keeps a copy of the app in the browser, once there is a picture and nothing better to do. Where that is not possible
 * (no https, storage refused), the app works as long as there is a network.
 */
export function keepOffline(session: Session): void {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return;
  const { serviceWorker } = navigator;
  const register = () =>
    void serviceWorker.register(new URL('offline-worker.js', document.baseURI).href).catch(() => undefined);
  whenShown(session, () => whenLoaded(() => whenIdle(register)));
}

function whenShown({ stores: { place, cursor } }: Session, call: () => void): void {
  const shown = () => place.getState().page !== 'scenario' || cursor.getState().picture !== undefined;
  if (shown()) {
    call();
    return;
  }
  const stop = cursor.subscribe(() => {
    if (!shown()) return;
    stop();
    call();
  });
}

function whenLoaded(call: () => void): void {
  if (document.readyState === 'complete') call();
  else window.addEventListener('load', call, { once: true });
}
