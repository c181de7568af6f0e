import type { Recipe } from './recipe.ts';
import { keepRoster, type Roster, unlisted } from './roster.ts';

const LINES = [
  'create mine, ephemeral, with my address in it',
  'it exists: an earlier session left it; delete it, then go to 1',
  'whoever lists the services finds me, as long as my session lives',
  'my session expired: go to 1 with a new one',
  'to leave: delete mine',
];

/** A server's own entry in a service registry: it does not look at the others (Curator, ServiceDiscoveryImpl). */
export const registration: Recipe<Roster> = {
  name: 'registration',
  start: ({ path, data }) => unlisted('registration', LINES, path, data),
  handle: (r, happening, hands) => {
    keepRoster(r, { replaces: true, lists: false }, happening, hands);
  },
};
