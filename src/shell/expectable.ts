/** What a run and a moment of it allow to expect, in the words of the format. */
import type { MilestoneView, RunSummary } from '../analysis/outline.ts';
import type { Picture } from '../analysis/picture.ts';
import { formatDuration } from '../lib/quantities.ts';
import { MILLISECOND, SECOND, type SimTime } from '../lib/units.ts';

/** A milestone is expected within so long of when it happened, so that other seeds have room. */
const MARGIN = SECOND;

/** The nearest first: what is so at the cursor, then what is so of the whole run. Each holds in this run. */
export function expectable(summary: RunSummary, picture: Picture, time: SimTime): readonly string[] {
  const now = [...holders(summary, picture, time), ...lastMilestone(summary, time)];
  return [...now, ...measures(summary), ...invariants(summary)];
}

/** A whole millisecond at or above. */
function upTo(time: SimTime): string {
  return formatDuration(Math.ceil(time / MILLISECOND) * MILLISECOND);
}

/** A paused process is what it was. */
const UP: ReadonlySet<string> = new Set(['running', 'paused']);

const ROLES = [
  { kind: 'database', role: 'primary' },
  { kind: 'zookeeper', role: 'leader' },
] as const;

/** Who is the primary of each group of databases, and the leader of each ensemble. */
function holders({ nodes }: RunSummary, picture: Picture, time: SimTime): readonly string[] {
  return ROLES.flatMap(({ kind, role }) => {
    const groups = new Set(nodes.filter((node) => node.kind === kind).map(({ group }) => group));
    return [...groups].flatMap((group) => {
      const members = new Set(nodes.filter((node) => node.group === group).map(({ name }) => name));
      const held = picture.nodes.filter(
        (node) => members.has(node.name) && UP.has(node.status) && node.face.role === role,
      );
      const [only, second] = held;
      if (second !== undefined) return [];
      return [`{ ${role}: ${group}, is: ${only?.name ?? 'none'}, by: ${formatDuration(time)} }`];
    });
  });
}

function lastMilestone({ milestones, duration }: RunSummary, time: SimTime): readonly string[] {
  const last = milestones.findLast((one) => one.time <= time && !UNSAID.has(one.type));
  return last === undefined ? [] : [milestone(last, duration)];
}

/** Of these something else is expected. */
const UNSAID: ReadonlySet<string> = new Set(['invariant-violated', 'limit-reached']);

function milestone({ type, node, time }: MilestoneView, duration: SimTime): string {
  const from = Math.max(0, Math.floor((time - MARGIN) / MILLISECOND) * MILLISECOND);
  const to = Math.min(duration, Math.ceil((time + MARGIN) / MILLISECOND) * MILLISECOND);
  const of = node === '' ? '' : `, of: ${node}`;
  return `{ milestone: ${type}${of}, between: [${formatDuration(from)}, ${formatDuration(to)}] }`;
}

function invariants({ invariants: all }: RunSummary): readonly string[] {
  return all.map(({ name, violations }) =>
    violations > 0 ? `{ violated: ${name} }` : `{ invariant: ${name} }`,
  );
}

const SENDING: ReadonlySet<string> = new Set(['client', 'worker', 'batch-job']);

function measures({ metrics, nodes }: RunSummary): readonly string[] {
  const { lostWrites, writeDowntimeUs, availability } = metrics;
  const senders = new Set(nodes.filter(({ kind }) => SENDING.has(kind)).map(({ group }) => group));
  const [only, second] = [...senders];
  const share = String(Math.floor(100 * availability));
  return [
    ...(nodes.some(({ kind }) => kind === 'database')
      ? [
          `{ lost-writes: ${String(lostWrites)} }`,
          `{ downtime: { of: writes, at-most: ${upTo(writeDowntimeUs)} } }`,
        ]
      : []),
    ...(only === undefined || second !== undefined ? [] : [`{ availability: ${only}, at-least: ${share}% }`]),
  ];
}
