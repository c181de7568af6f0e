/** Which replicas fell behind, ready to be drawn and said. */
import type { LagPoint, ReplicaLag } from '../../analysis/outline.ts';
import type { SimTime } from '../../lib/units.ts';
import { words } from '../../words/index.ts';

/** µs; what takes less time to reach a replica is its network and its disk, and no news. */
const LATE = 250_000;
/** µs; one that starts again catches up in less than this. */
const LASTS = 500_000;

/** The replicas that were ever late for a while by more than the way to them explains. */
export function laggards(replication: readonly ReplicaLag[]): readonly ReplicaLag[] {
  return replication.filter((lag) => spellsOf(lag).length > 0);
}

function isLate({ late }: LagPoint): boolean {
  return late >= LATE;
}

export function mostBehind(lags: readonly ReplicaLag[]): number {
  return lags.reduce(
    (most, { points }) => points.reduce((all, { behind = 0 }) => Math.max(all, behind), most),
    0,
  );
}

/** A stretch of time in which a replica was late. */
export interface Spell {
  readonly replica: string;
  readonly from: SimTime;
  /** The first moment at which it was not late any more, or the last of all. */
  readonly to: SimTime;
  readonly most: number;
}

export function spellsOf({ replica, points }: ReplicaLag): readonly Spell[] {
  const spells: Spell[] = [];
  let open: { from: SimTime; to: SimTime; most: number } | undefined;
  let follows: SimTime | undefined;
  for (const point of points) {
    const { time, behind, late } = point;
    follows = behind === undefined ? undefined : (follows ?? time);
    if (open !== undefined) open.to = time;
    if (isLate(point)) {
      // It missed something before that was long enough to count, but not before it was there.
      open ??= { from: Math.max(follows ?? time, time - late), to: time, most: 0 };
      open.most = Math.max(open.most, behind ?? 0);
    } else if (open !== undefined) {
      spells.push({ replica, ...open });
      open = undefined;
    }
  }
  if (open !== undefined) spells.push({ replica, ...open });
  return spells.filter(({ from, to }) => to - from >= LASTS);
}

/** "Replication lag: db-3 up to 73 writes behind from 10.2 to 15.2 seconds". */
export function lagText(lags: readonly ReplicaLag[]): string {
  const tenth = (us: SimTime) => (us / 1e6).toFixed(1);
  const spells = lags.flatMap(spellsOf);
  return words.timeline.lags(
    spells.map(({ replica, from, to, most }) =>
      words.timeline.lagSpell(replica, most, tenth(from), tenth(to)),
    ),
  );
}
