/** The anatomy of failovers: how long each phase took from the fault to the first write, cut at events of the run. */
import type { RecordedMilestone } from '../kernel/milestone.ts';
import type { Recording } from '../kernel/recording.ts';
import type { SimTime } from '../lib/units.ts';
import type { CauseStep } from './cause-step.ts';
import { causeSteps } from './cause-steps.ts';
import { phaseSettings } from './phase-settings.ts';
import type { Failover, PhaseName, PhaseSetting } from './answer.ts';
import type { Run } from './run.ts';

/** Every failover of every group of databases, in order of time. */
export function failoversOf(run: Run): readonly Failover[] {
  const groups = new Map<string, Set<string>>();
  for (const { name, spec } of run.simulation.nodes) {
    if (spec.kind.kind !== 'database') continue;
    groups.set(spec.group, (groups.get(spec.group) ?? new Set()).add(name));
  }
  return [...groups]
    .flatMap(([group, members]) => failoversOfGroup(run, group, members))
    .sort((a, b) => a.from - b.from);
}

function failoversOfGroup(run: Run, group: string, members: ReadonlySet<string>): readonly Failover[] {
  const { recording } = run.simulation;
  const reigns = recording.milestones.filter(
    ({ type, node }) => type === 'primary-promoted' && members.has(node),
  );
  const changes = reigns.slice(1).map((promoted, index) => {
    const first = recording.milestones.find(
      ({ type, node, event }) =>
        type === 'first-write-accepted' &&
        node === promoted.node &&
        event >= promoted.event &&
        event < (reigns[index + 2]?.event ?? Infinity),
    );
    return completed(run, group, reigns[index]?.node ?? '', promoted, first);
  });
  const last = reigns.at(-1);
  return [...changes, last === undefined ? undefined : leaderless(run, group, last)].filter(
    (failover) => failover !== undefined,
  );
}

interface Cut {
  readonly name: PhaseName;
  /** Undefined: the run does not show where this phase ended. */
  readonly to: SimTime | undefined;
}

/** From the fault to the first write of the next primary. Nobody took over from a primary that became primary again. */
function completed(
  run: Run,
  group: string,
  before: string,
  promoted: RecordedMilestone,
  first: RecordedMilestone | undefined,
): Failover | undefined {
  if (before === promoted.node) return undefined;
  const { recording } = run.simulation;
  const steps = causeSteps(recording, promoted.event, promoted);
  const root = rootOf(recording, steps, before, promoted.time);
  if (root === undefined) return undefined;
  const silence = steps.find((step) => step.silentNode !== undefined);
  const toldOf = (type: string) => steps.findIndex(({ told }) => told.some((one) => one.type === type));
  const notified = steps.findIndex(({ told }) => told.some(isNews));
  const committed = notified >= 0 ? notified : toldOf('session-expired');
  const received = steps[notified - 1];
  const heard =
    received !== undefined && nameAt(recording, received) === promoted.node ? received : undefined;
  return build(run, group, before, promoted.node, root, steps, first, [
    { name: 'detection', to: silence?.view.time },
    { name: 'commit', to: steps[committed]?.view.time },
    { name: 'notification', to: heard?.view.time },
    { name: 'election', to: steps[toldOf('primary-elected')]?.view.time },
    { name: 'promotion', to: promoted.time },
    { name: 'rerouting', to: first?.time },
  ]);
}

/** A candidate is told that somebody is gone; the winner of Patroni's race is also told of its own key. */
function isNews({ type, data }: RecordedMilestone): boolean {
  return type === 'watch-fired' && data.event === 'deleted';
}

/** The last primary is gone and nobody took its place: as far as it got. */
function leaderless(run: Run, group: string, last: RecordedMilestone): Failover | undefined {
  const { recording, nodes } = run.simulation;
  if (nodes.some(({ spec, role }) => spec.group === group && role === 'primary')) return undefined;
  const expired = recording.milestones.find(
    ({ type, node, event }) => type === 'session-expired' && node === last.node && event > last.event,
  );
  const steps = expired === undefined ? [] : causeSteps(recording, expired.event, expired);
  const root = rootOf(recording, steps, last.node, run.end);
  if (root === undefined) return undefined;
  return build(run, group, last.node, undefined, root, steps, undefined, [
    { name: 'detection', to: steps.find((step) => step.silentNode !== undefined)?.view.time },
    { name: 'commit', to: expired?.time },
  ]);
}

function nameAt(recording: Recording, { view }: CauseStep): string {
  return recording.nodeNames[view.node] ?? '';
}

/** What ended the old reign: the fault at the end of the chain, or else the moment at which the primary gave up. */
function rootOf(
  recording: Recording,
  steps: readonly CauseStep[],
  before: string,
  until: SimTime,
): RecordedMilestone | undefined {
  const end = steps.at(-1);
  if (end?.view.occurrence.type === 'fault') return end.told.at(-1);
  return recording.milestones.findLast(
    ({ type, node, time }) =>
      (type === 'primary-demoted' || type === 'node-crashed' || type === 'node-unplugged') &&
      node === before &&
      time <= until,
  );
}

function build(
  run: Run,
  group: string,
  before: string,
  after: string | undefined,
  root: RecordedMilestone,
  steps: readonly CauseStep[],
  first: RecordedMilestone | undefined,
  cuts: readonly Cut[],
): Failover | undefined {
  const setting = phaseSettings(run.scenario, after ?? before);
  if (setting === undefined) return undefined;
  const watch = steps.find(({ told }) => told.some(isNews)) ?? steps.at(-1);
  const server = watch === undefined ? '' : nameAt(run.simulation.recording, watch);
  const expires = steps.some(({ told }) => told.some(({ type }) => type === 'session-expired'));
  const phases: Failover['phases'][number][] = [];
  let from = root.time;
  for (const { name, to } of cuts) {
    if (to === undefined || to < from) continue;
    phases.push({ name, from, to, setBy: detectedBy(setting(name, server), expires) });
    from = to;
  }
  return {
    group,
    before,
    after,
    cause: root.id,
    from: root.time,
    to: from,
    phases,
    milestones: [...steps.flatMap(({ told }) => told.map(({ id }) => id)), ...(first ? [first.id] : [])],
    totalUs: from - root.time,
  };
}

/** Where no session expired, it was a client that gave up a silent server. */
function detectedBy(setting: PhaseSetting, expires: boolean): PhaseSetting {
  if (setting.key !== 'session-timeout' || expires) return setting;
  return { key: 'read-timeout', timeout: setting.timeout };
}
