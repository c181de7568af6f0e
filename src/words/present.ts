import { enPresent } from './en-present.ts';
import type { Catalogue } from './index.ts';

/** What every language has to say in a presentation. */
export type PresentWords = Catalogue<typeof enPresent>;

export const presentWords: PresentWords = enPresent;
