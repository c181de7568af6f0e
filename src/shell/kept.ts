/**
 * Small things that the browser keeps from visit to visit. Its storage may be full or forbidden: then nothing is kept, and
 * nothing was.
 */
export type BrowserStorage = () => Storage;

export function keptText(storage: BrowserStorage, key: string): string | undefined {
  try {
    return storage().getItem(key) ?? undefined;
  } catch {
    return undefined;
  }
}

export function keepText(storage: BrowserStorage, key: string, text: string): void {
  try {
    storage().setItem(key, text);
  } catch {
    // It lasts as long as the page.
  }
}

export function forgetKept(storage: BrowserStorage, key: string): void {
  try {
    storage().removeItem(key);
  } catch {
    // There is nothing to forget.
  }
}

/** What `keepData` wrote, or whatever else lies there now; undefined where that is no JSON. */
export function keptData(storage: BrowserStorage, key: string): unknown {
  try {
    return JSON.parse(keptText(storage, key) ?? 'null');
  } catch {
    return undefined;
  }
}

export function keepData(storage: BrowserStorage, key: string, data: unknown): void {
  keepText(storage, key, JSON.stringify(data));
}
