import type { Recipe } from '../protocol.ts';
import { naive, queue } from './candidate.ts';
import type { Election } from './election.ts';
import { patroni } from './patroni.ts';
import { takeover } from './takeover.ts';

export const elections: Readonly<Record<Recipe, Election>> = { queue, naive, patroni, none: takeover };
