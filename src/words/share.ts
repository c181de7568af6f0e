import { enShare } from './en-share.ts';
import type { Catalogue } from './index.ts';

/** What every language has to say of links, drafts and files. */
export type ShareWords = Catalogue<typeof enShare>;

export const shareWords: ShareWords = enShare;
