/** Znodes that every tree has; nobody deletes them (DataTree.isSpecialPath). */
const SYSTEM_PATHS: readonly string[] = ['/', '/zookeeper', '/zookeeper/quota', '/zookeeper/config'];

/** Code units that a path must not contain: control characters, surrogates, private use and the last sixteen. */
const FORBIDDEN = /[\u0000-\u001f\u007f-\u009f\ud800-\uf8ff\ufff0-\uffff]/;

/**
 * Absolute, no empty, `.` or `..` component, no trailing slash, no forbidden character (PathUtils.validatePath). Judged
 * by code unit, so that every character beyond the basic plane is refused.
 */
export function isValidPath(path: string): boolean {
  if (path === '/') return true;
  if (!path.startsWith('/') || FORBIDDEN.test(path)) return false;
  return componentsOf(path).every((name) => name !== '' && name !== '.' && name !== '..');
}

export function isSystemPath(path: string): boolean {
  return SYSTEM_PATHS.includes(path);
}

export function parentPath(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash <= 0 ? '/' : path.slice(0, slash);
}

export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** The names on the way from the root. The empty path is the root, too (DataTree keeps it under both names). */
export function componentsOf(path: string): readonly string[] {
  return path === '/' || path === '' ? [] : path.slice(1).split('/');
}

/** What a sequential create appends: how many children the parent ever had, a signed 32-bit integer as `%010d`. */
export function sequenceSuffix(creations: number): string {
  const number = creations | 0;
  return number < 0 ? `-${String(-number).padStart(9, '0')}` : String(number).padStart(10, '0');
}
