import { enDetails } from './en-details.ts';
import type { Catalogue } from './index.ts';

/** What every language has to say of details that no first picture shows. */
export type Details = Catalogue<typeof enDetails>;

export const details: Details = enDetails;
