import { enAuthor } from './en-author.ts';
import type { Catalogue } from './index.ts';

/** What every language has to say to whoever writes a scenario. */
export type Author = Catalogue<typeof enAuthor>;

export const author: Author = enAuthor;
