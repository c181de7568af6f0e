/** Several nodes in few words. */
import { telling } from '../words/index.ts';

/** Longer lists are cut: `api-1, api-2 and 48 more`. */
const NAMED_IN_FULL = 4;

/** What a scenario calls several nodes together. */
interface NamedSet {
  readonly name: string;
  readonly members: readonly string[];
}

/** The part of a scenario that names sets of nodes. */
export interface Naming {
  readonly zones: readonly NamedSet[];
  readonly groups: readonly NamedSet[];
}

/** The zones, then the groups. */
export function namedSets({ zones, groups }: Naming): readonly NamedSet[] {
  return [...zones, ...groups];
}

/** Nodes by the name that the scenario has for exactly these; or one by one, not too many of them. */
export function listed(names: readonly string[], named: readonly NamedSet[]): string {
  const own = named.find(
    ({ members }) => members.length === names.length && members.every((one) => names.includes(one)),
  );
  if (own !== undefined && names.length > 1) return own.name;
  if (names.length <= NAMED_IN_FULL) return telling.list(names);
  const shown = names.slice(0, NAMED_IN_FULL - 2);
  return telling.list([...shown, telling.more(names.length - shown.length)]);
}

export type Lister = (names: readonly string[]) => string;

/** Two ends; where one of them is several nodes, a comma within and a bar between. */
export function sidesOf(ends: readonly (readonly string[])[], list: Lister): string {
  const texts = ends.map(list);
  return texts.every((text) => !text.includes(' ')) ? telling.joined(texts) : texts.join(' | ');
}
