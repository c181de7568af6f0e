/** Faults that keep a node from being heard. */
import type { RecordedMilestone } from '../kernel/milestone.ts';
import type { Recording } from '../kernel/recording.ts';
import type { SimTime } from '../lib/units.ts';

/** Nothing: numbers of instances are never used again. */
const FOR_GOOD = '';

/** Each with what ends it. */
const SILENCERS: Readonly<Record<string, string>> = {
  'node-crashed': 'node-restarted',
  'node-unplugged': 'node-plugged',
  'node-paused': 'node-resumed',
  'node-isolated': 'node-rejoined',
  'link-cut': 'link-healed',
  'instance-removed': FOR_GOOD,
};

/** What else keeps a node from answering requests. */
const HINDRANCES: Readonly<Record<string, string>> = { ...SILENCERS, 'fault-began': 'fault-ended' };

/** The type of the milestone that ends a fault of this type; undefined if it is not one that keeps a node from answering. */
export function endOfHindrance(type: string): string | undefined {
  return HINDRANCES[type];
}

/** The type of the milestone that began what one of this type ends; undefined if it ends no silence. */
export function beginningOfSilence(type: string): string | undefined {
  return type === FOR_GOOD ? undefined : Object.keys(SILENCERS).find((began) => SILENCERS[began] === type);
}

/** Whether what befell a link or a node keeps some of these nodes from hearing each other, or lets them again. */
export function separates({ node, data: { ends } }: RecordedMilestone, nodes: ReadonlySet<string>): boolean {
  if (typeof ends !== 'object') return nodes.has(node);
  return ends.filter((set) => set.split(', ').some((name) => nodes.has(name))).length > 1;
}

/**
 * The faults before `time` that keep some of these nodes from hearing each other, or one of them from doing anything, in
 * order; without those that ended before `since`. What only slows them comes last.
 */
export function separations(
  milestones: readonly RecordedMilestone[],
  nodes: ReadonlySet<string>,
  since: SimTime,
  time: SimTime,
): readonly RecordedMilestone[] {
  const faults = milestones.filter(
    (one) =>
      one.type in HINDRANCES &&
      one.time <= time &&
      separates(one, nodes) &&
      !endsBefore(milestones, one, since),
  );
  return [...faults.filter(isSilencer), ...faults.filter((one) => !isSilencer(one))];
}

function isSilencer({ type }: RecordedMilestone): boolean {
  return type in SILENCERS;
}

/** Whether what a fault did was undone before `since`. */
export function endsBefore(
  milestones: readonly RecordedMilestone[],
  fault: RecordedMilestone,
  since: SimTime,
): boolean {
  const end = milestones.find(
    (one) =>
      one.event > fault.event &&
      one.type === HINDRANCES[fault.type] &&
      one.node === fault.node &&
      String(one.data.ends) === String(fault.data.ends),
  );
  return end !== undefined && end.time <= since;
}

interface Silence {
  readonly of: string;
  /** When it was heard last, in µs. */
  readonly since: SimTime;
}

/**
 * The latest fault before `time` (µs) that kept the node, or whoever listened for it, from being heard since then; where
 * there is none, what slowed them.
 */
export function findSilencer(
  { milestones }: Recording,
  silence: Silence,
  listener: string,
  time: SimTime,
): RecordedMilestone | undefined {
  return (
    latest(milestones, SILENCERS, silence.of, silence.since, time) ??
    latest(milestones, SILENCERS, listener, silence.since, time) ??
    separations(milestones, new Set([silence.of, listener]), silence.since, time).at(-1)
  );
}

/** The latest fault before `time` that kept a node from answering a request which reached it at `since`. */
export function findHindrance(
  { milestones }: Recording,
  silence: Silence,
  time: SimTime,
): RecordedMilestone | undefined {
  return latest(milestones, HINDRANCES, silence.of, silence.since, time);
}

function latest(
  milestones: readonly RecordedMilestone[],
  faults: Readonly<Record<string, string>>,
  node: string,
  since: SimTime,
  time: SimTime,
): RecordedMilestone | undefined {
  return milestones.findLast((milestone) => {
    const counterpart = faults[milestone.type];
    if (counterpart === undefined || milestone.time > time || !concerns(milestone, node)) return false;
    const ended = milestones.find(
      (other) => other.type === counterpart && other.time > milestone.time && other.node === milestone.node,
    );
    return ended === undefined || ended.time > since;
  });
}

/** Whether what befell a link or a node befell this one. */
export function concerns(milestone: RecordedMilestone, node: string): boolean {
  const { ends } = milestone.data;
  return typeof ends === 'object'
    ? ends.some((set) => set.split(', ').includes(node))
    : milestone.node === node;
}
