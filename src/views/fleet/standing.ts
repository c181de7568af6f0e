/**
 * How the members of a fleet fare over a run: what befell their processes, and what they and ZooKeeper know of their
 * sessions. Dots, lanes and lists all tell the same from it.
 */
import type { Band, MilestoneView, RunSummary } from '../../analysis/outline.ts';
import type { Picture } from '../../analysis/picture.ts';
import type { SimTime } from '../../lib/units.ts';
import { healthOf, type Look } from '../stage/node-words.ts';

export type Standing = 'healthy' | 'suspected' | 'expired' | 'down' | 'waiting' | 'removed';

/** From well to worst. */
export const STANDINGS: readonly Standing[] = [
  'healthy',
  'waiting',
  'removed',
  'suspected',
  'expired',
  'down',
];

/** A stretch of time in which a node is not healthy. */
export interface Spell {
  readonly from: SimTime;
  readonly to: SimTime;
  readonly standing: Exclude<Standing, 'healthy'>;
}

export type Spells = ReadonlyMap<string, readonly Spell[]>;

const OF_BAND: Readonly<Record<Band['band'], Standing>> = {
  waiting: 'waiting',
  removed: 'removed',
  serving: 'healthy',
  follower: 'healthy',
  leader: 'healthy',
  electing: 'suspected',
  paused: 'suspected',
  isolated: 'suspected',
  down: 'down',
};

/** What a milestone makes of its node's session. */
const OF_MILESTONE: Readonly<Record<string, Standing>> = {
  'connection-suspended': 'suspected',
  'connection-restored': 'healthy',
  'session-expired': 'expired',
  'session-created': 'healthy',
};

/** The spells of every node that has any, in order of time. */
export function spellsOf({
  lanes,
  milestones,
  end,
}: Pick<RunSummary, 'lanes' | 'milestones' | 'end'>): Spells {
  const sessions = new Map<string, MilestoneView[]>();
  for (const milestone of milestones) {
    if (!(milestone.type in OF_MILESTONE)) continue;
    const known = sessions.get(milestone.node);
    if (known === undefined) sessions.set(milestone.node, [milestone]);
    else known.push(milestone);
  }
  const spells = new Map<string, readonly Spell[]>();
  for (const { node, bands } of lanes) {
    const found = spellsOfNode(bands, sessions.get(node) ?? [], bands.at(-1)?.to ?? end);
    if (found.length > 0) spells.set(node, found);
  }
  return spells;
}

/** A process that does not run has no session worth telling of; the next one begins with none. */
function spellsOfNode(
  bands: readonly Band[],
  sessions: readonly MilestoneView[],
  end: SimTime,
): readonly Spell[] {
  const turns = [
    ...bands.map(({ from, band }) => ({ time: from, process: OF_BAND[band], session: undefined })),
    ...sessions.map(({ time, type }) => ({ time, process: undefined, session: OF_MILESTONE[type] })),
  ].sort((a, b) => a.time - b.time);
  const spells: Spell[] = [];
  let [process, session]: [Standing, Standing] = ['waiting', 'healthy'];
  for (const [index, turn] of turns.entries()) {
    process = turn.process ?? process;
    if (process !== 'healthy' && process !== 'suspected') session = 'healthy';
    else session = turn.session ?? session;
    const standing = process === 'healthy' ? session : process;
    // What lasts until the end of the run holds at its end, too.
    const to = turns[index + 1]?.time ?? end + 1;
    if (standing === 'healthy' || to <= turn.time) continue;
    const last = spells.at(-1);
    if (last?.to === turn.time && last.standing === standing) spells[spells.length - 1] = { ...last, to };
    else spells.push({ from: turn.time, to, standing });
  }
  return spells;
}

/** How a node fares at a moment. */
export function standingAt(spells: Spells, node: string, time: SimTime): Standing {
  const found = spells.get(node)?.findLast(({ from }) => from <= time);
  return found !== undefined && time < found.to ? found.standing : 'healthy';
}

export type Counts = Readonly<Record<Standing, number>>;

export function countsOf(standings: readonly Standing[]): Counts {
  const counts = { healthy: 0, suspected: 0, expired: 0, down: 0, waiting: 0, removed: 0 };
  for (const standing of standings) counts[standing] += 1;
  return counts;
}

/** The counts of some nodes from each moment on at which they change. */
export function countSeries(
  spells: Spells,
  names: readonly string[],
): readonly { readonly time: SimTime; readonly counts: Counts }[] {
  const changes = names.flatMap((name) =>
    (spells.get(name) ?? []).flatMap(({ from, to, standing }) => [
      { time: from, standing, by: 1 },
      { time: to, standing, by: -1 },
    ]),
  );
  changes.sort((a, b) => a.time - b.time);
  const counts = { ...countsOf([]), healthy: names.length };
  const series: { time: SimTime; counts: Counts }[] = [];
  for (const { time, standing, by } of changes) {
    counts[standing] += by;
    counts.healthy -= by;
    if (series.at(-1)?.time === time) series.pop();
    series.push({ time, counts: { ...counts } });
  }
  return series;
}

const known = new WeakMap<RunSummary, Spells>();

/** The spells of a run, found once however many views tell of them. */
export function spellsIn(summary: RunSummary): Spells {
  const before = known.get(summary);
  if (before !== undefined) return before;
  const spells = spellsOf(summary);
  known.set(summary, spells);
  return spells;
}

const OF_LOOK: Readonly<Record<Look, Standing>> = {
  plain: 'healthy',
  leads: 'healthy',
  electing: 'healthy',
  waiting: 'waiting',
  removed: 'removed',
  suspected: 'suspected',
  paused: 'suspected',
  down: 'down',
};

/** How every node fares at a picture's time, by the run and by the picture: the worse of the two. */
export function standingsIn(summary: RunSummary, picture: Picture): ReadonlyMap<string, Standing> {
  const spells = spellsIn(summary);
  return new Map(
    picture.nodes.map((node) => {
      const told = standingAt(spells, node.name, picture.time);
      const seen = OF_LOOK[healthOf(node)];
      return [node.name, STANDINGS.indexOf(seen) > STANDINGS.indexOf(told) ? seen : told];
    }),
  );
}
