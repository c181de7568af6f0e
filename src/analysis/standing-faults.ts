import type { SimTime } from '../lib/units.ts';
import type { LinkFaultPicture, Picture } from './picture.ts';
import type { Run } from './run.ts';

/** What an operator does is no condition that they are under. */
const ORDER = 'zookeeper';

export interface StandingFaults {
  readonly links: readonly LinkFaultPicture[];
  /** The lasting faults of each node besides those that its status tells, by name: slow, hang ... */
  readonly conditions: ReadonlyMap<string, readonly string[]>;
}

/** The faults that are in force at `time`, read from the milestones. */
export function standingFaults({ simulation }: Run, time: SimTime): StandingFaults {
  const links = new Map<string, LinkFaultPicture>();
  const conditions = new Map<string, readonly string[]>();
  for (const { type, time: at, node, data } of simulation.recording.milestones) {
    if (at > time) break;
    const { ends, fault } = data;
    if (typeof ends === 'object') {
      const kind = fault === 'degrade' ? 'degrade' : 'cut';
      const key = `${kind} ${ends.join(' | ')}`;
      if (type === 'link-healed' || type === 'fault-ended') links.delete(key);
      else if (type === 'link-cut' || type === 'fault-began')
        links.set(key, {
          kind,
          sets: ends.map((set) => set.split(', ')),
          oneWay: data.oneWay === true,
        });
    } else if (typeof fault === 'string' && fault !== ORDER) {
      const others = (conditions.get(node) ?? []).filter((one) => one !== fault);
      if (type === 'fault-began') conditions.set(node, [...others, fault]);
      else if (type === 'fault-ended') conditions.set(node, others);
    }
  }
  return { links: [...links.values()], conditions };
}

/** The pairs of nodes, each once a direction, between which nothing passes. */
export function cutPairs(links: readonly LinkFaultPicture[]): Picture['cuts'] {
  return links
    .filter(({ kind }) => kind === 'cut')
    .flatMap(({ sets, oneWay }) =>
      sets.flatMap((set, i) =>
        sets.flatMap((other, j) => {
          if (i === j || (oneWay && i > j)) return [];
          return set.flatMap((from) => other.map((to) => ({ from, to })));
        }),
      ),
    );
}
