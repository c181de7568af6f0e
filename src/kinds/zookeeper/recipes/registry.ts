import type { Recipe } from './recipe.ts';
import { keepRoster, type Roster, unlisted } from './roster.ts';

const LINES = [
  'create mine, ephemeral, with my address in it',
  'it exists: an earlier session left it; delete it, then go to 1',
  'list all services, watch',
  'on a change go to 3',
  'to leave: delete mine',
];

/** A service registry: what an earlier session has left is replaced, so that watchers hear of it (Curator, ServiceDiscoveryImpl). */
export const registry: Recipe<Roster> = {
  name: 'registry',
  start: ({ path, data }) => unlisted('registry', LINES, path, data),
  handle: (r, happening, hands) => {
    keepRoster(r, { replaces: true, lists: true }, happening, hands);
  },
};
