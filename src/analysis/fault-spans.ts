import type { RecordedMilestone } from '../kernel/milestone.ts';
import type { Recording } from '../kernel/recording.ts';
import { NEVER } from '../kernel/occurrence.ts';
import type { SimTime } from '../lib/units.ts';
import { endOfHindrance } from './silencers.ts';

/** How long a fault held, and what it befell: a node, or the links between sets of nodes. */
export interface FaultSpan {
  readonly milestone: RecordedMilestone;
  readonly from: SimTime;
  /** NEVER: to the end. */
  readonly to: SimTime;
  readonly sets: readonly (readonly string[])[] | undefined;
}

/** A process that stops is frozen no longer, and power starts one that had crashed. */
const ALSO_ENDS: Readonly<Record<string, readonly string[]>> = {
  'node-crashed': ['node-resumed'],
  'node-unplugged': ['node-resumed'],
  'node-plugged': ['node-restarted'],
};

/** The faults of a run that can keep requests from being answered, in order. */
export function faultSpans(recording: Recording): readonly FaultSpan[] {
  const { milestones } = recording;
  const standing = new Map<string, { -readonly [Key in keyof FaultSpan]: FaultSpan[Key] }>();
  const spans: FaultSpan[] = [];
  for (const milestone of milestones) {
    for (const end of [milestone.type, ...(ALSO_ENDS[milestone.type] ?? [])]) {
      const ended = standing.get(keyOf(end, milestone));
      if (ended !== undefined) ended.to = Math.min(ended.to, milestone.time);
    }
    const ends = endOfHindrance(milestone.type);
    if (ends !== undefined) {
      const { ends: sets } = milestone.data;
      const span = {
        milestone,
        from: isGraceful(milestone) ? endOfProcess(recording, milestone) : milestone.time,
        to: NEVER,
        sets: typeof sets === 'object' ? sets.map((set) => set.split(', ')) : undefined,
      };
      spans.push(span);
      standing.set(keyOf(ends, milestone), span);
    }
  }
  return spans;
}

/** Whoever may leave gracefully serves what it has first. */
function isGraceful({ type, data }: RecordedMilestone): boolean {
  return type === 'instance-removed' && data.abrupt === false;
}

function endOfProcess({ changes, nodeNames }: Recording, { node, event }: RecordedMilestone): SimTime {
  const index = nodeNames.indexOf(node);
  const gone = changes.find(
    (change) => change.event >= event && change.node === index && change.status === 'removed',
  );
  return gone?.time ?? NEVER;
}

/** What a fault has in common with its end. */
function keyOf(end: string, { node, data: { fault, ends } }: RecordedMilestone): string {
  const of = typeof ends === 'object' ? ends.join(' | ') : node;
  return `${end} ${typeof fault === 'string' ? fault : ''} ${of}`;
}

/** Whether the fault lies on the link between two nodes: a request needs both its directions. */
export function liesBetween({ sets }: FaultSpan, one: string, other: string): boolean {
  if (sets === undefined) return false;
  const [place, second] = [one, other].map((name) => sets.findIndex((set) => set.includes(name)));
  return place !== second && place !== -1 && second !== -1;
}
