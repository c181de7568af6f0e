import { enLibrary } from './en-library.ts';
import type { Catalogue } from './index.ts';

/** What every language has to say on the first page. */
export type LibraryWords = Catalogue<typeof enLibrary>;

export const library: LibraryWords = enLibrary;
