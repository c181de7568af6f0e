/** What there is to say of a zone as a whole at a moment. */
import type { NodeOutline, RunSummary } from '../../analysis/outline.ts';
import type { Picture } from '../../analysis/picture.ts';
import { kindViews } from '../../kinds/views.ts';
import { tenths } from '../../ui/format.ts';
import { details } from '../../words/details.ts';
import type { Standing } from './standing.ts';

export interface SiteState {
  readonly name: string;
  /** Whether its servers of the ensemble are a quorum, in words while a link is cut; else empty. */
  readonly quorum: string;
  readonly hasQuorum: boolean;
  /** How long ago the way to the zone before it in the order of names was cut; undefined: it is whole. */
  readonly cutBefore: string | undefined;
}

export function siteStates(
  { nodes, milestones }: RunSummary,
  picture: Picture,
  standings: ReadonlyMap<string, Standing>,
): readonly SiteState[] {
  const zones = [...new Set(nodes.flatMap(({ zone }) => zone ?? []))].sort();
  const cut = zones.map((zone, index) => isCut(nodes, picture, zones[index - 1], zone));
  const since = milestones.findLast(({ type, time }) => type === 'link-cut' && time <= picture.time)?.time;
  const ago = details.fleet.ago(tenths(picture.time - (since ?? 0)));
  const servers = nodes.filter(({ kind }) => COORDINATION.has(kind));
  return zones.map((zone, index): SiteState => {
    const up = servers.filter((node) => node.zone === zone && isUp(standings.get(node.name))).length;
    const hasQuorum = 2 * up > servers.length;
    const some = servers.some((node) => node.zone === zone);
    const said = hasQuorum ? details.fleet.quorum : details.fleet.noQuorum;
    return {
      name: zone,
      quorum: some && cut.includes(true) ? said(up, servers.length) : '',
      hasQuorum,
      cutBefore: cut[index] === true ? ago : undefined,
    };
  });
}

const COORDINATION = new Set(kindViews.filter(({ tier }) => tier === 'coordination').map(({ kind }) => kind));

/** A server that looks for a leader counts: it is there. */
function isUp(standing: Standing | undefined): boolean {
  return standing === 'healthy' || standing === 'suspected';
}

/** Whether a partition, or a cut, has all of one zone on one side and all of another on the other. */
function isCut(
  nodes: readonly NodeOutline[],
  { linkFaults }: Picture,
  one: string | undefined,
  other: string,
): boolean {
  if (one === undefined) return false;
  const members = (zone: string) => nodes.filter((node) => node.zone === zone).map(({ name }) => name);
  const holds = (set: readonly string[], zone: string) => {
    const within = new Set(set);
    return members(zone).every((name) => within.has(name));
  };
  return linkFaults.some(
    ({ kind, sets }) =>
      kind === 'cut' && sets.some((set) => holds(set, one)) && sets.some((set) => holds(set, other)),
  );
}
