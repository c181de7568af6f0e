/** The service worker: it keeps the build that it was built with (scripts/offline-plugin.ts writes its list of files). */
import { type Build, OfflineCopy, type OfflineScope } from '../shell/offline-copy.ts';

interface WaitingEvent extends Event {
  waitUntil(done: Promise<void>): void;
}

interface FetchEvent extends Event {
  readonly request: Request;
  respondWith(response: Promise<Response>): void;
}

interface ServiceWorkerScope extends OfflineScope {
  addEventListener(type: 'install' | 'activate', listener: (event: WaitingEvent) => void): void;
  addEventListener(type: 'fetch', listener: (event: FetchEvent) => void): void;
}

declare const BUILD: Build;

// The types of a worker and of a page contradict each other, and the app's are a page's.
const scope = globalThis as unknown as ServiceWorkerScope;
const copy = new OfflineCopy(scope, BUILD);

scope.addEventListener('install', (event) => event.waitUntil(copy.install()));
scope.addEventListener('activate', (event) => event.waitUntil(copy.activate()));
scope.addEventListener('fetch', (event) => {
  const answer = copy.answer(event.request);
  if (answer !== undefined) event.respondWith(answer);
});
