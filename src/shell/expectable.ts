/** What a run and a moment of it allow to expect, in the words of the format. */
import type { MilestoneView, RunSummary } from '../analysis/outline.ts';
import type { Picture } from '../analysis/picture.ts';
import { formatDuration } from '../lib/quantities.ts';
import { MILLISECOND, SECOND, type SimTime } from '../lib/units.ts';
import { FAULT_MILESTONES } from '../scenario/milestones.ts';

/** Room for other seeds, around the time at which a milestone happened and after the time that it took. */
const MARGIN = SECOND;

/** Each holds in this run, and the file expects nothing of the kind yet. */
export interface Expectable {
  /** What is so at the cursor. */
  readonly now: readonly string[];
  /** What is so of the whole run. */
  readonly throughout: readonly string[];
}

export function expectable(summary: RunSummary, picture: Picture, time: SimTime): Expectable {
  const said = new Set(summary.expectations.map(({ text }) => subjectOf(text)));
  const news = (all: readonly string[]) => all.filter((one) => !said.has(subjectOf(one)));
  return {
    now: news([...holders(summary, picture, time), ...lastMilestone(summary, time)]),
    throughout: news([...measures(summary), ...invariants(summary)]),
  };
}

/** What an expectation is about, without its numbers; who is it at a moment is about that moment. */
function subjectOf(text: string): string {
  return text
    .replaceAll(/^\{ | \}$/gu, '')
    .replace(/, (?:at-least|at-most|between|within)\b.*$/u, '')
    .replace(/^([a-z]+-[a-z]+): .*$/u, '$1');
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
  if (last === undefined) return [];
  const fault = faultBefore(milestones, last);
  return [fault === undefined ? around(last, duration) : after(last, fault)];
}

/** Of these something else is expected. */
const UNSAID: ReadonlySet<string> = new Set(['invariant-violated', 'limit-reached']);

/** The last fault before a milestone that is no fault itself; of those that are alike an expectation means the first. */
function faultBefore(all: readonly MilestoneView[], last: MilestoneView): MilestoneView | undefined {
  if (FAULT_MILESTONES.has(last.type)) return undefined;
  const before = all.findLast(({ type, time }) => FAULT_MILESTONES.has(type) && time <= last.time);
  const first = all.find(({ type, node }) => type === before?.type && node === before.node);
  return before === first ? before : undefined;
}

function after(last: MilestoneView, fault: MilestoneView): string {
  const within = Math.ceil((last.time - fault.time + MARGIN) / SECOND) * SECOND;
  return `{ ${patternOf(last)}, within: ${formatDuration(within)}, after: { ${patternOf(fault)} } }`;
}

function patternOf({ type, node }: MilestoneView): string {
  return `milestone: ${type}${node === '' ? '' : `, of: ${node}`}`;
}

function around(milestone: MilestoneView, duration: SimTime): string {
  const { time } = milestone;
  const from = Math.max(0, Math.floor((time - MARGIN) / MILLISECOND) * MILLISECOND);
  const to = Math.min(duration, Math.ceil((time + MARGIN) / MILLISECOND) * MILLISECOND);
  return `{ ${patternOf(milestone)}, between: [${formatDuration(from)}, ${formatDuration(to)}] }`;
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
