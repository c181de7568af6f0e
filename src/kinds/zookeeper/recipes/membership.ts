import type { Recipe } from './recipe.ts';
import { keepRoster, type Roster, unlisted } from './roster.ts';

const LINES = [
  'create mine, ephemeral, with my name',
  'it exists: an earlier session left it; wait until it is gone, then go to 1',
  'list all members, watch',
  'on a change go to 3',
  'to leave: delete mine',
];

/** Group membership (ZooKeeper documentation, "Group Membership"). */
export const membership: Recipe<Roster> = {
  name: 'membership',
  start: ({ path, data }) => unlisted('membership', LINES, path, data),
  handle: (r, happening, hands) => {
    keepRoster(r, { replaces: false, lists: true }, happening, hands);
  },
};
