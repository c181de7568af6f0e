const LATEST_MS = 2000;

/** Calls once the page has nothing better to do; the function that it returns calls it off. */
export function whenIdle(call: () => void): () => void {
  // Safari has no idle callbacks.
  if (!('requestIdleCallback' in window)) {
    const timer = setTimeout(call, LATEST_MS / 4);
    return () => clearTimeout(timer);
  }
  const handle = window.requestIdleCallback(call, { timeout: LATEST_MS });
  return () => window.cancelIdleCallback(handle);
}
