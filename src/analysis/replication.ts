/** How far the replicas of each group of databases are behind their primary, over time. */
import type { Sample } from '../kernel/recording.ts';
import type { Duration, SimTime } from '../lib/units.ts';
import type { LagPoint, ReplicaLag, ReplicationMetric } from './outline.ts';
import type { Run } from './run.ts';

interface Member {
  readonly name: string;
  readonly group: string;
  readonly index: number;
  /** Its place in each sample. */
  readonly place: number;
  readonly points: LagPoint[];
}

/**
 * In equal steps how many writes that its primary shows to readers each replica does not, and for how long they have
 * been missing there; of those that ever were replicas.
 */
export function replicationLags({ simulation }: Run): readonly ReplicaLag[] {
  const gauged = simulation.nodes.filter(({ spec }) => spec.kind.gauge !== undefined);
  const members = gauged.flatMap(({ name, index, spec }, place): readonly Member[] =>
    spec.kind.kind === 'database' ? [{ name, group: spec.group, index, place, points: [] }] : [],
  );
  const places = new Map(members.map(({ index, place }) => [index, place]));
  const reigns = new Reigns(simulation);
  const { samples } = simulation.recording;
  for (const [at, { time, values }] of samples.entries()) {
    reigns.goOn(time);
    for (const { index, group, place, points } of members) {
      const primary = places.get(reigns.latest(group) ?? -1);
      const mine = values[place] ?? -1;
      const theirs = primary === undefined ? -1 : (values[primary] ?? -1);
      if (primary === undefined || mine < 0 || theirs < 0 || reigns.isPrimary(group, index))
        points.push({ time, behind: undefined, late: 0 });
      else
        points.push({ time, behind: Math.max(0, theirs - mine), late: lateness(samples, at, primary, mine) });
    }
  }
  return members
    .filter(({ points }) => points.some(({ behind }) => behind !== undefined))
    .map(({ group, name: replica, points }) => ({ group, replica, points }));
}

/** For how long a primary has shown more than `shown`, by the samples up to the one at `at`: a little less than it is. */
function lateness(samples: readonly Sample[], at: number, primary: number, shown: number): Duration {
  let since = at + 1;
  while (since > 0 && (samples[since - 1]?.values[primary] ?? -1) > shown) since--;
  const [first, last] = [samples[since], samples[at]];
  return first === undefined || last === undefined ? 0 : Math.max(0, last.time - first.time);
}

/** Who is primary as time goes on, by the changes of roles on record. */
class Reigns {
  private taken = 0;
  /** By group, in the order in which they became it. */
  private readonly primaries = new Map<string, readonly number[]>();

  constructor(private readonly simulation: Run['simulation']) {}

  goOn(time: SimTime): void {
    const { nodes, recording } = this.simulation;
    for (;;) {
      const change = recording.changes[this.taken];
      if (change === undefined || change.time > time) return;
      this.taken++;
      const { node, role } = change;
      const group = nodes[node]?.spec.group ?? '';
      const known = this.primaries.get(group) ?? [];
      if (role !== 'primary')
        this.primaries.set(
          group,
          known.filter((one) => one !== node),
        );
      else if (!known.includes(node)) this.primaries.set(group, [...known, node]);
    }
  }

  isPrimary(group: string, node: number): boolean {
    return this.primaries.get(group)?.includes(node) === true;
  }

  /** Of several primaries the one that became it last. */
  latest(group: string): number | undefined {
    return this.primaries.get(group)?.at(-1);
  }
}

/** The most that each replica was behind, and the mean, over the moments at which there was somebody to follow. */
export function replicationMetrics(lags: readonly ReplicaLag[]): readonly ReplicationMetric[] {
  return lags.map(({ group, replica, points }) => {
    const behind = points.flatMap((point) => point.behind ?? []);
    const sum = behind.reduce((total, one) => total + one, 0);
    return { group, replica, most: Math.max(...behind), mean: sum / behind.length };
  });
}
