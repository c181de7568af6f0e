/** What does nothing: a fault that holds already, the end of one that does not hold. */
import { COUNTERPARTS } from '../kernel/fault.ts';
import { endsKey } from '../kernel/fault-schedule.ts';
import type { SimTime } from '../lib/units.ts';
import type { PlacedFault } from './faults.ts';
import { isFull, warn, type Report } from './problem.ts';
import type { Context } from './references.ts';
import type { ScenarioFault } from './scenario.ts';

/** What holds, by `verb subject`, and until when; a selector makes what is known of its verb unknown. */
interface Standing {
  readonly until: Map<string, SimTime>;
  readonly unknown: Set<string>;
}

const BEGINS = new Map(Object.entries(COUNTERPARTS).map(([begin, end]) => [end, begin]));
const FOR_EVER = Number.POSITIVE_INFINITY;

/** Walks the faults in the order of time. Faults on whoever leads are not followed: who that is, only a run tells. */
export function warnOfIdleFaults(report: Report, faults: readonly PlacedFault[]): void {
  const standing: Standing = { until: new Map(), unknown: new Set() };
  const inOrder = [...faults].sort((left, right) => left.fault.at - right.fault.at);
  for (const placed of inOrder) {
    if (isFull(report.warnings)) return;
    const { fault } = placed;
    if (fault.verb === 'heal') followHeal(report, placed, standing);
    else if (fault.verb === 'cut')
      follow(report, placed, standing, `cut ${endsKey([fault.from, fault.to], fault.oneWay)}`);
    else if (fault.verb === 'partition')
      follow(report, placed, standing, `cut ${endsKey(fault.sets, false)}`);
    else if (fault.verb === 'degrade')
      follow(report, placed, standing, `degrade ${endsKey(fault.between, false)}`);
    else if (!('target' in fault)) continue;
    else if ('nodes' in fault.target) followNodes(report, placed, standing, fault.target.nodes);
    else forget(standing, fault.verb);
  }
}

function follow(report: Report, { fault, at }: PlacedFault, { until }: Standing, key: string): void {
  if ((until.get(key) ?? -1) > fault.at) warn(report, at, `${fault.verb} does nothing: it holds already`);
  until.set(key, endOf(fault));
}

function followHeal(report: Report, { fault, at }: PlacedFault, { until }: Standing): void {
  if (fault.verb !== 'heal') return;
  const suffix = fault.ends === 'all' ? undefined : endsKey(fault.ends, fault.oneWay);
  const keys = [...until.keys()].filter((key) =>
    suffix === undefined ? key.startsWith('cut ') || key.startsWith('degrade ') : isLinkKey(key, suffix),
  );
  const held = keys.filter((key) => (until.get(key) ?? -1) >= fault.at);
  for (const key of keys) until.delete(key);
  if (held.length === 0)
    warn(report, at, 'heal does nothing: no cut, partition or degrade with these ends holds');
}

function followNodes(
  report: Report,
  placed: PlacedFault,
  standing: Standing,
  nodes: readonly string[],
): void {
  const { fault, at } = placed;
  const { until, unknown } = standing;
  const ended = BEGINS.get(fault.verb);
  const verb = ended ?? fault.verb;
  const idle: string[] = [];
  for (const node of nodes) {
    const end = until.get(`${verb} ${node}`) ?? -1;
    if (ended === undefined ? end > fault.at : end < fault.at) idle.push(node);
    if (ended === undefined) until.set(`${verb} ${node}`, endOf(fault));
    else until.delete(`${verb} ${node}`);
    // A stopped process is no longer frozen, and power starts a process that had crashed.
    if (fault.verb === 'crash' || fault.verb === 'unplug') until.delete(`pause ${node}`);
    if (fault.verb === 'plug') until.delete(`crash ${node}`);
  }
  const [first] = idle;
  if (first === undefined || unknown.has(verb)) return;
  const reason = ended === undefined ? 'holds already' : `ends no ${ended} that holds`;
  warn(report, at, `${fault.verb} does nothing to ${first}: it ${reason}`);
}

function forget({ unknown }: Standing, verb: ScenarioFault['verb']): void {
  unknown.add(BEGINS.get(verb) ?? verb);
  // Whoever it is may stop, and so be no longer frozen or crashed.
  if (verb === 'crash' || verb === 'unplug') unknown.add('pause');
  if (verb === 'plug' || verb === 'unplug') unknown.add('crash');
}

function endOf(fault: ScenarioFault): SimTime {
  return fault.for === undefined ? FOR_EVER : fault.at + fault.for;
}

function isLinkKey(key: string, suffix: string): boolean {
  return key === `cut ${suffix}` || key === `degrade ${suffix}`;
}

/** Whoever removes more instances than there are probably counted wrong. Crashed ones, which stay, are not followed. */
export function warnOfEmptyGroups({ report, names }: Context, faults: readonly PlacedFault[]): void {
  const left = new Map(names.declarations.map(({ name, count }) => [name, count]));
  const steps = faults.flatMap(({ fault, at }) => {
    if (fault.verb !== 'add' && fault.verb !== 'remove') return [];
    const { group } = fault;
    const step = { time: fault.at, group, change: fault.verb === 'add' ? fault.count : -fault.count, at };
    if (fault.for === undefined) return [step];
    return [step, { ...step, time: fault.at + fault.for, change: -fault.count }];
  });
  for (const { group, change, at } of steps.sort((a, b) => a.time - b.time)) {
    const before = left.get(group) ?? 0;
    left.set(group, Math.max(0, before + change));
    if (before + change < 0) warn(report, at, `${group} has only ${String(before)} instances left to remove`);
  }
}
